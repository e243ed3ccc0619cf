import type { FeedChange, FeedReport, RowProblem } from "#contract/feed";
import { MARKET_NAMES } from "#contract/market";

const SHOWN_PROBLEMS = 40;
const COLUMNS = ["Line", "Id", "Field", "What is wrong", "What stands there"] as const;
/** Of the columns that may be cut; the last one gets what is left. */
const WIDEST = [8, 24, 24, 76];

/** The report for a person: what came of it, what was wrong, what was not understood. */
export function showReport(report: FeedReport, width = 120, dryRun = false): string {
  const { rows, variants, format, collections, unknownFields, unusedFields, problemCount } = report;
  const lines = [headline(report, dryRun)];
  const read = format === null ? "" : ` (${format})`;
  if (rows > 0) lines.push(`${count(rows, "item")} read${read}: ${count(variants, "variant")}, ${count(collections, "collection")}.`);
  if (variants > 0) lines.push(marketsLine(report));
  if (report.outcome !== "refused") lines.push(productsLine(report, dryRun));
  if (dryRun) lines.push(...listed("Would change", report.changes.map(changeInWords)), ...listed("Would purge", report.purges));
  if (problemCount > 0)
    lines.push("", `${count(problemCount, "problem")}:`, ...problemTable(report.problems.slice(0, SHOWN_PROBLEMS), width));
  if (problemCount > SHOWN_PROBLEMS) lines.push(`... and ${count(problemCount - SHOWN_PROBLEMS, "more")} (--json tells the first 1,000)`);
  if (unknownFields.length > 0) lines.push("", `Fields that the shop does not know: ${unknownFields.map(printable).join(", ")}`);
  if (unusedFields.length > 0) lines.push("", `Fields that the shop does not use: ${unusedFields.map(printable).join(", ")}`);
  return lines.join("\n");
}

function headline({ outcome, because, durationMs }: FeedReport, dryRun: boolean): string {
  const seconds = `${(durationMs / 1000).toFixed(1)} s`;
  if (outcome === "refused") return `Refused: ${printable(because ?? "no reason given")}. Nothing was changed.`;
  if (outcome === "unchanged") return `Unchanged: the shop is as the feed says (${seconds}).`;
  return dryRun ? `Would be applied (${seconds}); nothing was changed.` : `Applied in ${seconds}.`;
}

function productsLine({ products, purgedKeys }: FeedReport, dryRun: boolean): string {
  const { created, updated, withdrawn, unchanged } = products;
  const purged = ` ${count(purgedKeys, "surrogate key")} ${dryRun ? "to purge" : "purged"}.`;
  return `Products: ${created} created, ${updated} updated, ${withdrawn} withdrawn, ${unchanged} unchanged.${purged}`;
}

/** A market the feed has no price for is named: nothing is sold there. */
function marketsLine({ soldIn }: FeedReport): string {
  const sold = MARKET_NAMES.filter((market) => soldIn[market]).map((market) => `${market} ${soldIn[market]?.toLocaleString("en")}`);
  const closed = MARKET_NAMES.filter((market) => !soldIn[market]);
  return `Sold in: ${sold.join(", ")}.${closed.length > 0 ? ` Without a price for ${closed.join(", ")}: nothing is sold there.` : ""}`;
}

const changeInWords = ({ id, kind, of }: FeedChange): string => `${id} ${kind}${of.length > 0 ? ` (${of.join(", ")})` : ""}`;

function listed(title: string, lines: readonly string[]): readonly string[] {
  const more = lines.length > SHOWN_PROBLEMS ? [`  ... (--json tells the first 1,000)`] : [];
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.slice(0, SHOWN_PROBLEMS).map((line) => `  ${printable(line)}`), ...more];
}

function count(number: number, what: string): string {
  const word = number === 1 || what === "more" ? what : `${what}s`;
  return `${number.toLocaleString("en")} ${word}`;
}

function problemTable(problems: readonly RowProblem[], width: number): readonly string[] {
  const cells = problems.map(({ line, id, field, because, value }) => [String(line), id ?? "", field, because, value].map(printable));
  const widths = COLUMNS.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const fitted = widths.map((wanted, i) => Math.min(wanted, WIDEST[i] ?? wanted));
  const taken = fitted.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  fitted[fitted.length - 1] = Math.max(12, Math.min(fitted.at(-1) ?? 0, width - taken));
  const toLine = (row: readonly string[]): string =>
    row
      .map((cell, i) => clip(cell, fitted[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [toLine(COLUMNS), toLine(fitted.map((one) => "-".repeat(one))), ...cells.map(toLine)];
}

const clip = (cell: string, width: number): string => (cell.length > width ? `${cell.slice(0, width - 1)}…` : cell.padEnd(width));

/** What a feed says must not steer the terminal. */
const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, "·");

/** Which charts there are, and what their lines say. Pure. */
import type { PurgeWithReceipts } from "../../bulletin/purge-row.ts";
import type { Counts, Period } from "../../telemetry/counts.ts";
import { fragmentHitRatio, freshRatio, pageHitRatio } from "../../telemetry/ratios.ts";
import type { EpochMs } from "../../time.ts";
import { type Chart, type ChartOf, layoutChart, type Series } from "./chart.ts";
import { clock, percent } from "./format.ts";
import { type Range, within } from "./range.ts";

const MAX_MARKS = 6;

/** What the charts of a stretch of time are drawn from. */
export interface Shown {
  readonly range: Range;
  readonly periods: readonly Period[];
  readonly purges: readonly PurgeWithReceipts[];
  readonly now: EpochMs;
}

type LineOf = readonly [name: string, tone: Series["tone"], value: (counts: Counts) => number | undefined];

/** Pages no fill was waited for, and fragments that cost no origin call. */
export function hitRatioChart(shown: Shown): Chart | undefined {
  return ratioChart(shown, [
    ["Pages", "rim", pageHitRatio],
    ["Fragments", "hot", ({ fragments }) => fragmentHitRatio(Object.values(fragments))],
  ]);
}

/** Pages that were fresh, and views that got a page at all. */
export function freshnessChart(shown: Shown): Chart | undefined {
  return ratioChart(shown, [
    ["Fresh", "rim", freshRatio],
    ["Answered", "ink", ({ pageViews, unavailable }) => (pageViews === 0 ? undefined : 1 - unavailable / pageViews)],
  ]);
}

/** Calls a minute, by what they were for. */
export function originCallsChart(shown: Shown): Chart | undefined {
  return perMinuteChart(shown, [
    ["Pages", "rim", ({ originCalls }) => originCalls.page],
    ["Fragments", "hot", ({ originCalls }) => originCalls.fragments],
    ["Writes", "ink", ({ originCalls }) => originCalls.mutation],
  ]);
}

/** Page views a minute, by where their shells came from. */
export function viewsChart(shown: Shown): Chart | undefined {
  return perMinuteChart(shown, [
    ["Memory", "rim", ({ hits }) => hits.memory],
    ["PoP", "ok", ({ hits }) => hits.pop],
    ["Shield", "ink", ({ hits }) => hits.shield],
    ["Filled", "hot", ({ hits }) => hits.origin],
  ]);
}

function perMinuteChart(shown: Shown, lines: readonly LineOf[]): Chart | undefined {
  const minutes = shown.range.period / 60_000;
  const perMinute = lines.map(([name, tone, read]): LineOf => [name, tone, (counts) => (read(counts) ?? 0) / minutes]);
  const series = seriesOf(shown, perMinute);
  const highest = Math.max(1, ...series.flatMap(({ points }) => points.map(({ value }) => value)));
  const format = (value: number) => value.toLocaleString("en-GB", { maximumFractionDigits: value < 10 ? 1 : 0 });
  return layoutChart({ ...frameOf(shown), series, domain: [0, highest], isWhole: minutes === 1, format });
}

function ratioChart(shown: Shown, lines: readonly LineOf[]): Chart | undefined {
  const series = seriesOf(shown, lines);
  const lowest = Math.min(1, ...series.flatMap(({ points }) => points.map(({ value }) => value)));
  return layoutChart({
    ...frameOf(shown),
    series,
    domain: [floorOf(lowest), 1],
    isWhole: false,
    format: (value) => `${percent(value).replace(/\.0$/, "")}%`,
  });
}

/** From 70% as long as nothing lies lower: small differences near the top are what one looks for. */
function floorOf(lowest: number): number {
  return lowest >= 0.7 ? 0.7 : lowest >= 0.5 ? 0.5 : 0;
}

function seriesOf({ range, periods, now }: Shown, lines: readonly LineOf[]): Series[] {
  const recent = within(range, periods, now);
  return lines.map(([name, tone, read]) => ({
    name,
    tone,
    points: recent.flatMap(({ at, counts }) => {
      const value = read(counts);
      return value === undefined ? [] : [{ at, value }];
    }),
  }));
}

function frameOf({ range, purges, now }: Shown): Pick<ChartOf, "from" | "to" | "period" | "marks"> {
  const from = now - range.length;
  // Single products come and go by the hundred: only what shows in the lines is marked.
  const wide = purges.filter(({ by, at }) => (by === "all" || by === "market" || by === "prefix") && at >= from && at <= now);
  const marks = wide
    .slice(0, MAX_MARKS)
    .map((purge) => ({ at: purge.at, label: `Purge ${clock(purge.at, purge.at).slice(0, 5)}, ${targetOf(purge)}` }));
  return { from, to: now, period: range.period, marks };
}

/** `all of de-de`, `everything`. */
function targetOf({ by, values }: PurgeWithReceipts): string {
  if (by === "all") return "everything";
  const more = values.length > 1 ? ` and ${values.length - 1} more` : "";
  return `${by === "market" ? "all of " : ""}${values[0] ?? ""}${more}`;
}

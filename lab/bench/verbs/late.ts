import { table } from "../figures.ts";
import { benchLate, type LateFigures, PAGE_BUDGET_MS, TOKEN_HOLD_MS } from "../late.ts";
import type { Verb } from "./verb.ts";

export const late: Verb = {
  async measure({ seconds, rate, say }) {
    const figures = await benchLate({ seconds, perSecond: rate, say });
    return { figures, text: inWords(figures) };
  },
};

function inWords({ delaysMs, rows }: LateFigures): string {
  const cells = rows.map(({ view, views, firstByteMs, lastByteMs, lagP99Ms }) => [
    view,
    String(views),
    ...[firstByteMs.p50, firstByteMs.p99, lastByteMs.p50, lastByteMs.p99, lastByteMs.max, lagP99Ms].map((ms) => ms.toFixed(0)),
  ]);
  const head = ["view", "views", "first byte p50", "p99", "last byte p50", "p99", "max", "lag p99"];
  const limits = `Promised: first byte ${TOKEN_HOLD_MS} ms after the token was asked for at most, last byte within ${PAGE_BUDGET_MS} + 25 ms at p99.`;
  return [`Fragments of the origin delayed by ${delaysMs.join(", ")} ms in turn. Milliseconds.`, table(head, cells), limits].join("\n\n");
}

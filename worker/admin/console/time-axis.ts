/** An axis of time around now: seconds and days on one line, so the further from now the closer together. Pure. */
import type { EpochMs, Ms } from "../../time.ts";
import type { ExplainedTier } from "../explain.ts";

const SECOND: Ms = 1_000;
const MINUTE: Ms = 60 * SECOND;
const HOUR: Ms = 60 * MINUTE;
const DAY: Ms = 24 * HOUR;
const STEPS: readonly (readonly [Ms, string])[] = [
  [DAY, "1 day"],
  [HOUR, "1 h"],
  [10 * MINUTE, "10 min"],
  [MINUTE, "1 min"],
];
/** In percent of the width: the ends, and what a tick's words need. */
const EDGE = 4;
const APART = 18;

export interface TimeAxis {
  /** Percent of the width. */
  readonly now: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly rows: readonly AxisRow[];
}

export interface AxisRow {
  readonly tier: ExplainedTier;
  readonly spans: readonly { readonly x: number; readonly width: number; readonly tone: "fresh" | "refreshed" | "rescue" }[];
  /** Where it begins or ceases to be what the clock says. */
  readonly flips: readonly number[];
}

type Held = ExplainedTier & { readonly [name in "storedAt" | "freshUntil" | "revalidateUntil" | "staleUntil"]: EpochMs };

/** Undefined when no tier holds anything. */
export function timeAxis(tiers: readonly ExplainedTier[], now: EpochMs): TimeAxis | undefined {
  const held = tiers.filter((tier): tier is Held => tier.storedAt !== null);
  if (held.length === 0) return undefined;
  const moments = held.flatMap((tier) => [tier.storedAt, tier.staleUntil, ...flipsOf(tier)]);
  const from = stretched(Math.min(-MINUTE, ...moments.map((at) => at - now)));
  const to = stretched(Math.max(MINUTE, ...moments.map((at) => at - now)));
  const x = (at: EpochMs): number => EDGE + ((stretched(at - now) - from) / (to - from)) * (100 - 2 * EDGE);
  const row = (tier: Held): AxisRow => ({ tier, spans: spansOf(tier, x), flips: flipsOf(tier).map(x) });
  return { now: x(now), ticks: ticksOf(x, now), rows: held.map(row) };
}

function stretched(fromNow: Ms): number {
  return Math.sign(fromNow) * Math.log1p(Math.abs(fromNow) / (10 * SECOND));
}

function spansOf({ storedAt, freshUntil, revalidateUntil, staleUntil }: Held, x: (at: EpochMs) => number): AxisRow["spans"] {
  const span = (from: EpochMs, to: EpochMs, tone: AxisRow["spans"][number]["tone"]) => ({ x: x(from), width: x(to) - x(from), tone });
  const all = [
    span(storedAt, freshUntil, "fresh"),
    span(freshUntil, revalidateUntil, "refreshed"),
    span(revalidateUntil, staleUntil, "rescue"),
  ];
  return all.filter(({ width }) => width > 0);
}

function flipsOf({ notBefore, notAfter }: ExplainedTier): EpochMs[] {
  return [notBefore, notAfter].filter((at) => at !== null);
}

/** Now, and what stands apart enough from it and from each other, the furthest first. */
function ticksOf(x: (at: EpochMs) => number, now: EpochMs): TimeAxis["ticks"] {
  const ticks = [{ x: x(now), label: "now" }];
  const before = STEPS.map(([ms, label]) => ({ x: x(now - ms), label: `${label} ago` }));
  const after = STEPS.map(([ms, label]) => ({ x: x(now + ms), label: `in ${label}` }));
  for (const tick of [...before, ...after]) {
    const isInside = tick.x >= EDGE && tick.x <= 100 - EDGE;
    if (isInside && ticks.every((other) => Math.abs(other.x - tick.x) >= APART)) ticks.push(tick);
  }
  return ticks.sort((a, b) => a.x - b.x);
}

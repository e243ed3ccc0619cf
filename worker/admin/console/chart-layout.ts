/** Where the lines of the hit ratio chart run: pure arithmetic from counts to coordinates. */
import type { PurgeWithReceipts } from "../../bulletin/purge-row.ts";
import type { Period } from "../../telemetry/counts.ts";
import { fragmentHitRatio, pageHitRatio } from "../../telemetry/ratios.ts";
import type { EpochMs, Ms } from "../../time.ts";
import { clock, hourOf, percent } from "./format.ts";

export const WIDTH = 760;
export const HEIGHT = 270;
export const PLOT = { left: 46, right: 640, top: 14, bottom: 238 } as const;
export const PERIOD: Ms = 15 * 60_000;
const DAY: Ms = 24 * 60 * 60_000;
const SIX_HOURS: Ms = DAY / 4;
const LABEL_HEIGHT = 18;
const LABEL_WIDTH = 150;
const MAX_MARKS = 6;

export interface Line {
  readonly name: "Pages" | "Fragments";
  readonly path: string;
  /** `Pages 96.4`, at the line's end. */
  readonly label: string;
  readonly labelY: number;
}

export interface Chart {
  readonly lines: readonly Line[];
  readonly grid: readonly { readonly y: number; readonly label: string }[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly marks: readonly { readonly x: number; readonly label: string; readonly end: boolean }[];
}

/** The chart of the 24 hours before `now`; undefined when no page was asked for in them. */
export function layoutChart(periods: readonly Period[], purges: readonly PurgeWithReceipts[], now: EpochMs): Chart | undefined {
  const pages = pointsOf(periods, now, (period) => pageHitRatio(period.counts));
  const fragments = pointsOf(periods, now, (period) => fragmentHitRatio(Object.values(period.counts.fragments)));
  const all = [...pages, ...fragments].map((point) => point.ratio);
  if (all.length === 0) return undefined;
  const { floor, step } = scaleFor(Math.min(...all));
  const y = (ratio: number) => PLOT.bottom - ((ratio - floor) / (1 - floor)) * (PLOT.bottom - PLOT.top);
  const x = (at: EpochMs) => PLOT.left + ((at - (now - DAY)) / DAY) * (PLOT.right - PLOT.left);
  const lines = [toLine("Pages", pages, x, y), toLine("Fragments", fragments, x, y)].filter((line) => line !== undefined);
  const steps = Math.round((1 - floor) / step);
  return {
    lines: apart(lines),
    grid: Array.from({ length: steps + 1 }, (_, at) => floor + at * step).map((ratio) => ({
      y: y(ratio),
      label: `${Math.round(ratio * 100)}%`,
    })),
    ticks: ticksUntil(now, x),
    marks: marksOf(purges, now, x),
  };
}

interface Point {
  readonly at: EpochMs;
  readonly ratio: number;
}

function pointsOf(periods: readonly Period[], now: EpochMs, ratioOf: (period: Period) => number | undefined): Point[] {
  const recent = periods.filter(({ from }) => from >= now - DAY && from <= now);
  return recent.flatMap((period) => {
    const ratio = ratioOf(period);
    return ratio === undefined ? [] : [{ at: Math.min(now, period.from + PERIOD / 2), ratio }];
  });
}

/** From 70% as long as nothing lies lower: small differences near the top are what one looks for. */
function scaleFor(lowest: number): { floor: number; step: number } {
  if (lowest >= 0.7) return { floor: 0.7, step: 0.1 };
  return lowest >= 0.5 ? { floor: 0.5, step: 0.1 } : { floor: 0, step: 0.25 };
}

function toLine(name: Line["name"], points: readonly Point[], x: (at: EpochMs) => number, y: (ratio: number) => number): Line | undefined {
  const last = points.at(-1);
  if (!last) return undefined;
  const steps = points.map((point, at) => {
    const before = points[at - 1];
    const gap = before === undefined || point.at - before.at > 2 * PERIOD;
    const place = `${round(x(point.at))} ${round(y(point.ratio))}`;
    return gap ? `M${place}L${place}` : `L${place}`;
  });
  return { name, path: steps.join(""), label: `${name} ${percent(last.ratio)}`, labelY: round(y(last.ratio) + 4) };
}

/** Moves the lower of two labels down where they would cover each other. */
function apart(lines: readonly Line[]): Line[] {
  const sorted = [...lines].sort((a, b) => a.labelY - b.labelY);
  return sorted.map((line, at) => {
    const above = sorted[at - 1];
    return above && line.labelY - above.labelY < LABEL_HEIGHT ? { ...line, labelY: above.labelY + LABEL_HEIGHT } : line;
  });
}

function ticksUntil(now: EpochMs, x: (at: EpochMs) => number): Chart["ticks"] {
  const first = Math.ceil((now - DAY) / SIX_HOURS) * SIX_HOURS;
  const hours = [0, 1, 2, 3].map((at) => first + at * SIX_HOURS).filter((at) => at < now - SIX_HOURS / 6);
  return [...hours.map((at) => ({ x: round(x(at)), label: hourOf(at) })), { x: PLOT.right, label: "now" }];
}

/** Purges that show in the lines: whole markets, prefixes and everything. Single products come and go by the hundred. */
function marksOf(purges: readonly PurgeWithReceipts[], now: EpochMs, x: (at: EpochMs) => number): Chart["marks"] {
  const wide = purges.filter(({ by, at }) => (by === "all" || by === "market" || by === "prefix") && at >= now - DAY && at <= now);
  return wide.slice(0, MAX_MARKS).map((purge) => {
    const at = round(x(purge.at));
    return { x: at, label: `Purge ${clock(purge.at, purge.at).slice(0, 5)}, ${targetOf(purge)}`, end: at > PLOT.left + LABEL_WIDTH };
  });
}

/** `all of de-de`, `everything`. */
function targetOf({ by, values }: PurgeWithReceipts): string {
  if (by === "all") return "everything";
  const more = values.length > 1 ? ` and ${values.length - 1} more` : "";
  return `${by === "market" ? "all of " : ""}${values[0] ?? ""}${more}`;
}

function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

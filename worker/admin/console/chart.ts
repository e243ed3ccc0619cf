/** Where the lines of a chart run: d3 counts the ticks and draws the paths, this says what stands where. Pure. */
import { ticks as numberTicks } from "d3-array";
import { line } from "d3-shape";
import { utcTicks } from "d3-time";
import type { EpochMs, Ms } from "../../time.ts";
import { hourOf } from "./format.ts";

export const WIDTH = 640;
export const HEIGHT = 250;
export const PLOT = { left: 46, right: 520, top: 14, bottom: 218 } as const;
const LABEL_HEIGHT = 18;
const LABEL_WIDTH = 150;
const BUNCH_WIDTH = LABEL_WIDTH / 4;

export interface Series {
  readonly name: string;
  /** One of the shop's colours. */
  readonly tone: "rim" | "hot" | "ok" | "ink";
  readonly points: readonly { readonly at: EpochMs; readonly value: number }[];
}

/** What a chart shows: values between `from` and `to`, of periods of one length. */
export interface ChartOf {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly period: Ms;
  readonly series: readonly Series[];
  /** The lowest and the highest value of the axis. */
  readonly domain: readonly [number, number];
  /** True of what is counted one by one: its axis names no fractions. */
  readonly isWhole: boolean;
  readonly format: (value: number) => string;
  readonly marks: readonly { readonly at: EpochMs; readonly label: string }[];
}

export interface Chart {
  readonly lines: readonly {
    readonly name: string;
    readonly tone: Series["tone"];
    readonly path: string;
    /** `Pages 96.4%`, at the line's end. */
    readonly label: string;
    readonly labelY: number;
    readonly end: { readonly x: number; readonly y: number };
  }[];
  readonly grid: readonly { readonly y: number; readonly label: string }[];
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** `end` when the name stands before its line; an empty one is told by the mark before it. */
  readonly marks: readonly { readonly x: number; readonly label: string; readonly labelY: number; readonly end: boolean }[];
  /** A column for each period, which tells its values to whoever points at it. */
  readonly columns: readonly { readonly x: number; readonly width: number; readonly label: string }[];
}

/** Undefined when there is nothing to show. */
export function layoutChart(of: ChartOf): Chart | undefined {
  if (of.series.every(({ points }) => points.length === 0)) return undefined;
  const [floor, top] = of.domain;
  const x = (at: EpochMs) => round(PLOT.left + ((at - of.from) / (of.to - of.from)) * (PLOT.right - PLOT.left));
  const y = (value: number) => round(PLOT.bottom - ((value - floor) / (top - floor)) * (PLOT.bottom - PLOT.top));
  return {
    lines: apart(of.series.flatMap((series) => toLine(series, of, x, y))),
    grid: numberTicks(floor, top, 4)
      .filter((value) => !of.isWhole || Number.isInteger(value))
      .map((value) => ({ y: y(value), label: of.format(value) })),
    ticks: [
      ...utcTicks(new Date(of.from), new Date(of.to), 5)
        .map((tick) => tick.getTime())
        .filter((at) => x(at) < PLOT.right - LABEL_WIDTH / 3)
        .map((at) => ({ x: x(at), label: hourOf(at) })),
      { x: PLOT.right, label: "now" },
    ],
    marks: marksOf(of, x),
    columns: columnsOf(of, x),
  };
}

function toLine(
  { name, tone, points }: Series,
  { period, format }: ChartOf,
  x: (at: number) => number,
  y: (value: number) => number,
): Chart["lines"] {
  const last = points.at(-1);
  if (last === undefined) return [];
  const draw = line<Series["points"][number] | undefined>()
    .defined((point) => point !== undefined)
    .x((point) => x(point?.at ?? 0))
    .y((point) => y(point?.value ?? 0))
    .digits(1);
  const end = { x: x(last.at), y: y(last.value) };
  const label = `${name} ${format(last.value)}`;
  return [{ name, tone, path: draw(broken(points, period)) ?? "", label, labelY: round(end.y + 4), end }];
}

/** A line breaks where nothing was counted. A point alone is drawn as a dot, by a step of no length. */
function broken(points: Series["points"], period: Ms): (Series["points"][number] | undefined)[] {
  return points.flatMap((point, at) => {
    const before = points[at - 1];
    const isApart = before !== undefined && point.at - before.at > 2 * period;
    return isApart ? [undefined, point, point] : at === 0 ? [point, point] : [point];
  });
}

/** Moves labels down where they would cover each other, and up again from below the plot. */
function apart(lines: Chart["lines"]): Chart["lines"] {
  const sorted = [...lines].sort((a, b) => a.labelY - b.labelY);
  const places: number[] = [];
  for (const { labelY } of sorted) places.push(Math.max(labelY, (places.at(-1) ?? Number.NEGATIVE_INFINITY) + LABEL_HEIGHT));
  for (let at = places.length - 1, below = PLOT.bottom + 4; at >= 0; at--, below = (places[at + 1] ?? below) - LABEL_HEIGHT) {
    places[at] = Math.min(places[at] ?? below, below);
  }
  return sorted.map((one, at) => ({ ...one, labelY: places[at] ?? one.labelY }));
}

/** Moments that lie too close together for names of their own share one; names that would cover each other stand one above the other. */
function marksOf({ marks }: ChartOf, x: (at: number) => number): Chart["marks"] {
  const sorted = [...marks].sort((a, b) => a.at - b.at).map(({ at, label }) => ({ x: x(at), label }));
  const bunches: { x: number; label: string }[][] = [];
  for (const mark of sorted) {
    const bunch = bunches.at(-1);
    if (bunch?.[0] !== undefined && mark.x - bunch[0].x < BUNCH_WIDTH) bunch.push(mark);
    else bunches.push([mark]);
  }
  /** Where the names of each level end so far, from the lowest up. */
  const ends: number[] = [];
  return bunches.flatMap(([first = { x: 0, label: "" }, ...more]) => {
    const end = first.x > PLOT.left + LABEL_WIDTH;
    const from = end ? first.x - LABEL_WIDTH : first.x;
    const free = ends.findIndex((until) => until <= from);
    const level = free === -1 ? ends.length : free;
    ends[level] = from + LABEL_WIDTH;
    const label = more.length === 0 ? first.label : `${first.label} and ${more.length} more`;
    return [
      { ...first, label, labelY: PLOT.bottom - 8 - level * LABEL_HEIGHT, end },
      ...more.map((mark) => ({ ...mark, label: "", labelY: 0, end })),
    ];
  });
}

function columnsOf({ series, period, format, from, to }: ChartOf, x: (at: number) => number): Chart["columns"] {
  const times = [...new Set(series.flatMap(({ points }) => points.map(({ at }) => at)))].sort((a, b) => a - b);
  return times.map((at) => {
    const values = series.flatMap(({ name, points }) =>
      points.filter((point) => point.at === at).map(({ value }) => `${name} ${format(value)}`),
    );
    const start = x(Math.max(from, at - period / 2));
    return { x: start, width: Math.max(1, round(x(Math.min(to, at + period / 2)) - start)), label: `${hourOf(at)} ${values.join(", ")}` };
  });
}

function round(coordinate: number): number {
  return Math.round(coordinate * 10) / 10;
}

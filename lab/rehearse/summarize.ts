/** Figures of one drive: sums, medians and what happened second by second. */
import { percentile } from "../bench/figures.ts";
import { type EnteredCall, ORIGIN_CALLS, type OriginCall } from "../world/control.ts";
import type { OperationCounts } from "../world/workers/operations.ts";
import type { Drive, Viewed } from "./drive.ts";
import type { PurgeFigures } from "./purges.ts";
import { SERVED, type Served } from "./served-from.ts";
import type { TraceStep } from "./trace.ts";

export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
}

export interface Summary {
  readonly name: string;
  readonly views: number;
  readonly shoppers: number;
  readonly tookSeconds: number;
  /** How long the trace is, which is how long it takes where nothing falls behind. */
  readonly traceSeconds: number;
  readonly lagP99Ms: number;
  readonly served: Readonly<Record<Served, number>>;
  readonly calls: Readonly<Record<OriginCall, number>>;
  /** Calls that were no mutation, per 1,000 page views; `perOwnBasket` those of them that opened one's own basket. */
  readonly perThousand: number;
  readonly perOwnBasket: number;
  /** The share of page views without a call of the origin. */
  readonly offload: number;
  /** Pages, cards and notes that were asked for: what a cache has to fetch once. */
  readonly objects: number;
  readonly firstByteMs: Percentiles;
  readonly lastByteMs: Percentiles;
  readonly foreign: number;
  readonly nameless: number;
  /** Without an answer, or with one that is an error: no page of the trace is missing, and no shopper is to be sent away. */
  readonly failed: number;
  readonly bulletinReadsPerSecond: number | undefined;
  readonly operations: Pick<OperationCounts, "most" | "over" | "example">;
  readonly purges: readonly PurgeFigures[];
  readonly bySecond: { readonly views: readonly number[]; readonly calls: readonly number[]; readonly atEdge: readonly number[] };
}

export interface Observed {
  readonly name: string;
  readonly traceSeconds: number;
  readonly steps: readonly TraceStep[];
  readonly drive: Drive;
  readonly calls: readonly EnteredCall[];
  /** `Date.now()` when the drive began. */
  readonly began: number;
  readonly bulletinReadsPerSecond: number | undefined;
  readonly operations: Pick<OperationCounts, "most" | "over" | "example">;
  readonly purges: readonly PurgeFigures[];
}

export function summarize({ name, steps, drive, calls, began, ...rest }: Observed): Summary {
  const pages = drive.viewed.filter(({ kind }) => kind !== "buy");
  const byKind = countEach(ORIGIN_CALLS, calls, ({ kind }) => kind);
  const browsing = calls.length - byKind.mutation - byKind.other;
  const seconds = Math.ceil(drive.tookMs / 1000);
  const second = (at: (view: Viewed) => boolean) => perSecond(pages.filter(at), ({ doneAtMs }) => doneAtMs, seconds);
  return {
    name,
    views: pages.length,
    shoppers: new Set(steps.map(({ shopper }) => shopper.number)).size,
    tookSeconds: drive.tookMs / 1000,
    lagP99Ms: percentile(
      pages.map(({ lagMs }) => lagMs),
      0.99,
    ),
    served: countEach(SERVED, pages, ({ served }) => served),
    calls: byKind,
    perThousand: (browsing * 1000) / pages.length,
    perOwnBasket: (byKind.personal * 1000) / pages.length,
    offload: Math.max(0, 1 - browsing / pages.length),
    objects: objectsOf(pages, calls),
    ...times(pages),
    foreign: drive.viewed.filter(({ isForeign }) => isForeign).length,
    nameless: pages.filter(({ isNameless }) => isNameless).length,
    failed: drive.failed + drive.viewed.filter(isError).length,
    bySecond: {
      views: second(() => true),
      calls: perSecond(calls, ({ at }) => at - began, seconds),
      atEdge: second(({ served }) => served !== "origin"),
    },
    ...rest,
  };
}

/** A basket may be refused: what is sold out cannot be bought. */
function isError({ kind, status }: Viewed): boolean {
  return status >= (kind === "buy" && status !== 429 ? 500 : 400);
}

export function times(pages: readonly Viewed[]): Pick<Summary, "firstByteMs" | "lastByteMs"> {
  const of = (moment: (view: Viewed) => number): Percentiles => {
    const all = pages.map(moment);
    return { p50: percentile(all, 0.5), p99: percentile(all, 0.99) };
  };
  return { firstByteMs: of(({ firstByteMs }) => firstByteMs), lastByteMs: of(({ lastByteMs }) => lastByteMs) };
}

/** Pages by what was viewed, cards and notes by what was asked of the origin for anybody. */
function objectsOf(viewed: readonly Viewed[], calls: readonly EnteredCall[]): number {
  const pages = viewed.map(({ object }) => object);
  const answers = calls.filter(({ kind }) => kind === "shared").flatMap(({ what }) => what.split(" "));
  return new Set([...pages, ...answers]).size;
}

function countEach<K extends string, T>(names: readonly K[], all: readonly T[], nameOf: (one: T) => K): Record<K, number> {
  const counts = Object.fromEntries(names.map((name) => [name, 0])) as Record<K, number>;
  for (const one of all) counts[nameOf(one)]++;
  return counts;
}

function perSecond<T>(all: readonly T[], momentMs: (one: T) => number, seconds: number): number[] {
  const counts = new Array<number>(seconds).fill(0);
  for (const one of all) {
    const at = Math.min(seconds - 1, Math.max(0, Math.floor(momentMs(one) / 1000)));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

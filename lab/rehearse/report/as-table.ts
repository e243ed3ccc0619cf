/** A rehearsal for a terminal. */
import { table } from "../../bench/figures.ts";
import type { Rehearsal } from "../rehearsal.ts";
import type { Summary } from "../summarize.ts";
import type { Judged } from "../verdict.ts";

export const ms = (value: number): string => (Number.isFinite(value) ? value.toFixed(value < 10 ? 1 : 0) : "-");
const count = (value: number): string => value.toLocaleString("en");
export const share = (value: number): string => `${(value * 100).toFixed(1)}%`;

export const CALLS_HEAD = [
  "run",
  "views",
  "origin calls / 1,000",
  "of them baskets",
  "page",
  "shared",
  "stock",
  "mutation",
  "offload",
  "took s",
];
export const SERVED_HEAD = ["run", "memory", "PoP", "shield", "unconfirmed", "stale", "origin", "bulletin reads/s", "foreign", "errors"];
export const TIMES_HEAD = ["paced", "views", "first byte p50", "p99", "last byte p50", "p99"];
export const PURGES_HEAD = ["purge", "during", "last stale byte ms", "its request ms", "stale views"];
export const GOALS_HEAD = ["goal", "wanted", "measured", ""];

/** Every drive but the paced ones. */
export function runsOf({ ours, tenfold, peers }: Rehearsal): Summary[] {
  return [ours.cold, ours.warm, tenfold, ours.deployed, ...peers.map(({ warm }) => warm)].filter((run) => run !== undefined);
}

export function pacedOf({ ours, peers }: Rehearsal): Summary[] {
  return [ours.paced, ...peers.map(({ paced }) => paced)];
}

export function callsRow({ name, views, perThousand, perOwnBasket, calls, offload, tookSeconds }: Summary): string[] {
  const each = [calls.page, calls.shared, calls.stock, calls.mutation].map(count);
  return [name, count(views), perThousand.toFixed(1), perOwnBasket.toFixed(1), ...each, share(offload), tookSeconds.toFixed(0)];
}

export function servedRow({ name, served, views, bulletinReadsPerSecond, foreign, failed }: Summary): string[] {
  const tiers = [served.memory, served.pop, served.shield, served.unconfirmed, served.stale, served.origin].map((part) =>
    share(part / views),
  );
  return [name, ...tiers, bulletinReadsPerSecond?.toFixed(2) ?? "-", count(foreign), count(failed)];
}

export function timesRow({ name, views, firstByteMs, lastByteMs }: Summary): string[] {
  return [name, count(views), ...[firstByteMs.p50, firstByteMs.p99, lastByteMs.p50, lastByteMs.p99].map(ms)];
}

export function purgeRows({ name, purges }: Summary): string[][] {
  return purges.map(({ mode, lastStaleByteMs, lastStaleRequestMs, staleViews }) => [
    ...[mode, name, ms(lastStaleByteMs), ms(lastStaleRequestMs), count(staleViews)],
  ]);
}

export function goalRow({ goal, wanted, measured, isReached }: Judged): string[] {
  return [goal, wanted, measured, isReached === undefined ? "trace too small to tell" : isReached ? "reached" : "MISSED"];
}

export function asTable(rehearsal: Rehearsal, judged: readonly Judged[]): string {
  const runs = runsOf(rehearsal);
  return [
    table(CALLS_HEAD, runs.map(callsRow)),
    table(SERVED_HEAD, runs.map(servedRow)),
    table(TIMES_HEAD, pacedOf(rehearsal).map(timesRow)),
    table(PURGES_HEAD, runs.flatMap(purgeRows)),
    table(GOALS_HEAD, judged.map(goalRow)),
  ].join("\n\n");
}

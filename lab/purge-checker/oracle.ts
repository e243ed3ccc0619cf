/** What may never happen, said with knowledge of true time: PURGE section 2, plus the fence and the flip at T0. */
import { type AsOf, compareAsOf } from "../../worker/bulletin/as-of.ts";
import type { Stored } from "../../worker/cache/stored.ts";
import { entityOf, names, provenanceOf, type TruePurge } from "./shop.ts";

/** B, and the edges of the other promises, written here once more on purpose. */
const B = 1_500;
const SOFT_GRACE = 10_000;
const FLIP_LATEST = 500;

export interface Violation {
  readonly kind: string;
  readonly at: number;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** One response on its way to a shopper. */
export interface Serving {
  readonly object: number;
  readonly node: string;
  readonly stored: Stored;
  /** `fresh`, `reuse`, `swr`, `sie` or `purge-unconfirmed`. */
  readonly label: string;
  readonly arrivedAt: number;
  readonly servedAt: number;
  readonly storedAt: number;
  /** By how much the clock of whoever filled it is ahead of the isolate's: its stamps are read that much later. */
  readonly ahead: number;
  /** The latest position the isolate ever had. */
  readonly reached: AsOf;
  /** The bulletin has been answering this PoP for five seconds. */
  readonly canRead: boolean;
  readonly purgeSeq: AsOf | undefined;
  readonly flipAt: number | undefined;
}

export function* violationsOf(serving: Serving, purges: readonly TruePurge[]): Iterable<Violation> {
  for (const purge of purges) {
    if (!names(purge, serving.object)) continue;
    for (const kind of brokenBy(serving, purge)) yield { kind, at: serving.servedAt, detail: detail(serving, purge) };
  }
  const kind = brokenFlip(serving);
  if (kind !== undefined) yield { kind, at: serving.servedAt, detail: { label: serving.label, node: serving.node } };
}

function* brokenBy(serving: Serving, purge: TruePurge): Iterable<string> {
  const { stored, label, arrivedAt, reached, canRead, purgeSeq } = serving;
  const { askedAt } = provenanceOf(stored.headers);
  const isBefore = compareAsOf(stored.asOf, purge) < 0;
  const isPrePurge = askedAt < purge.trueAt;
  const isKnown = reached.epoch === purge.epoch && reached.seq >= purge.seq;
  const isLate = arrivedAt > purge.trueAt + B;
  if (!isBefore && stored.asOf.epoch === purge.epoch && isPrePurge) yield "asOf leads";
  if (label === "fresh" && isKnown && isBefore) yield "known purge, served fresh";
  if (label === "fresh" && isLate && isPrePurge) yield "pre-purge bytes fresh after B";
  if (purge.mode === "hard" && canRead && isPrePurge && isLate) yield "hard-purged bytes after B";
  if (purge.mode === "hard" && isKnown && isBefore && isPrePurge) yield "known hard purge, served";
  if (purge.mode === "soft" && label === "swr" && canRead && isPrePurge && arrivedAt > purge.trueAt + SOFT_GRACE + B)
    yield "soft grace overrun";
  if (
    purgeSeq !== undefined &&
    isAnswerTo(purge, purgeSeq) &&
    // A mistyped number may name a purge of the future.
    purge.trueAt <= arrivedAt &&
    isPrePurge &&
    (purge.mode === "hard" || label === "fresh" || label === "reuse")
  )
    yield "purger does not see his purge";
  if (breaksFence(serving, purge)) yield "below the fence, kept fresh";
}

function isAnswerTo(purge: TruePurge, purgeSeq: AsOf): boolean {
  return purge.epoch === purgeSeq.epoch && purge.seq <= purgeSeq.seq;
}

function breaksFence({ stored, label, object, arrivedAt, servedAt, storedAt, ahead }: Serving, purge: TruePurge): boolean {
  const least = purge.minVersions[entityOf(object)] ?? 0;
  if (label !== "fresh" || stored.asOf.epoch !== purge.epoch || provenanceOf(stored.headers).version >= least) return false;
  if (arrivedAt <= purge.trueAt + B) return false;
  const since = servedAt - purge.trueAt;
  const kept = servedAt - storedAt - Math.max(0, ahead);
  if (since < 55_000) return kept > 1_100;
  return since > 65_000 && since < 590_000 && kept > 10_100;
}

function brokenFlip({ flipAt, stored, label, arrivedAt, servedAt }: Serving): string | undefined {
  if (flipAt === undefined) return undefined;
  const { isNewPrice } = provenanceOf(stored.headers);
  if (isNewPrice && servedAt < flipAt) return "price flips early";
  return !isNewPrice && arrivedAt > flipAt + FLIP_LATEST && label !== "sie" ? "price flips late" : undefined;
}

function detail({ stored, label, node, arrivedAt, object }: Serving, purge: TruePurge): Record<string, unknown> {
  const { askedAt, version } = provenanceOf(stored.headers);
  const after = Math.round(arrivedAt - purge.trueAt);
  return {
    node,
    label,
    object,
    purge: purge.seq,
    mode: purge.mode,
    arrivedAfter: after,
    askedAfter: Math.round(askedAt - purge.trueAt),
    asOf: stored.asOf.seq,
    version,
  };
}

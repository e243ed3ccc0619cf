/** May a stored response be served, and how? By its stamps, the bulletin's verdict, the copy's age and the clock. Pure. */
import { compareAsOf } from "../bulletin/as-of.ts";
import { type BulletinCopy, CONFIRMED_FOR, copyAge, elapsedSince } from "../bulletin/copy.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { AsOf, Stamps, Stored } from "./stored.ts";
import { purgeVerdict, type Verdict } from "./verdict.ts";

export type Judgement =
  | { readonly kind: "fresh"; readonly ttlMs: Ms }
  /** Unconfirmed, but filled within the last five seconds. */
  | { readonly kind: "reuse"; readonly ttlMs: Ms }
  | { readonly kind: "stale"; readonly because: StaleBecause; readonly use: StaleUse; readonly ttlMs: Ms; readonly need: RefillNeed }
  | { readonly kind: "dead"; readonly because: DeadBecause; readonly need: RefillNeed };

export type StaleBecause = "age" | "purge" | "fence" | "unconfirmed" | "past-not-after" | typeof EARLIER_RELEASE;
/** Of what the release before this one kept. */
export const EARLIER_RELEASE = "earlier-release";
/** In grace while it is refreshed, or only when its refill has failed. */
export type StaleUse = "while-refreshing" | "if-error";
export type DeadBecause = "hard-purge" | "older-epoch" | "below-floor" | "expired" | "early" | "purge-seq" | "below-need";

/** What an answer must satisfy to be better than the one judged; nothing else is worth joining. */
export interface RefillNeed {
  readonly minAsOf?: AsOf;
  /** Asked for this instant or later. */
  readonly minAt?: EpochMs;
  /** Instead of `minAsOf`, a fill started at or after this moment will do. By the clock of whoever has the need. */
  readonly startedAfter?: EpochMs;
  /** Its fill began at most this long ago. */
  readonly filledWithin?: Ms;
}

/** Edges flip at T0 + 250 ms of their own clock, which is within 200 ms of true. */
export const FLIP_MARGIN: Ms = 250;
/** A soft purge allows stale-while-revalidate this long. */
export const SOFT_GRACE: Ms = 10_000;
/** Without a confirmed copy a response is reusable this long after its fill began. */
const REUSE_FOR: Ms = 5_000;

const FENCE_STRICT_FOR: Ms = 60_000;
const FENCE_KEPT_FOR: Ms = 600_000;
const FENCED_LIFE: Ms = 1_000;
const LAPSED_FENCED_LIFE: Ms = 10_000;

/**
 * `verdict` may be one remembered at the copy's position. Without a copy nothing is known, hence nothing is fresh. `grace` is how
 * much longer than its stamps say a response may serve in place of an origin that is in trouble. `at` is the instant to answer for:
 * the asking edge's, whoever judges.
 */
export function judge(
  stored: Pick<Stored, "asOf" | "surrogateKeys" | "entityVersions" | "stamps">,
  copy: BulletinCopy | undefined,
  now: EpochMs,
  verdict = copy && purgeVerdict(stored, copy),
  grace: Ms = 0,
  at: EpochMs = now - FLIP_MARGIN,
): Judgement {
  const { stamps } = stored;
  if (stamps.notBefore !== null && at < stamps.notBefore) return dead("early");
  if (now > stamps.staleUntil + grace) return dead("expired");
  // An old copy still kills what it knows: its age matters only further down.
  if (verdict?.kind === "killed") return dead(verdict.because, { minAsOf: verdict.killedAt });
  if (stamps.notAfter !== null && at >= stamps.notAfter) {
    return stale("past-not-after", "if-error", stamps.notAfter - now, { minAt: stamps.notAfter });
  }
  if (copy !== undefined && verdict?.kind === "soft") return softPurged(verdict, copy, stamps, now);
  return byClock(stamps, fencedUntil(stamps, copy, verdict, now), isConfirmed(copy, verdict, now), now);
}

function softPurged(verdict: Verdict & { kind: "soft" }, copy: BulletinCopy, stamps: Stamps, now: EpochMs): Judgement {
  const isWithinGrace = verdict.first !== "long-ago" && elapsedSince(verdict.first, copy, now) <= SOFT_GRACE;
  const use = isWithinGrace && now <= stamps.revalidateUntil ? "while-refreshing" : "if-error";
  return stale("purge", use, stamps.freshUntil - now, { minAsOf: verdict.killedAt });
}

function byClock(stamps: Stamps, fenceEnd: EpochMs, isConfirmedNow: boolean, now: EpochMs): Judgement {
  const ttlMs = Math.min(stamps.freshUntil, fenceEnd) - now;
  const isInGrace = now <= Math.min(stamps.revalidateUntil, fenceEnd + SOFT_GRACE);
  if (ttlMs < 0) return stale(now > fenceEnd ? "fence" : "age", isInGrace ? "while-refreshing" : "if-error", ttlMs);
  if (isConfirmedNow) return { kind: "fresh", ttlMs };
  if (now - stamps.fillStartedAt <= REUSE_FOR) return { kind: "reuse", ttlMs };
  return stale("unconfirmed", "while-refreshing", ttlMs, { filledWithin: REUSE_FOR });
}

/** A copy within B, of a ledger no older than the response's. */
function isConfirmed(copy: BulletinCopy | undefined, verdict: Verdict | undefined, now: EpochMs): boolean {
  return copy !== undefined && verdict?.kind !== "newer-epoch" && copyAge(copy, now) <= CONFIRMED_FOR;
}

/** When the origin fence ends a response's freshness: it was filled from a replica that had not seen the change. */
function fencedUntil(stamps: Stamps, copy: BulletinCopy | undefined, verdict: Verdict | undefined, now: EpochMs): EpochMs {
  if (copy === undefined || verdict?.kind !== "clear" || verdict.fencedAt === undefined) return Number.POSITIVE_INFINITY;
  const elapsed = elapsedSince(verdict.fencedAt, copy, now);
  if (elapsed > FENCE_KEPT_FOR) return Number.POSITIVE_INFINITY;
  return stamps.storedAt + (elapsed < FENCE_STRICT_FOR ? FENCED_LIFE : LAPSED_FENCED_LIFE);
}

/**
 * What a request with `Purge-Seq: need` makes of a judgement: a copy that has not reached the position knows too
 * little, so only a response at that position, or one filled since the request arrived, will do.
 */
export function heedPurgeSeq(
  judgement: Judgement,
  stored: Stored,
  copy: BulletinCopy | undefined,
  need: AsOf,
  request: { readonly arrivedAt: EpochMs; readonly isFilledSince: boolean },
): Judgement {
  if (copy !== undefined && compareAsOf(copy, need) >= 0) return judgement;
  if (compareAsOf(stored.asOf, need) >= 0 || request.isFilledSince) return judgement;
  return dead("purge-seq", { minAsOf: need, startedAfter: request.arrivedAt });
}

/**
 * What somebody's need makes of a judgement: he knows of a purge that the judge may not have heard of. `minAt` is heeded
 * by judging for his instant.
 */
export function heedNeed(judgement: Judgement, stored: Stored, need: RefillNeed, now: EpochMs, isFilledSince: boolean): Judgement {
  const isLater = need.minAsOf === undefined || compareAsOf(stored.asOf, need.minAsOf) >= 0;
  const isYoung = need.filledWithin === undefined || now - stored.stamps.fillStartedAt <= need.filledWithin;
  const isSince = need.startedAfter !== undefined && isFilledSince;
  return (isLater && isYoung) || isSince ? judgement : dead("below-need", need);
}

/**
 * What a judgement comes to for what the release before this one kept: in grace at best, and never longer than it could have been
 * without the deploy. Undefined when it is of no use. What only its age killed may still stand in for an origin that fails.
 */
export function ofEarlierRelease(judgement: Judgement): Judgement | undefined {
  switch (judgement.kind) {
    case "dead":
      return judgement.because === "expired" ? judgement : undefined;
    case "stale":
      // Whatever this release has of it is younger: nobody has to fill it anew for being unconfirmed.
      return judgement.because === "unconfirmed" ? { ...judgement, need: {} } : { ...judgement, because: EARLIER_RELEASE };
    default:
      return stale(EARLIER_RELEASE, "while-refreshing", judgement.ttlMs);
  }
}

function dead(because: DeadBecause, need: RefillNeed = {}): Judgement {
  return { kind: "dead", because, need };
}

function stale(because: StaleBecause, use: StaleUse, ttlMs: Ms, need: RefillNeed = {}): Judgement {
  return { kind: "stale", because, use, ttlMs, need };
}

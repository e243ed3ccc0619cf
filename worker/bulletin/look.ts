/** When a reader looks for a later delta, whom it lets read, and how long a request waits: PURGE section 3 in arithmetic. */
import type { EpochMs, Ms } from "../time.ts";
import { CONFIRMED_FOR } from "./copy.ts";
import type { SharedDelta } from "./delta.ts";

const LOOK_EVERY: Ms = 250;
const READ_AFTER: Ms = 1_000;
const CLAIM_HOLDS: Ms = 400;
const OLD_AFTER: Ms = 1_250;
/** An older object has people waiting, and is read anew at once. */
const WAIT_UNTIL: Ms = 1_400;
const SHORT_WAIT: Ms = 100;
const LONG_WAIT: Ms = 1_000;

/** Whoever writes a claim looks whose it is after as long as looking and writing took, and at most this. */
export const SETTLED_AFTER: Ms = 20;
const LONGEST_LEAD: Ms = 200;
/** Between two glances at an object that is too old, while somebody else reads the next. */
export const GLANCE_EVERY: Ms = 25;
/** A read that takes longer counts as failed (and is still taken when it comes). */
export const READ_DEADLINE: Ms = 1_000;
/** After a failed read only `Purge-Seq` requests wait. */
export const GIVE_UP_FOR: Ms = 2_000;

/** Less than `ms` ago; what is said to be of the future is not, for a clock was set back. */
export function isUnder(ms: Ms, at: EpochMs, now: EpochMs): boolean {
  return at <= now && now - at < ms;
}

/** How long a request waits for a look, by its copy's age; `undefined` means it has none. */
export function waitFor(age: Ms | undefined, now: EpochMs, failedUntil: EpochMs): Ms {
  if (age !== undefined && age <= OLD_AFTER) return 0;
  if (now < failedUntil) return 0;
  return age === undefined || age > CONFIRMED_FOR ? LONG_WAIT : SHORT_WAIT;
}

/** Counted from the last look, not from the age of what it brought. */
export function isLookDue(lastLookAt: EpochMs, now: EpochMs): boolean {
  return !isUnder(LOOK_EVERY + 1, lastLookAt, now);
}

/** One look under way. */
export interface Looking {
  readonly startedAt: EpochMs;
  /** Of the claim it has written, if it has. */
  readonly token: string | undefined;
  /** What claiming took the last time: it begins that much earlier, so that the read leaves in time. */
  readonly lead: Ms;
}

/**
 * `use` the PoP's object; `read` the bulletin; write a `claim` into the object and see whose it then bears; or `wait` a moment for
 * what whoever claimed it is reading.
 */
export type SharedPlan = "use" | "read" | "claim" | "wait";

export function planShared(shared: SharedDelta, { startedAt, token, lead }: Looking, now: EpochMs): SharedPlan {
  const { delta, claim } = shared;
  const isMine = claim !== null && claim.token === token;
  if (!isMine && isUnder(READ_AFTER - Math.min(lead, LONGEST_LEAD), delta.sentAt, now)) return "use";
  if (isMine || !isUnder(WAIT_UNTIL, delta.sentAt, now)) return "read";
  if (claim === null || !isUnder(CLAIM_HOLDS, claim.at, now)) return token === undefined ? "claim" : "read";
  if (isUnder(OLD_AFTER, delta.sentAt, now)) return "use";
  return isUnder(CLAIM_HOLDS, startedAt, now) ? "wait" : "read";
}

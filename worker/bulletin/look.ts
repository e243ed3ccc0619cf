/** When a reader looks for a later delta, whom it lets read, and how long a request waits: PURGE section 3 in arithmetic. */
import type { EpochMs, Ms } from "../time.ts";
import { CONFIRMED_FOR } from "./copy.ts";
import type { SharedDelta } from "./delta.ts";

const LOOK_EVERY: Ms = 250;
const READ_AFTER: Ms = 1_000;
const CLAIM_HOLDS: Ms = 300;
const OLD_AFTER: Ms = 1_250;
const SHORT_WAIT: Ms = 100;
const LONG_WAIT: Ms = 1_000;

/** A read that takes longer counts as failed (and is still taken when it comes). */
export const READ_DEADLINE: Ms = 1_000;
/** After a failed read only `Purge-Seq` requests wait. */
export const GIVE_UP_FOR: Ms = 2_000;

/** How long a request waits for a look, by its copy's age; `undefined` means it has none. */
export function waitFor(age: Ms | undefined, now: EpochMs, failedUntil: EpochMs): Ms {
  if (age !== undefined && age <= OLD_AFTER) return 0;
  if (now < failedUntil) return 0;
  return age === undefined || age > CONFIRMED_FOR ? LONG_WAIT : SHORT_WAIT;
}

/** Counted from the last look, not from the age of what it brought. */
export function isLookDue(lastLookAt: EpochMs, now: EpochMs): boolean {
  return now - lastLookAt > LOOK_EVERY;
}

/** `use` the PoP's object; or read the bulletin, having first written a `claim` into the object if there is one. */
export type SharedPlan = "use" | "claim-and-read" | "read";

export function planShared(shared: SharedDelta | undefined, now: EpochMs): SharedPlan {
  if (shared === undefined) return "read";
  const age = now - shared.delta.sentAt;
  if (age < READ_AFTER) return "use";
  const isClaimed = shared.claimedAt !== null && now - shared.claimedAt < CLAIM_HOLDS;
  return isClaimed && age < OLD_AFTER ? "use" : "claim-and-read";
}

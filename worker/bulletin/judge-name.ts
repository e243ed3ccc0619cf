/** Is a name in use? By the handles section of the copy; the origin's word counts from when it was asked. Pure. */
import type { EpochMs } from "../time.ts";
import { type BulletinCopy, CONFIRMED_FOR, copyAge, elapsedSince } from "./copy.ts";
import { isIn } from "./hash-set.ts";
import { keyHash } from "./key-hash.ts";

/** `unsure`: not as far as the copy knows, but it knows less than the moment the request arrived. `untold`: nobody can say but the origin. */
export type NameVerdict = "known" | "unknown" | "unsure" | "untold";

/**
 * A name that was published before the request arrived is never `unknown`: the origin was asked after that moment and did not have it.
 * How long ago it was asked is told by the bulletin's own two stamps and the copy's age, never by two clocks.
 */
export function judgeName(copy: BulletinCopy | undefined, name: string, arrivedAt: EpochMs, now: EpochMs): NameVerdict {
  if (copy === undefined || copy.handlesAt === null) return "untold";
  if (isNamed(copy, name)) return "known";
  if (copyAge(copy, now) > CONFIRMED_FOR) return "untold";
  return elapsedSince(copy.handlesAt, copy, now) < now - arrivedAt ? "unknown" : "unsure";
}

/** May a name turn out to be none? Not one that is known, nor any where names are not told. */
export function isInDoubt(copy: BulletinCopy | undefined, name: string): boolean {
  return copy === undefined || (copy.handlesAt !== null && !isNamed(copy, name));
}

/** Is a name none, as far as a confirmed copy can tell at this moment? */
export function isUnheardOf(copy: BulletinCopy | undefined, name: string, now: EpochMs): boolean {
  const verdict = judgeName(copy, name, now, now);
  return verdict === "unknown" || verdict === "unsure";
}

function isNamed({ delta, base }: BulletinCopy, name: string): boolean {
  const hash = keyHash(name);
  return isIn(base.handles, hash) || isIn(delta.handles, hash);
}

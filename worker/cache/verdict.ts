/** What the bulletin says of a stored response, whatever the time: it changes only when the log grows. */
import { compareAsOf } from "../bulletin/as-of.ts";
import type { BulletinCopy } from "../bulletin/copy.ts";
import { fenceAgainst, purgesAfter } from "../bulletin/purges-after.ts";
import type { EpochMs } from "../time.ts";
import type { AsOf, Stored } from "./stored.ts";

export type Verdict =
  /** `fencedAt`: when the fence was put up that the response falls short of, if it does. */
  | { readonly kind: "clear"; readonly fencedAt: EpochMs | undefined }
  | { readonly kind: "soft"; readonly first: EpochMs | "long-ago"; readonly killedAt: AsOf }
  | { readonly kind: "killed"; readonly because: "hard-purge" | "older-epoch" | "below-floor"; readonly killedAt: AsOf }
  /** The response knows a ledger this copy has not heard of. */
  | { readonly kind: "newer-epoch" };

export function purgeVerdict(stored: Pick<Stored, "asOf" | "surrogateKeys" | "entityVersions">, copy: BulletinCopy): Verdict {
  const { epoch } = copy;
  if (stored.asOf.epoch > epoch) return { kind: "newer-epoch" };
  if (stored.asOf.epoch < epoch) return { kind: "killed", because: "older-epoch", killedAt: { epoch, seq: 0 } };
  if (stored.asOf.seq < copy.floorSeq) return { kind: "killed", because: "below-floor", killedAt: { epoch, seq: copy.floorSeq } };
  if (compareAsOf(stored.asOf, copy) >= 0) return { kind: "clear", fencedAt: fenceAgainst(copy, stored.entityVersions) };
  const { hardSeq, softSeq, firstSoft } = purgesAfter(copy, stored.surrogateKeys, stored.asOf.seq);
  if (hardSeq > 0) return { kind: "killed", because: "hard-purge", killedAt: { epoch, seq: hardSeq } };
  if (firstSoft !== undefined) return { kind: "soft", first: firstSoft, killedAt: { epoch, seq: softSeq } };
  return { kind: "clear", fencedAt: fenceAgainst(copy, stored.entityVersions) };
}

/** Remembers each response's verdict with the position it was given at: between purges a hit costs one comparison. */
export class Verdicts {
  readonly #remembered = new WeakMap<Stored, { readonly at: AsOf; readonly verdict: Verdict }>();

  of(stored: Stored, copy: BulletinCopy): Verdict {
    const known = this.#remembered.get(stored);
    if (known !== undefined && known.at.seq === copy.seq && known.at.epoch === copy.epoch) return known.verdict;
    const verdict = purgeVerdict(stored, copy);
    this.#remembered.set(stored, { at: { epoch: copy.epoch, seq: copy.seq }, verdict });
    return verdict;
  }
}

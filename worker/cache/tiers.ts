import type { CacheKey } from "../key/key-parts.ts";
import type { EpochMs } from "../time.ts";
import type { Storable } from "./storable.ts";

/** A response may have a successor that takes its place at a moment: kept beside it under that moment. */
export interface TierKey {
  readonly key: CacheKey;
  readonly notBefore: EpochMs | null;
}

/** One string for a place in a tier. */
export function tierName({ key, notBefore }: TierKey): string {
  return notBefore === null ? key : `${key}@${notBefore}`;
}

/** The store that the isolates of a PoP share, or the shield's own. Neither method throws: a broken store is an empty one. */
export interface PopTier {
  get(at: TierKey): Promise<Storable | undefined>;
  /** Keeps what was judged, unless it holds a later one. */
  put(storable: Storable): Promise<void>;
  /** False for what is too large for it. */
  takes?(storable: Storable): boolean;
}

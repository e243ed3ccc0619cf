import type { AsOf } from "../bulletin/as-of.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { CacheContext, FillAsk, FilledAnswer, Found, TierState, Wanted } from "./find-wanted.ts";

/** Finds a stored response or fills it, exactly by PURGE.md. */
export declare function findStored(cache: CacheContext, wanted: Wanted): Promise<Found>;

/** Keeps an answer that came along with another fill, at that fill's position. Says whether it was storable. */
export declare function storeBeside(cache: CacheContext, beside: Pick<Wanted, "key" | "lifetime" | "implicitKeys" | "memory">, answer: FilledAnswer, ask: FillAsk): boolean;

/** What the tiers hold for a key, judged, without filling anything. */
export declare function peek(cache: CacheContext, key: CacheKey, need?: AsOf): Promise<readonly TierState[]>;

/** What travels between a PoP and the shield: parts of a key, or a question anybody may ask. Never a request, never a visitor. */
import type { Market } from "#contract/market";
import type { AskFor, PublicQuestion, SegmentQuestion } from "#contract/questions";
import type { AsOf } from "../bulletin/as-of.ts";
import type { RefillNeed } from "../cache/judge.ts";
import type { Storable } from "../cache/storable.ts";
import type { Stored } from "../cache/stored.ts";
import type { CacheKey, KeyParts } from "../key/key-parts.ts";
import type { LifetimeName } from "../lifetimes.ts";
import type { EpochMs } from "../time.ts";
import type { TierVisit } from "./find-wanted.ts";

/** What is to be filled, said so that another isolate can fill it. */
export type Order =
  | { readonly kind: "page"; readonly parts: KeyParts; readonly canonical: string }
  | {
      readonly kind: "answer";
      readonly ask: AskFor<PublicQuestion | SegmentQuestion>;
      readonly market: Market;
      readonly lifetime: LifetimeName;
    };

export interface ShieldAsk {
  readonly key: CacheKey;
  readonly order: Order;
  /** The asking edge's clock less the flip margin: entries and flights are picked by it. */
  readonly at: EpochMs;
  /** How far the asker's copy of the bulletin has come: the shield catches up to it, and notes no lower `asOf` for a fill. */
  readonly minSeq: AsOf;
  /** `startedAfter` is by the asker's clock: the shield takes it for the moment the ask arrived. */
  readonly need: RefillNeed;
  /** A refresh nobody waits for: what is in grace is filled, not handed on. */
  readonly background: boolean;
}

interface Told {
  /** The shield's part in the answer, and the origin's if it was asked. */
  readonly visits: readonly TierVisit[];
}

export type ShieldAnswer =
  /** Handed on as it is stored. `isSince`: filled since he asked. */
  | (Told & { readonly kind: "found"; readonly stored: Storable; readonly isSince: boolean })
  /** Filled for this asker, who alone may have it. */
  | (Told & { readonly kind: "mine"; readonly stored: Stored })
  /** `rescue` is what may be served in grace. */
  | (Told & { readonly kind: "failed"; readonly because: string; readonly rescue: Storable | undefined });

/** The edge's way to the shield. Never rejects; undefined when the shield cannot be reached, and then the edge goes to the origin itself. */
export interface ShieldPort {
  find(ask: ShieldAsk): Promise<ShieldAnswer | undefined>;
}

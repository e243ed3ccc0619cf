/** What the fragments of a page view are started from: the route's fragments, who asks, and where answers come from. */
import type { Market } from "#contract/market";
import type { AskFor, PublicQuestion, SegmentQuestion, TokenFrame } from "#contract/questions";
import type { AnswerLifetime, AnyFragment, SubjectParts, Surroundings } from "../../fragments/define-fragment.ts";
import type { ReadStock } from "../bulletin/stock.ts";
import type { Stored } from "../cache/stored.ts";
import type { OriginPort } from "../origin/port.ts";
import type { FillAsk, Filled, Found } from "../shell/find-wanted.ts";
import type { Clock, EpochMs, Ms } from "../time.ts";
import type { Adopted } from "../visitor/adopt-token.ts";
import type { Visitor } from "../visitor/visitor.ts";
import type { Setbacks } from "./setbacks.ts";

/** A question whose answer may be shared: the type keeps a visitor's question away from the tiers. */
export type SharedAsk = AskFor<PublicQuestion | SegmentQuestion>;

/** A public or segment answer, as the tiers know it. */
export interface SharedAnswer {
  readonly ask: SharedAsk;
  readonly market: Market;
  readonly lifetime: AnswerLifetime;
}

/** One that is filled where they hold none. */
export interface AnswerWanted extends SharedAnswer {
  /** Hears that the look-up leaves the PoP: nobody's batch waits for that. */
  away?(): void;
  /** Asks the origin: in the page's batch, or in a call of its own when nobody waits. */
  fill(ask: FillAsk): Promise<Filled>;
}

/** Finds an answer in the tiers or fills it; the cache's `findStored` bound to a key. */
export type FindAnswer = (wanted: AnswerWanted) => Promise<Found>;

/** The same for an answer in memory that needs no waiting; undefined when there is none. */
export type FindHeld = (wanted: SharedAnswer) => Found | undefined;

/** An answer that may still be shown when the origin does not come in time: stored, judged, not dead. */
export type FindLastGood = (wanted: SharedAnswer) => Promise<Stored | undefined>;

export interface FragmentsWanted {
  /** All that the route declares. */
  readonly fragments: readonly AnyFragment[];
  readonly parts: SubjectParts;
  readonly visitor: Visitor;
  readonly surroundings: Surroundings;
  /** When the page view began, and how long its document may stay open. Each fragment has the lesser of its own and what is left. */
  readonly budget: { readonly startedAt: EpochMs; readonly pageMs: Ms };
  readonly port: Pick<OriginPort, "batch">;
  readonly findAnswer: FindAnswer;
  readonly findHeld?: FindHeld;
  readonly findLastGood?: FindLastGood;
  /** The isolate's shared questions that failed a moment ago, which are not asked again yet. */
  readonly setbacks?: Setbacks;
  readonly readStock: ReadStock;
  /** The copy of the bulletin that `readStock` reads, by identity. */
  readonly bulletinCopy?: () => object | undefined;
  /** Age of the bulletin's copy, for `Fragment-Status`. */
  readonly bulletinAge?: () => Ms;
  /** Takes what a renewal came to, unless the visitor's own token is newer. */
  readonly adopt: (renewed: TokenFrame) => Promise<Adopted | undefined>;
  /** Told of each fragment that was not at hand: how long after the view began it came, however late. */
  readonly waited?: (fragment: string, ms: Ms) => void;
  readonly clock: Clock;
  /** Keeps work alive after the answer (`waitUntil`). */
  readonly background: (work: Promise<unknown>) => void;
}

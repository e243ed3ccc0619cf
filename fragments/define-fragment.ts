/**
 * What a fragment is: a plain object that says who may share it, what it may know, where its data comes
 * from and how it looks. Fragments do no I/O: `ask` is a question, not a call.
 */

import type { html } from "hono/html";
import type { Market, MarketSettings } from "#contract/market";
import type { Money } from "#contract/money";
import type { AnswerOf, AskFor, PublicQuestion, SegmentQuestion, VisitorQuestion } from "#contract/questions";
import type { StockLevel } from "#contract/stock";
import type { Fact, VisitorFacts } from "#contract/visitor-facts";

export type { Fact, VisitorFacts };

/** Markup that JSX made, hence escaped: a string does not pass for it. */
export type Markup = ReturnType<typeof html>;

/** Text of the market's language by message key; `values` fill `{name}` places, `count` picks the plural form. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Everything public a page or fragment may know besides its data. */
export interface Surroundings {
  readonly market: MarketSettings & {
    readonly name: Market;
    /** `/cart` -> `/en-gb/cart`. */
    path(path: string): string;
    /** A price in the market's notation: `£16.00`. */
    money(amount: Money): string;
  };
  readonly t: Translate;
}

/** The key parts a fragment may take its subject from. */
export interface SubjectParts {
  readonly market: Market;
  readonly route: string;
  readonly path: Readonly<Record<string, string>>;
}

interface Shared<Name extends string, Data, Props> {
  readonly name: Name;
  readonly budgetMs: number;
  /** A class that keeps the fragment's space, so nothing jumps. */
  readonly reserve: string;
  render(data: Data, surroundings: Surroundings, props: Props): Markup;
  fallback(surroundings: Surroundings, props: Props): Markup;
}

/** Read from the bulletin in memory at each view: fast public state. */
export interface BulletinFragment<Name extends string, Data, Props> extends Shared<Name, Data, Props> {
  readonly scope: "public";
  readonly source: "bulletin";
  read(stock: (sku: string) => StockLevel | undefined, props: Props): Data | undefined;
}

/** A public answer in the tiers, with a lifetime of its own. */
export interface TierFragment<Name extends string, A extends AskFor<PublicQuestion>>
  extends Shared<Name, AnswerOf<A["question"]>, undefined> {
  readonly scope: "public";
  readonly source: "tier";
  readonly lifetime: AnswerLifetime;
  about(parts: SubjectParts): A | undefined;
}

/** A tiered answer per segment: shared by all visitors of a segment, and by nobody else. */
export interface SegmentFragment<Name extends string, A extends AskFor<SegmentQuestion>>
  extends Shared<Name, AnswerOf<A["question"]>, undefined> {
  readonly scope: "segment";
  readonly lifetime: AnswerLifetime;
  about(segment: string, parts: SubjectParts): A | undefined;
}

/** One visitor's: neither lifetime nor surrogate keys, so there is no road to a shared store. */
export interface VisitorFragment<Name extends string, N extends Fact, Known, A extends AskFor<VisitorQuestion>>
  extends Shared<Name, Known | AnswerOf<A["question"]>, undefined> {
  readonly scope: "visitor";
  readonly needs: readonly N[];
  /** Answers from the facts alone, in plain data as JSON has it; undefined asks the origin, or `shows` public data. */
  fromToken?(facts: Pick<VisitorFacts, N>, parts: SubjectParts): Known | undefined;
  /** The question for the page's one batch, whose answer is the data; undefined when there is nothing to ask. */
  ask?(facts: Pick<VisitorFacts, N>): A | undefined;
  /** What the facts say of it, shown where the answer of `ask` is late or does not come; undefined shows the fallback. */
  meanwhile?(facts: Pick<VisitorFacts, N>): Known | undefined;
  /** Public data that the visitor's facts name, each from the public tier under its own key. */
  readonly shows?: Shows<N, Known>;
}

/** How long a public or segment answer lives, by the names of the edge's lifetimes. */
export type AnswerLifetime = "recommendation" | "note";

export interface Shows<N extends Fact, Data> {
  readonly lifetime: AnswerLifetime;
  which(facts: Pick<VisitorFacts, N>, parts: SubjectParts): readonly AskFor<"card">[];
  /** In the order of `which`; null where there is none to show. */
  data(shown: readonly AnswerOf<"card">[]): Data | undefined;
}

/** The four kinds, and what a definition chooses in each. */
interface Kinds<
  Name extends string,
  Read,
  Props,
  PublicAsk extends AskFor<PublicQuestion>,
  SegmentAsk extends AskFor<SegmentQuestion>,
  Needed extends Fact,
  Known,
  VisitorAsk extends AskFor<VisitorQuestion>,
> {
  readonly bulletin: BulletinFragment<Name, Read, Props>;
  readonly tier: TierFragment<Name, PublicAsk>;
  readonly segment: SegmentFragment<Name, SegmentAsk>;
  readonly visitor: VisitorFragment<Name, Needed, Known, VisitorAsk>;
}

/** The widest of each kind; each fragment is checked where it is defined. */
type AnyKinds = Kinds<string, any, any, any, any, any, any, any>;
export type AnyFragment = AnyKinds[keyof AnyKinds];

/** A fragment as somebody wrote it down: these two properties tell of which kind it means to be. */
interface Written {
  readonly scope: AnyFragment["scope"];
  readonly source?: "bulletin" | "tier";
}

type KindOf<W extends Written> = W["scope"] extends infer Scope extends "segment" | "visitor"
  ? Scope
  : W["source"] extends "bulletin"
    ? "bulletin"
    : "tier";

interface Refused {
  readonly "a fragment of this scope and source has no such property": unknown;
}

/** Refuses, property by property, what its kind does not have. */
type NothingElse<W extends Written> = { readonly [Property in Exclude<keyof W, keyof AnyKinds[KindOf<W>]>]: Refused };

interface NoPromise {
  readonly "what is shown is at hand": unknown;
}

/** JSX has promises among its types: only what makes nothing else is known to wait. What throws makes nothing that is known. */
type AtHand<W> = {
  readonly [Shown in keyof W & ("render" | "fallback")]: W[Shown] extends (...given: never) => Promise<infer Made>
    ? unknown extends Made
      ? unknown
      : NoPromise
    : unknown;
};

/**
 * The identity function with opinions: a mistake is red in the editor, at the property it is in. The compiler finds out what was
 * chosen, and `W`, all that was written: it fits one of the four kinds, has nothing else and waits for nothing. Data is `never`
 * where neither token nor question gives any.
 */
export function defineFragment<
  const Name extends string,
  Read,
  Props,
  const PublicAsk extends AskFor<PublicQuestion>,
  const SegmentAsk extends AskFor<SegmentQuestion>,
  const Needed extends Fact,
  const W extends Written,
  Known = never,
  const VisitorAsk extends AskFor<VisitorQuestion> = never,
>(
  fragment: Kinds<Name, Read, Props, PublicAsk, SegmentAsk, Needed, Known, VisitorAsk>[keyof AnyKinds] & W & NothingElse<W> & AtHand<W>,
): Kinds<Name, Read, Props, PublicAsk, SegmentAsk, Needed, Known, VisitorAsk>[KindOf<W>];
export function defineFragment(fragment: AnyFragment): AnyFragment {
  return fragment;
}

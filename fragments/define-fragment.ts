/**
 * What a fragment is: a plain object that says who may share it, what it may know, where its data comes
 * from and how it looks. Fragments do no I/O: `ask` is a question, not a call.
 */
import type { Market, MarketSettings } from "#contract/market";
import type { Money } from "#contract/money";
import type { AnswerOf, Ask, Question } from "#contract/questions";
import type { StockLevel } from "#contract/stock";

/** Markup that JSX made, hence escaped. */
export type Markup = { toString(): string };

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

/** What can be known of a visitor without asking the origin. A fragment sees only what it lists in `needs`. */
export interface VisitorFacts {
  readonly cart: { readonly id: string; readonly version: number; readonly itemCount: number } | undefined;
  /** The customer's id; undefined for guests. */
  readonly customer: string | undefined;
  readonly firstName: string | undefined;
  readonly segment: string;
  /** Handles of products looked at, latest first, at most 8. */
  readonly recent: readonly string[];
}
export type Fact = keyof VisitorFacts;

/** The key parts a fragment may take its subject from. */
export interface SubjectParts {
  readonly market: Market;
  readonly route: string;
  readonly path: Readonly<Record<string, string>>;
}

/** A question without its id; the batch numbers it. */
export type AskFor<Q extends Question = Question> = Q extends Question ? Omit<Extract<Ask, { question: Q }>, "id"> : never;

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
export interface TierFragment<Name extends string, Q extends Question> extends Shared<Name, AnswerOf<Q>, undefined> {
  readonly scope: "public";
  readonly source: "tier";
  readonly lifetime: "recommendation" | "note";
  about(parts: SubjectParts): AskFor<Q> | undefined;
}

/** A tiered answer per segment: shared by all visitors of a segment, and by nobody else. */
export interface SegmentFragment<Name extends string, Q extends Question> extends Shared<Name, AnswerOf<Q>, undefined> {
  readonly scope: "segment";
  readonly lifetime: "recommendation" | "note";
  about(segment: string, parts: SubjectParts): AskFor<Q> | undefined;
}

/** One visitor's: neither lifetime nor surrogate keys, so there is no road to a shared store. */
export interface VisitorFragment<Name extends string, N extends Fact, Data> extends Shared<Name, Data, undefined> {
  readonly scope: "visitor";
  readonly needs: readonly N[];
  /** Answers from the facts alone; undefined asks the origin, or `shows` public data. */
  fromToken?(facts: Pick<VisitorFacts, N>): Data | undefined;
  /** The question for the page's one batch; undefined when there is nothing to ask. */
  ask?(facts: Pick<VisitorFacts, N>): AskFor | undefined;
  /** Names public data to show, each from the public tier under its own key; `fromShown` makes the data of it. */
  readonly shows?: {
    which(facts: Pick<VisitorFacts, N>, parts: SubjectParts): readonly AskFor[];
    data(shown: readonly unknown[]): Data | undefined;
  };
}

/** Names a fragment that the origin answers for visitors: the answer's data goes to `render` after `decode`. */

export type AnyFragment =
  | BulletinFragment<string, any, any>
  | TierFragment<string, any>
  | SegmentFragment<string, any>
  | VisitorFragment<string, any, any>;

/** The identity function with opinions: infers the fragment's types, so a mistake is red in the editor. */
export function defineFragment<const Name extends string, Data, Props>(
  fragment: BulletinFragment<Name, Data, Props>,
): BulletinFragment<Name, Data, Props>;
export function defineFragment<const Name extends string, const Q extends Question>(fragment: TierFragment<Name, Q>): TierFragment<Name, Q>;
export function defineFragment<const Name extends string, const Q extends Question>(
  fragment: SegmentFragment<Name, Q>,
): SegmentFragment<Name, Q>;
export function defineFragment<const Name extends string, const N extends Fact, Data>(
  fragment: VisitorFragment<Name, N, Data>,
): VisitorFragment<Name, N, Data>;
export function defineFragment(fragment: AnyFragment): AnyFragment {
  return fragment;
}

import type { AddLine, CartAnswer, SetLine, SignIn, SignInAnswer } from "#contract/cart";
import type { Market } from "#contract/market";
import type { PageAnswer, PageKind } from "#contract/pages";
import type { FieldError } from "#contract/problem";
import type { BatchRequest, Frame } from "#contract/questions";
import type { EpochMs, Ms } from "../time.ts";

/** Why the origin gave no usable answer. `refused` is an answer: a problem with a status below 500. */
export type OriginFailure =
  | { readonly kind: "down"; readonly detail: string }
  | { readonly kind: "slow"; readonly afterMs: Ms }
  | { readonly kind: "foreign"; readonly detail: string }
  | { readonly kind: "failed"; readonly status: number }
  /** Not asked: it failed too often a moment ago, the last time so. */
  | { readonly kind: "resting"; readonly because: string }
  | {
      readonly kind: "refused";
      readonly status: number;
      readonly title: string;
      readonly errors: readonly FieldError[];
      /** Handle of the same kind that took a moved page's place. */
      readonly movedTo: string | undefined;
      /** Of what is missing or gone only until it changes. */
      readonly surrogateKeys?: readonly string[];
    };

export type Answered<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** The answer's header fields, by lower-case name: what they say of keeping it is judged where it would be stored. */
      readonly fields?: Readonly<Record<string, string>>;
    }
  | { readonly ok: false; readonly failure: OriginFailure };

/** A call of the origin, by what it is for: `stats` counts them so. */
export type CallKind = "page" | "fragments" | "stock" | "mutation";

export interface PageAsk {
  readonly kind: PageKind;
  /** `-` for kinds without one. */
  readonly handle: string;
  readonly market: Market;
  /** Declared parameters of the key: `page`, `sort`, `variant`. */
  readonly params: Readonly<Record<string, string>>;
  readonly at: EpochMs;
}

/** The only way from the edge to the origin. No method rejects or throws: failures are values. */
export interface OriginPort {
  page(ask: PageAsk): Promise<Answered<PageAnswer>>;
  /** Frames as they arrive. Malformed ones are left out; a failing origin ends the frames early. */
  batch(request: BatchRequest, deadlineMs: Ms): AsyncIterable<Frame>;
  addLine(write: AddLine, idempotencyKey: string): Promise<Answered<CartAnswer>>;
  setLine(cartId: string, line: string, write: SetLine, idempotencyKey: string): Promise<Answered<CartAnswer>>;
  signIn(write: SignIn, idempotencyKey: string): Promise<Answered<SignInAnswer>>;
  /** The same port for one request: its calls carry the `traceparent`. */
  traced(traceparent: string): OriginPort;
  /** Calls made so far, by kind. */
  readonly calls: Readonly<Record<CallKind, number>>;
}

/** The failure as one word for `Cache-Status` details and metric labels: `origin-down`, `origin-503`. */
export function becauseOf(failure: OriginFailure): string {
  if (failure.kind === "resting") return failure.because;
  if (failure.kind === "failed" || failure.kind === "refused") return `origin-${failure.status}`;
  return failure.kind === "foreign" ? "foreign" : `origin-${failure.kind}`;
}

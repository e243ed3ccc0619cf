/**
 * The batch: `POST /v1/fragments {market, visitor, asks}` answered as `application/json-seq` (RFC 7464), first
 * `{token, seen?}`, then a frame a question when it is ready, last `{end: true}`. A frame is at most 64 KB.
 */
import * as v from "valibot";
import { Cart } from "./cart.ts";
import { MARKET_NAMES } from "./market.ts";
import { Card } from "./pages.ts";
import { Seen } from "./seen.ts";

export const MAX_ASKS = 24;
export const MAX_FRAME_BYTES = 65_536;
/** As many frames as may be asked for, each as large as it may be, and the two around them. */
export const MAX_BATCH_BYTES: number = (MAX_ASKS + 2) * MAX_FRAME_BYTES;

const id = v.pipe(v.string(), v.maxLength(64));
const handle = v.pipe(v.string(), v.maxLength(120));

/** Every question the origin can answer. Public ones name their subject, segment ones the segment, visitor ones what the token holds. */
export const Ask = v.variant("question", [
  v.object({ id, question: v.literal("recommendations"), handle }),
  v.object({ id, question: v.literal("card"), handle }),
  v.object({ id, question: v.literal("delivery-note"), segment: v.pipe(v.string(), v.maxLength(32)) }),
  v.object({ id, question: v.literal("cart-summary"), cart: v.string() }),
  v.object({ id, question: v.literal("cart"), cart: v.string() }),
]);
export type Ask = v.InferOutput<typeof Ask>;
export type Question = Ask["question"];

/** Who may share an answer: everybody, a segment's visitors, or nobody but the one who asked. */
export const SCOPES = {
  recommendations: "public",
  card: "public",
  "delivery-note": "segment",
  "cart-summary": "visitor",
  cart: "visitor",
} as const satisfies Record<Question, "public" | "segment" | "visitor">;
type QuestionOf<Scope> = { [Q in Question]: (typeof SCOPES)[Q] extends Scope ? Q : never }[Question];
export type PublicQuestion = QuestionOf<"public">;
export type SegmentQuestion = QuestionOf<"segment">;
export type VisitorQuestion = QuestionOf<"visitor">;

/** A question without its id; the batch numbers it. */
export type AskFor<Q extends Question = Question> = Q extends Question ? Omit<Extract<Ask, { question: Q }>, "id"> : never;

/** Data by question; `card` is null when the product is not sold in the market. */
export const ANSWERS = {
  recommendations: v.object({ cards: v.array(Card) }),
  card: v.nullable(Card),
  "delivery-note": v.object({ kind: v.picklist(["standard", "member", "trade"]) }),
  "cart-summary": v.object({ itemCount: v.number() }),
  cart: v.nullable(Cart),
} as const satisfies Record<Question, v.GenericSchema>;
export type AnswerOf<Q extends Question> = v.InferOutput<(typeof ANSWERS)[Q]>;

export const BatchRequest = v.object({
  market: v.picklist(MARKET_NAMES),
  /**
   * Who asks; null for public and segment questions. `refresh` wants a renewed token in the first frame, and with it a
   * customer's device tells what was `seen` there.
   */
  visitor: v.nullable(v.object({ sub: v.string(), cartId: v.nullable(v.string()), refresh: v.boolean(), seen: v.optional(Seen) })),
  /** The name of the batch: its first frame says it again, and each answer the id of its question. */
  batch: v.optional(id),
  /** Empty when all that is wanted is a renewed token. */
  asks: v.pipe(v.array(Ask), v.maxLength(MAX_ASKS)),
});
export type BatchRequest = v.InferOutput<typeof BatchRequest>;

/**
 * `seen`: what the customer looked at on any device, when their token was renewed. `gone`: there is nobody to renew it for, neither
 * the cart nor the customer; without it, null says nothing. `batch`: whose frame it is; one
 * under the name of another batch is nobody's.
 */
const TokenFrame = v.object({
  token: v.nullable(v.string()),
  seen: v.optional(Seen),
  gone: v.optional(v.literal(true)),
  batch: v.optional(id),
});
export type TokenFrame = v.InferOutput<typeof TokenFrame>;

export const Frame = v.union([
  TokenFrame,
  v.object({
    id,
    ok: v.literal(true),
    data: v.unknown(),
    surrogateKeys: v.optional(v.array(v.string())),
    entityVersions: v.optional(v.record(v.string(), v.number())),
  }),
  v.object({ id, ok: v.literal(false), reason: v.string() }),
  v.object({ end: v.literal(true) }),
]);
export type Frame = v.InferOutput<typeof Frame>;

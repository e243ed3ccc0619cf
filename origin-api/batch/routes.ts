import { Hono } from "hono";
import * as v from "valibot";
import { Ask, BatchRequest, MAX_ASKS, type TokenFrame } from "#contract/questions";
import { findCustomer, mintToken } from "../cart/mint-token.io.ts";
import { readCart } from "../cart/queries.io.ts";
import type { View } from "../catalog/queries.io.ts";
import type { Deps } from "../deps.ts";
import { decode, decodeBody } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { rememberSeen } from "../seen/remember.io.ts";
import { answerAsk } from "./answers.io.ts";
import { type Question, streamBatch } from "./stream.io.ts";

const PATIENCE_MS = 5_000;

/** A batch whose asks are not looked at yet: one that is not understood must not fail the others. */
const Envelope = v.object({
  ...BatchRequest.entries,
  asks: v.pipe(v.array(v.looseObject({ id: v.pipe(v.string(), v.maxLength(64)) })), v.maxLength(MAX_ASKS)),
});
type Envelope = v.InferOutput<typeof Envelope>;

/** `/v1/fragments`: the one batch of a page view. */
export function batchRoutes(deps: Deps): Hono {
  return new Hono().post("/", async ({ req }) => {
    const body = await decodeBody(req.raw, Envelope);
    if (!body.ok) return toProblem(body.failure);
    const view = { market: body.value.market, at: deps.clock() };
    const stream = streamBatch({
      questions: body.value.asks.map((ask) => toQuestion(deps, ask, view, body.value.visitor)),
      token: async () => ({ ...(await renewToken(deps, body.value, view)), batch: body.value.batch }),
      patienceMs: PATIENCE_MS,
      report: deps.report,
    });
    return new Response(stream, { headers: { "Content-Type": "application/json-seq", "Cache-Control": "no-store" } });
  });
}

function toQuestion(deps: Deps, raw: Envelope["asks"][number], view: View, visitor: Envelope["visitor"]): Question {
  const ask = decode(Ask, raw);
  const answer = async () => (ask.ok ? answerAsk(deps, ask.value, view, visitor) : { ok: false as const, reason: "not-understood" });
  return { id: raw.id, answer };
}

/** A token that tells what is true of the visitor, when the old one is due; null when it is not, or there is nobody to tell of. */
async function renewToken({ db, tokenKeys }: Deps, { visitor }: Envelope, view: View): Promise<TokenFrame> {
  if (!visitor?.refresh) return { token: null };
  const customerId = visitor.sub.startsWith("customer:") ? visitor.sub.slice("customer:".length) : undefined;
  const [cart, customer] = await Promise.all([
    visitor.cartId === null ? undefined : readCart(db, visitor.cartId, view),
    customerId === undefined ? undefined : findCustomer(db, customerId),
  ]);
  const token = await mintToken({ market: view.market, cart, customer }, tokenKeys, view.at);
  if (token === null) return { token, gone: true };
  return customer ? { token, seen: await rememberSeen(db, customer.id, visitor.seen ?? [], view.at) } : { token };
}

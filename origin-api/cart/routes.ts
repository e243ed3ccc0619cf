import { Hono } from "hono";
import { AddLine, type CartAnswer, SetLine } from "#contract/cart";
import type { Market } from "#contract/market";
import type { Deps } from "../deps.ts";
import { decodeBody, decodeQuery } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { addLine, type CartChange, setLine } from "./change.io.ts";
import { readClaimed } from "./handle-once.io.ts";
import { findCustomer, mintToken } from "./mint-token.io.ts";
import { findCartRow, readCart } from "./queries.io.ts";
import { CartQuery } from "./query.ts";

/** `/v1/carts`: what a visitor puts in, takes out and sees. */
export function cartRoutes(deps: Deps): Hono {
  const { db, clock } = deps;
  return new Hono()
    .post("/lines", async ({ req }) => {
      const body = await decodeBody(req.raw, AddLine);
      if (!body.ok) return toProblem(body.failure);
      const claimed = await readClaimed(req.header("Idempotency-Key"), body.value);
      if (!claimed.ok) return toProblem(claimed.failure);
      const change = await addLine(db, body.value, claimed.value, clock());
      return change.ok ? Response.json(await cartAnswer(deps, change.value, body.value.market)) : toProblem(change.failure);
    })
    .post("/:cart/lines/:line", async ({ req }) => {
      const body = await decodeBody(req.raw, SetLine);
      if (!body.ok) return toProblem(body.failure);
      const change = await setLine(db, req.param("cart"), req.param("line"), body.value, clock());
      return change.ok ? Response.json(await cartAnswer(deps, change.value, body.value.market)) : toProblem(change.failure);
    })
    .get("/:cart", async ({ req }) => {
      const query = decodeQuery(req.url, CartQuery);
      if (!query.ok) return toProblem(query.failure);
      const cart = await readCart(db, req.param("cart"), { market: query.value.market, at: clock() });
      return cart ? Response.json(cart) : toProblem({ kind: "not-found", detail: "There is no such cart." });
    });
}

/** The cart as it is after the write, and the token that tells of it. */
async function cartAnswer({ db, clock, tokenKeys }: Deps, { cartId, line, adjusted }: CartChange, market: Market): Promise<CartAnswer> {
  const [cart, row] = await Promise.all([readCart(db, cartId, { market, at: clock() }), findCartRow(db, cartId)]);
  const customer = row?.customerId ? await findCustomer(db, row.customerId) : undefined;
  const token = await mintToken({ market, cart, customer }, tokenKeys, clock());
  if (!cart || token === null) throw new Error("A cart that was just written is gone.");
  return { cart, token, line, adjusted: adjusted && { ...adjusted } };
}

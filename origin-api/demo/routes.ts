import { Hono } from "hono";
import { SignIn, type SignInAnswer } from "#contract/cart";
import { findCustomer, mintToken } from "../cart/mint-token.io.ts";
import { readCart } from "../cart/queries.io.ts";
import type { Deps } from "../deps.ts";
import { decodeBody } from "../problem/decode.ts";
import { invalid, toProblem } from "../problem/problem.ts";
import { rememberSeen } from "../seen/remember.io.ts";
import { DEMO_CUSTOMERS } from "./customers.ts";
import { signInAs } from "./sign-in.io.ts";

/** `/v1/demo`: in development anybody may be one of three customers. */
export function demoRoutes({ db, clock, tokenKeys }: Deps): Hono {
  const signIn = async ({ req }: { req: { raw: Request } }) => {
    const body = await decodeBody(req.raw, SignIn);
    if (!body.ok) return toProblem(body.failure);
    const { customer: wanted, market, cartId, seen: told = [] } = body.value;
    if (wanted === null) return Response.json({ token: null } satisfies SignInAnswer);
    const known = DEMO_CUSTOMERS.find(({ id }) => id === wanted.toLowerCase());
    if (!known) return toProblem(invalid("customer", `One of ${DEMO_CUSTOMERS.map(({ id }) => id).join(", ")}.`).failure);
    const now = clock();
    const cart = await signInAs(db, known, cartId, now);
    const [held, customer, seen] = await Promise.all([
      cart ? readCart(db, cart, { market, at: now }) : undefined,
      findCustomer(db, known.id),
      rememberSeen(db, known.id, told, now),
    ]);
    return Response.json({ token: await mintToken({ market, cart: held, customer }, tokenKeys, now), seen } satisfies SignInAnswer);
  };
  const signOut = () => Response.json({ token: null } satisfies SignInAnswer);
  return new Hono().post("/sign-in", signIn).post("/sign-out", signOut);
}

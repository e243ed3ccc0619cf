/** `/admin/api/products`: the catalogue for tools. Edits go the way of a feed and need an operator. */
import { type Context, Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { answerJson, complain, refuseMethod } from "./answers.ts";
import type { AdminDeps } from "./deps.ts";
import type { AdminEnv } from "./guard.ts";
import { givenOnce, knownQuery } from "./known-query.ts";
import { limitBody } from "./limit-body.ts";
import { type Answered, editProduct, findProduct, findProducts } from "./products.ts";
import { readOrder } from "./read-order.ts";

export function productsApi(deps: AdminDeps): Hono<AdminEnv> {
  const products = new Hono<AdminEnv>({ strict: false });
  products.get("/", givenOnce, async (c) => handBack(await findProducts(new URL(c.req.url).searchParams, deps)));
  products.all("/", refuseMethod("GET", "HEAD"));
  products.get("/:id{.+}", knownQuery(), async (c) => handBack(await findProduct(c.req.param("id"), deps)));
  products.post("/:id{.+}", knownQuery(), limitBody, (c) => post(c, c.req.param("id"), deps));
  products.all("/:id{.+}", refuseMethod("GET", "HEAD", "POST"));
  return products;
}

async function post(c: Context<AdminEnv>, id: string, deps: AdminDeps): Promise<Response> {
  const order = await readOrder(c);
  if (!order.ok) return order.refusal;
  if (order.body === null || typeof order.body !== "object" || Array.isArray(order.body))
    return complain(400, "body", "An object is wanted.");
  const { name } = c.var.actor;
  const edited = await editProduct(id, order.body, name, deps);
  if (edited.kind === "told") deps.log("product-edited", { actor: name, product: id, version: edited.value.version });
  return handBack(edited);
}

function handBack(answered: Answered<object>): Response {
  if (answered.kind === "told") return answerJson(answered.value);
  switch (answered.status) {
    case 404:
      return toProblem({ kind: "not-found" });
    case 409:
      return toProblem({ kind: "conflict", because: answered.errors[0]?.because ?? "" });
    case 503:
      return toProblem({ kind: "unavailable", retryAfterSeconds: 5 });
    default:
      return toProblem({ kind: "unprocessable", errors: answered.errors });
  }
}

/** `/admin/api/purges`: ordering purges, and reading the log of them. */
import { type Context, Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { answerJson, refuseMethod } from "./answers.ts";
import { decodeAudit } from "./decode-audit.ts";
import { decodePurge } from "./decode-purge.ts";
import type { AdminDeps } from "./deps.ts";
import type { AdminEnv } from "./guard.ts";
import { givenOnce, knownQuery } from "./known-query.ts";
import { limitBody } from "./limit-body.ts";
import { orderPurge } from "./order-purge.ts";
import { readNumber } from "./read-number.ts";
import { readOrder } from "./read-order.ts";

export function purgesApi(deps: AdminDeps): Hono<AdminEnv> {
  const purges = new Hono<AdminEnv>({ strict: false });
  purges.post("/", knownQuery(), limitBody, (c) => post(c, deps));
  purges.get("/", givenOnce, (c) => list(c, deps));
  purges.all("/", refuseMethod("GET", "HEAD", "POST"));
  purges.get("/:seq", knownQuery(), (c) => read(c.req.param("seq"), deps));
  purges.all("/:seq", refuseMethod("GET", "HEAD"));
  return purges;
}

async function post(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const order = await readOrder(c);
  if (!order.ok) return order.refusal;
  const decoded = decodePurge(order.body, deps.site, deps.policies);
  if (!decoded.ok) return toProblem({ kind: "unprocessable", errors: decoded.errors });
  const ordered = await orderPurge(decoded.value, c.var.actor, order.idempotencyKey, deps);
  if (ordered.kind === "refused") return toProblem(ordered.failure);
  if (ordered.kind === "dry-run") return answerJson(ordered.dryRun);
  return answerJson(ordered.row, ordered.repeated ? 200 : 201, { Location: `/admin/api/purges/${ordered.row.seq}` });
}

async function list(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const decoded = decodeAudit(new URL(c.req.url).searchParams);
  return decoded.ok ? answerJson(await deps.listPurges(decoded.query)) : toProblem({ kind: "bad-input", errors: decoded.errors });
}

async function read(seq: string, deps: AdminDeps): Promise<Response> {
  const number = readNumber(seq);
  const purge = number === undefined ? undefined : await deps.readPurge(number);
  return purge ? answerJson(purge) : toProblem({ kind: "not-found" });
}

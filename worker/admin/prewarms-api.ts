/** `/admin/api/prewarms`: filling pages ahead, watching how far it is, stopping it and going on. */
import { type Context, Hono } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { answerJson, complain, refuseMethod } from "./answers.ts";
import { decodePrewarm } from "./decode-prewarm.ts";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, refuseBelow } from "./guard.ts";
import { knownQuery } from "./known-query.ts";
import { limitBody } from "./limit-body.ts";
import { orderPrewarm } from "./order-prewarm.ts";
import { readNumber } from "./read-number.ts";
import { readOrder } from "./read-order.ts";

const MAX_PAGE = 100;

export function prewarmsApi(deps: AdminDeps): Hono<AdminEnv> {
  const prewarms = new Hono<AdminEnv>({ strict: false });
  prewarms.post("/", knownQuery(), limitBody, (c) => post(c, deps));
  prewarms.get("/", knownQuery("limit", "before"), (c) => list(c, deps));
  prewarms.all("/", refuseMethod("GET", "HEAD", "POST"));
  prewarms.get("/:id", knownQuery(), (c) => read(c.req.param("id"), deps));
  prewarms.all("/:id", refuseMethod("GET", "HEAD"));
  prewarms.post("/:id/cancel", knownQuery(), (c) => set(c, c.req.param("id"), "cancel", deps));
  prewarms.all("/:id/cancel", refuseMethod("POST"));
  prewarms.post("/:id/resume", knownQuery(), (c) => set(c, c.req.param("id"), "resume", deps));
  prewarms.all("/:id/resume", refuseMethod("POST"));
  return prewarms;
}

async function post(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const order = await readOrder(c);
  if (!order.ok) return order.refusal;
  const decoded = decodePrewarm(order.body, deps.site, deps.policies);
  if (!decoded.ok) return toProblem({ kind: "unprocessable", errors: decoded.errors });
  const ordered = await orderPrewarm(decoded.value, c.var.actor, order.idempotencyKey, deps);
  if (ordered.kind === "refused") return toProblem(ordered.failure);
  if (ordered.kind === "dry-run") return answerJson(ordered.dryRun);
  return answerJson(ordered.job, ordered.repeated ? 200 : 201, { Location: `/admin/api/prewarms/${ordered.job.id}` });
}

async function list(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const limit = readNumber(c.req.query("limit") ?? "20", MAX_PAGE);
  if (limit === undefined) return complain(400, "limit", `A whole number from 1 to ${MAX_PAGE}.`);
  const asked = c.req.query("before");
  const before = asked === undefined ? undefined : readNumber(asked);
  if (asked !== undefined && before === undefined) return complain(400, "before", "The id of a prewarm.");
  const prewarms = await deps.listPrewarms(limit, before);
  return answerJson({ prewarms, next: prewarms.length === limit ? (prewarms.at(-1)?.id ?? null) : null });
}

async function read(id: string, deps: AdminDeps): Promise<Response> {
  const job = await find(id, deps);
  return job ? answerJson(job) : toProblem({ kind: "not-found" });
}

async function set(c: Context<AdminEnv>, id: string, to: "cancel" | "resume", deps: AdminDeps): Promise<Response> {
  const refusal = refuseBelow(c, "operator");
  if (refusal) return refusal;
  const job = await find(id, deps);
  if (job === undefined) return toProblem({ kind: "not-found" });
  if (!(await deps.setPrewarm(job.id, to))) return toProblem({ kind: "conflict", because: NOTHING_TO[to] });
  deps.log(`prewarm-${to}`, { id: job.id, actor: c.var.actor.name });
  return read(id, deps);
}

const NOTHING_TO = { cancel: "This job has ended already.", resume: "This job is under way, or nothing of it is left to do." } as const;

async function find(id: string, deps: AdminDeps) {
  const number = readNumber(id);
  return number === undefined ? undefined : deps.readPrewarm(number);
}

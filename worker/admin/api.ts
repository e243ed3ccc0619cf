/** `/admin/api`: what tools speak to. JSON in, JSON or problem details out. */
import { type Context, Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { toProblem } from "../problem/to-problem.ts";
import { answerJson, complain, refuseMethod } from "./answers.ts";
import { decodeAudit } from "./decode-audit.ts";
import { decodePurge } from "./decode-purge.ts";
import type { AdminDeps } from "./deps.ts";
import { uploadFeed } from "./feed-upload.ts";
import { type AdminEnv, recognize, refuseBelow } from "./guard.ts";
import { orderPurge } from "./order-purge.ts";
import { readNumber } from "./read-number.ts";
import { isOurs } from "./same-site.ts";

/** A thousand values of a quarter of a kilobyte. */
export const MAX_BODY_BYTES = 262_144;

export function apiRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const api = new Hono<AdminEnv>({ strict: false });
  api.use(recognize(deps));
  api.post("/purges", limitBody, (c) => postPurge(c, deps));
  api.get("/purges", (c) => listPurges(c, deps));
  api.all("/purges", refuseMethod("GET", "HEAD", "POST"));
  api.get("/purges/:seq", (c) => readPurge(c.req.param("seq"), deps));
  api.all("/purges/:seq", refuseMethod("GET", "HEAD"));
  api.get("/explain", (c) => explain(c.req.query("url"), deps));
  api.all("/explain", refuseMethod("GET", "HEAD"));
  api.get("/stats", async () => answerJson(await deps.stats()));
  api.all("/stats", refuseMethod("GET", "HEAD"));
  api.post("/feeds", (c) => uploadFeed(c, deps));
  api.all("/feeds", refuseMethod("POST"));
  api.all("/*", () => toProblem({ kind: "not-found" }));
  return api;
}

export const limitBody = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => toProblem({ kind: "too-large", maxBytes: MAX_BODY_BYTES }) });

async function postPurge(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const refusal = refuseBelow(c, "operator");
  if (refusal) return refusal;
  if (!/^application\/json\s*(?:;|$)/i.test(c.req.header("Content-Type") ?? "")) {
    return toProblem({ kind: "unsupported-media-type", accept: "application/json" });
  }
  const idempotencyKey = c.req.header("Idempotency-Key");
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,128}$/.test(idempotencyKey)) {
    return complain(400, "Idempotency-Key", "1 to 128 printable characters without blanks.");
  }
  const body = readJson(await c.req.text());
  if (body === undefined) return complain(400, "body", "This is not JSON.");
  const decoded = decodePurge(body, deps.site, deps.policies);
  if (!decoded.ok) return toProblem({ kind: "unprocessable", errors: decoded.errors });
  const ordered = await orderPurge(decoded.order, c.var.actor, idempotencyKey, deps);
  if (ordered.kind === "refused") return toProblem(ordered.failure);
  if (ordered.kind === "dry-run") return answerJson(ordered.dryRun);
  return answerJson(ordered.row, ordered.repeated ? 200 : 201, { Location: `/admin/api/purges/${ordered.row.seq}` });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function listPurges(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const decoded = decodeAudit(new URL(c.req.url).searchParams);
  return decoded.ok ? answerJson(await deps.listPurges(decoded.query)) : toProblem({ kind: "bad-input", errors: decoded.errors });
}

async function readPurge(seq: string, deps: AdminDeps): Promise<Response> {
  const number = readNumber(seq);
  const purge = number === undefined ? undefined : await deps.readPurge(number);
  return purge ? answerJson(purge) : toProblem({ kind: "not-found" });
}

async function explain(asked: string | undefined, deps: AdminDeps): Promise<Response> {
  if (!asked) return complain(400, "url", "Name the URL to explain: ?url=https://...");
  const url = toOurUrl(asked, deps);
  return url ? answerJson(await deps.explain(url)) : complain(422, "url", "This URL is not of this shop.");
}

/** The URL in full, when it is one of the shop's; also of a path. */
export function toOurUrl(text: string, { site }: Pick<AdminDeps, "site">): string | undefined {
  const absolute = /^\/(?![/\\])/.test(text) ? `${site.origin}${text}` : text;
  const url = URL.parse(absolute);
  return url && isOurs(url, site) ? absolute : undefined;
}

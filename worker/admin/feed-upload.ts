import type { Context } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { complain, NEVER_STORED } from "./answers.ts";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, refuseBelow } from "./guard.ts";

/** Streams a product feed to the origin, and what it says of its progress back. Neither is ever held whole. */
export async function uploadFeed(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const refusal = refuseBelow(c, "operator");
  if (refusal) return refusal;
  const mode = c.req.query("mode") ?? "apply";
  if (mode !== "apply" && mode !== "dry-run") return complain(400, "mode", "One of apply, dry-run.");
  const withdraw = c.req.query("withdraw");
  if (withdraw !== undefined && withdraw !== "confirmed") return complain(400, "withdraw", "Either confirmed or absent.");
  const share = withdraw === "confirmed" ? "0" : c.req.query("minShare");
  if (share !== undefined && !/^(?:0(?:\.\d{1,6})?|1(?:\.0{1,6})?)$/.test(share)) return complain(400, "minShare", "A number from 0 to 1.");
  const [format, currency] = [c.req.query("format"), c.req.query("currency")];
  if (format !== undefined && !/^[a-z-]{1,20}$/.test(format)) return complain(400, "format", "auto, or the name of a format.");
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) return complain(400, "currency", "An ISO 4217 code: GBP.");
  const { body } = c.req.raw;
  if (!body) return complain(400, "body", "The feed itself is wanted.");
  if (!(await deps.mayTry(`feed:${c.var.actor.name}`))) return toProblem({ kind: "rate-limited", retryAfterSeconds: 60 });
  const answer = await deps.uploadFeed({
    body,
    contentType: c.req.header("Content-Type") ?? "application/xml",
    mode,
    format,
    currency,
    minShare: share === undefined ? undefined : Number(share),
    actor: c.var.actor.name,
  });
  deps.log("feed-uploaded", { actor: c.var.actor.name, mode, status: answer.status });
  return handBack(answer);
}

/** The origin's own words about a feed are for its sender; those about its failures are not. */
export function handBack(answer: Response): Response {
  if (answer.status >= 500) return toProblem({ kind: "unavailable", retryAfterSeconds: 5 });
  const type = answer.headers.get("Content-Type") ?? "application/json";
  return new Response(answer.body, { status: answer.status, headers: { ...NEVER_STORED, "Content-Type": type } });
}

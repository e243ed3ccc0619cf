import type { Context, MiddlewareHandler } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { type Actor, mayAs, type Role } from "./admin.ts";
import type { AdminDeps } from "./deps.ts";
import { identify } from "./identify.ts";
import { isFromOurPage } from "./same-site.ts";

export type AdminEnv = { Variables: { actor: Actor } };

/** Methods that change nothing. */
export const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Answers whoever was not recognized; `mayTry` is false after too many wrong tokens. */
export type Refusal = (mayTry: boolean, request: Request) => Response | Promise<Response>;

/**
 * Lets only admins pass. Wrong tokens are counted by address and, when there are many, answered 429; right ones are never
 * locked out by somebody else's wrong ones. What a cookie allows must have been asked for by one of our own pages.
 */
export function recognize(deps: AdminDeps, refusal: Refusal = problem): MiddlewareHandler<AdminEnv> {
  return async (c, next) => {
    const identified = await identify(c.req.raw.headers, deps, deps.now());
    if (identified.kind !== "actor") return refusal(identified.kind === "nobody" || (await mayTryToken(c.req.raw, deps)), c.req.raw);
    const { actor } = identified;
    if (actor.via === "cookie" && !SAFE.has(c.req.method) && !isFromOurPage(c.req.raw, deps.site)) {
      return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
    }
    c.set("actor", actor);
    return next();
  };
}

const problem: Refusal = (mayTry) =>
  toProblem(mayTry ? { kind: "unauthorized", realm: "vitrine admin" } : { kind: "rate-limited", retryAfterSeconds: 60 });

/** Counts a try with a token that may be wrong. */
export async function mayTryToken(request: Request, deps: AdminDeps): Promise<boolean> {
  deps.log("token-refused", {});
  return deps.mayTry(`token:${deps.addressOf(request)}`);
}

/** The problem for an actor whose role does not include what is needed; undefined when it does. */
export function refuseBelow(c: Context<AdminEnv>, needed: Role): Response | undefined {
  if (mayAs(c.var.actor.role, needed)) return undefined;
  return toProblem({ kind: "forbidden", because: `This needs the role ${needed}.` });
}

import type { Context, MiddlewareHandler } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { type Actor, mayAs, type Role } from "./admin.ts";
import type { AdminDeps } from "./deps.ts";
import { identify } from "./identify.ts";
import { isFromOurPage } from "./same-site.ts";

export type AdminEnv = { Variables: { actor: Actor } };

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Lets only admins pass. Wrong tokens are counted by address and, when there are many, answered 429; right ones are never
 * locked out by somebody else's wrong ones. What a cookie allows must have been asked for by one of our own pages.
 */
export function recognize(deps: AdminDeps): MiddlewareHandler<AdminEnv> {
  return async (c, next) => {
    const identified = await identify(c.req.raw.headers, deps, deps.now());
    if (identified.kind !== "actor") return refuse(c.req.raw, identified.kind === "wrong", deps);
    const { actor } = identified;
    if (actor.via === "cookie" && !SAFE.has(c.req.method) && !isFromOurPage(c.req.raw, deps.site)) {
      return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
    }
    c.set("actor", actor);
    return next();
  };
}

async function refuse(request: Request, wrongToken: boolean, deps: AdminDeps): Promise<Response> {
  if (wrongToken && !(await mayTryToken(request, deps))) return toProblem({ kind: "rate-limited", retryAfterSeconds: 60 });
  return toProblem({ kind: "unauthorized", realm: "vitrine admin" });
}

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

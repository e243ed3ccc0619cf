import type { Context } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { seeConsole } from "./console-answers.ts";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, mayTryToken } from "./guard.ts";
import { findAdmin } from "./identify.ts";
import { readForm } from "./read-form.ts";
import { isFromOurPage } from "./same-site.ts";
import { endSession, openSession } from "./session.ts";
import { showLogin } from "./show-console.tsx";

const NOBODYS = "That token is nobody's. Check that all of it was copied.";
const TOO_MANY = "Too many tries. Wait a minute.";

/** Signs in with the token of the form; wrong ones are counted by address. */
export async function signIn(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  const token = (await readForm(c.req.arrayBuffer())).get("token")?.trim() ?? "";
  const admin = await findAdmin(token, deps.admins);
  if (!admin) {
    const mayTry = await mayTryToken(c.req.raw, deps);
    return mayTry ? showLogin(deps, NOBODYS, 401) : showLogin(deps, TOO_MANY, 429);
  }
  deps.log("signed-in", { actor: admin.name });
  return seeConsole("/admin", { "Set-Cookie": await openSession(admin, deps.site, deps.keys, deps.now()) });
}

export function signOut(c: Context<AdminEnv>, deps: AdminDeps): Response {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  return seeConsole("/admin", { "Set-Cookie": endSession(deps.site) });
}

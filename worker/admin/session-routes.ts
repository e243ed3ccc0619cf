import type { Context } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { seeConsole } from "./console-answers.ts";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, mayTryToken, SAFE } from "./guard.ts";
import { findAdmin } from "./identify.ts";
import { keptIn, keptOf, showKept } from "./kept-forms.ts";
import { readForm } from "./read-form.ts";
import { isFromOurPage } from "./same-site.ts";
import { endSession, openSession } from "./session.ts";
import { showLogin } from "./show-console.tsx";

const NOBODYS = "That token is nobody's. Check that all of it was copied.";
const TOO_MANY = "Too many tries. Wait a minute.";

/** The way in. What was typed into one of our own pages is not lost by it. */
export async function askIn(mayTry: boolean, request: Request, deps: AdminDeps): Promise<Response> {
  const kept = await keptOf(request, deps.site);
  return showLogin(deps, { status: mayTry ? 401 : 429, kept, isOrder: !SAFE.has(request.method) });
}

/** Signs in with the token of the form; wrong ones are counted by address. */
export async function signIn(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  const form = await readForm(c.req.arrayBuffer());
  const kept = keptIn(form, deps.site);
  const admin = await findAdmin(form.get("token")?.trim() ?? "", deps.admins);
  if (!admin) {
    const mayTry = await mayTryToken(c.req.raw, deps);
    return showLogin(deps, mayTry ? { complaint: NOBODYS, status: 401, kept } : { complaint: TOO_MANY, status: 429, kept });
  }
  deps.log("signed-in", { actor: admin.name });
  const page = await showKept(admin, kept, deps);
  page.headers.set("Set-Cookie", await openSession(admin, deps.site, deps.keys, deps.now()));
  return page;
}

export function signOut(c: Context<AdminEnv>, deps: AdminDeps): Response {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  return seeConsole("/admin", { "Set-Cookie": endSession(deps.site) });
}

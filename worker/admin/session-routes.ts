import type { Context } from "hono";
import { toProblem } from "../problem/to-problem.ts";
import { readPurgeInput, typedIn } from "./console/purge-input.ts";
import { seeConsole } from "./console-answers.ts";
import type { AdminDeps } from "./deps.ts";
import { type AdminEnv, mayTryToken } from "./guard.ts";
import { findAdmin } from "./identify.ts";
import { readForm } from "./read-form.ts";
import { isFromOurPage } from "./same-site.ts";
import { endSession, openSession } from "./session.ts";
import { showCache, showLogin } from "./show-console.tsx";

const NOBODYS = "That token is nobody's. Check that all of it was copied.";
const TOO_MANY = "Too many tries. Wait a minute.";

/** The way in. What one of our own pages posted for a purge is not lost by it. */
export async function askIn(mayTry: boolean, request: Request, deps: AdminDeps): Promise<Response> {
  const isPurge = request.method === "POST" && new URL(request.url).pathname === "/admin/purges" && isFromOurPage(request, deps.site);
  const typed = isPurge ? typedIn(await readForm(request.arrayBuffer())) : [];
  return showLogin(deps, undefined, mayTry ? 401 : 429, typed);
}

/** Signs in with the token of the form; wrong ones are counted by address. */
export async function signIn(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  const form = await readForm(c.req.arrayBuffer());
  const typed = typedIn(form);
  const token = form.get("token")?.trim() ?? "";
  const admin = await findAdmin(token, deps.admins);
  if (!admin) {
    const mayTry = await mayTryToken(c.req.raw, deps);
    return mayTry ? showLogin(deps, NOBODYS, 401, typed) : showLogin(deps, TOO_MANY, 429, typed);
  }
  deps.log("signed-in", { actor: admin.name });
  const session = await openSession(admin, deps.site, deps.keys, deps.now());
  if (typed.length === 0) return seeConsole("/admin", { "Set-Cookie": session });
  const { name, role } = admin;
  const input = readPurgeInput(new URLSearchParams(typed.map(([field, value]) => [field, value])));
  const page = await showCache({ name, role, via: "cookie" }, deps, { input });
  page.headers.set("Set-Cookie", session);
  return page;
}

export function signOut(c: Context<AdminEnv>, deps: AdminDeps): Response {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  return seeConsole("/admin", { "Set-Cookie": endSession(deps.site) });
}

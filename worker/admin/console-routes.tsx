/** `/admin`: the console. Every form works without script. */

import { type Context, Hono } from "hono";
import type { FieldError } from "#contract/problem";
import { toProblem } from "../problem/to-problem.ts";
import type { Actor } from "./admin.ts";
import { NEVER_STORED, refuseMethod } from "./answers.ts";
import { limitBody, toOurUrl } from "./api.ts";
import { PERIOD } from "./console/chart-layout.ts";
import { ConsolePage, type ConsoleState } from "./console/console-page.tsx";
import { CONSOLE_SCRIPT } from "./console/console-script.ts";
import { LoginPage } from "./console/login-page.tsx";
import { EMPTY_INPUT, type PurgeInput, readPurgeInput, toOrderBody } from "./console/purge-input.ts";
import { PurgeTable } from "./console/purge-table.tsx";
import { cspSource, policyFor } from "./content-policy.ts";
import { decodePurge } from "./decode-purge.ts";
import type { AdminDeps } from "./deps.ts";
import { proveDryRun, wasDryRun } from "./dry-run-proof.ts";
import { type AdminEnv, mayTryToken, recognize } from "./guard.ts";
import { findAdmin, identify } from "./identify.ts";
import { orderPurge } from "./order-purge.ts";
import { readForm } from "./read-form.ts";
import { isFromOurPage } from "./same-site.ts";
import { endSession, openSession } from "./session.ts";

const SHOWN_PURGES = 12;
const SIGNED_OUT = "That token is nobody's. Check that all of it was copied.";

export function consoleRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const pages = new Hono<AdminEnv>({ strict: false });
  pages.get("/", async (c) => {
    const identified = await identify(c.req.raw.headers, deps, deps.now());
    return identified.kind === "actor"
      ? showConsole(identified.actor, deps, { explainUrl: c.req.query("explain") ?? "" })
      : showLogin(deps, undefined, 401);
  });
  pages.all("/", refuseMethod("GET", "HEAD"));
  pages.post("/session", limitBody, (c) => signIn(c, deps));
  pages.all("/session", refuseMethod("POST"));
  pages.post("/session/end", (c) => signOut(c, deps));
  pages.all("/session/end", refuseMethod("POST"));
  pages.get("/purges", recognize(deps), async () => answerHtml(<PurgeTable purges={await recentPurges(deps)} now={deps.now()} />, 200, {}));
  pages.post("/purges", recognize(deps), limitBody, (c) => postPurge(c, deps));
  pages.all("/purges", refuseMethod("GET", "HEAD", "POST"));
  return pages;
}

async function signIn(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  const token = (await readForm(c.req.arrayBuffer())).get("token")?.trim() ?? "";
  const admin = await findAdmin(token, deps.admins);
  if (!admin) {
    const mayTry = await mayTryToken(c.req.raw, deps);
    return mayTry ? showLogin(deps, SIGNED_OUT, 401) : showLogin(deps, "Too many tries. Wait a minute.", 429);
  }
  deps.log("signed-in", { actor: admin.name });
  return seeConsole({ "Set-Cookie": await openSession(admin, deps.site, deps.keys, deps.now()) });
}

function signOut(c: Context<AdminEnv>, deps: AdminDeps): Response {
  if (!isFromOurPage(c.req.raw, deps.site))
    return toProblem({ kind: "forbidden", because: "This must be asked for by a page of this shop." });
  return seeConsole({ "Set-Cookie": endSession(deps.site) });
}

/** First step: look, and hand out the proof. Second step: purge, if the proof is of this input. */
async function postPurge(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const { actor } = c.var;
  const input = readPurgeInput(await readForm(c.req.arrayBuffer()));
  const again = (errors: readonly FieldError[], status = 422) => showConsole(actor, deps, { input, errors }, status);
  const decoded = decodePurge(toOrderBody(input), deps.site, deps.policies);
  if (!decoded.ok) return again(decoded.errors);
  const { order } = decoded;
  const now = deps.now();
  if (!order.dryRun && !(await wasDryRun(input.proof, order, actor.name, deps.keys, now))) return again([NOT_LOOKED_AT]);
  const ordered = await orderPurge(order, actor, order.dryRun ? undefined : `console:${input.proof}`, deps);
  if (ordered.kind === "refused") {
    const problem = toProblem(ordered.failure);
    const { errors, detail, title } = (await problem.json()) as { errors?: FieldError[]; detail?: string; title: string };
    return again(errors ?? [{ field: "", because: detail ?? title }], problem.status);
  }
  if (ordered.kind === "purged") return seeConsole({}, `#purge-${ordered.row.seq}`);
  const proof = await proveDryRun(order, actor.name, deps.keys, now);
  return showConsole(actor, deps, { input, dryRun: { found: ordered.dryRun, mode: order.mode, proof, at: now } });
}

const NOT_LOOKED_AT: FieldError = {
  field: "proof",
  because: "Nothing was purged: this input was not looked at in the last 2 minutes. Dry run it first.",
};

type Shown = Partial<Pick<ConsoleState, "input" | "errors" | "dryRun" | "explainUrl">>;

async function showConsole(actor: Actor, deps: AdminDeps, shown: Shown, status = 200): Promise<Response> {
  const explainUrl = shown.explainUrl ?? "";
  const [stats, history, purges, explained] = await Promise.all([
    orUndefined(deps.stats()),
    orUndefined(deps.history(PERIOD)),
    recentPurges(deps),
    explain(explainUrl, deps),
  ]);
  const input: PurgeInput = shown.input ?? EMPTY_INPUT;
  const state: ConsoleState = {
    actor,
    site: deps.site,
    environment: deps.environment,
    css: deps.look.css,
    script: CONSOLE_SCRIPT,
    now: deps.now(),
    input,
    errors: shown.errors ?? [],
    dryRun: shown.dryRun,
    stats,
    history,
    purges,
    explainUrl,
    explained,
  };
  return answerHtml(<ConsolePage {...state} />, status, {
    "Content-Security-Policy": policyFor(deps.look.cssHash, await cspSource(CONSOLE_SCRIPT)),
  });
}

function showLogin(deps: AdminDeps, complaint: string | undefined, status: 401 | 429): Response {
  const page = <LoginPage css={deps.look.css} environment={deps.environment} complaint={complaint} />;
  const headers = status === 401 ? { "WWW-Authenticate": 'Bearer realm="vitrine admin"' } : { "Retry-After": "60" };
  return answerHtml(page, status, { ...headers, "Content-Security-Policy": policyFor(deps.look.cssHash, undefined) });
}

async function explain(text: string, deps: AdminDeps): Promise<ConsoleState["explained"]> {
  if (text === "") return undefined;
  const url = toOurUrl(text.trim(), deps);
  if (!url) return "This URL is not of this shop.";
  return (await orUndefined(deps.explain(url))) ?? "The shop did not answer. Ask again in a moment.";
}

function recentPurges(deps: AdminDeps): Promise<ConsoleState["purges"]> {
  return orUndefined(deps.listPurges(SHOWN_PURGES, undefined));
}

/** A console that shows the rest is worth more than none. */
async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch(() => undefined);
}

function answerHtml(page: { toString(): string | Promise<string> }, status: number, headers: Readonly<Record<string, string>>): Response {
  const body = page.toString();
  if (typeof body !== "string") throw new Error("the console's pages are synchronous");
  return new Response(body, { status, headers: { ...NEVER_STORED, ...PAGE_HEADERS, ...headers } });
}

/** `same-origin`: without a referrer browsers would send `Origin: null` with our own forms. */
const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};

function seeConsole(headers: Readonly<Record<string, string>>, fragment = ""): Response {
  return new Response(null, { status: 303, headers: { ...NEVER_STORED, Location: `/admin${fragment}`, ...headers } });
}

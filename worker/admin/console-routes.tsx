/** `/admin`: the console. Every form works without script. */
import { type Context, Hono } from "hono";
import type { FieldError } from "#contract/problem";
import { toProblem } from "../problem/to-problem.ts";
import { refuseMethod } from "./answers.ts";
import { readPurgeInput, toOrderBody } from "./console/purge-input.ts";
import { PurgeTable } from "./console/purge-table.tsx";
import { answerHtml, seeConsole } from "./console-answers.ts";
import { decodePurge } from "./decode-purge.ts";
import type { AdminDeps } from "./deps.ts";
import { proveDryRun, wasDryRun } from "./dry-run-proof.ts";
import { type AdminEnv, mayTryToken, recognize } from "./guard.ts";
import { identify } from "./identify.ts";
import { limitBody } from "./limit-body.ts";
import { orderPurge } from "./order-purge.ts";
import { productsConsole } from "./products-console.tsx";
import { readForm } from "./read-form.ts";
import { signIn, signOut } from "./session-routes.ts";
import { recentPurges, showConsole, showLogin } from "./show-console.tsx";

export function consoleRoutes(deps: AdminDeps): Hono<AdminEnv> {
  const pages = new Hono<AdminEnv>({ strict: false });
  pages.get("/", (c) => getConsole(c, deps));
  pages.all("/", refuseMethod("GET", "HEAD"));
  pages.post("/session", limitBody, (c) => signIn(c, deps));
  pages.all("/session", refuseMethod("POST"));
  pages.post("/session/end", (c) => signOut(c, deps));
  pages.all("/session/end", refuseMethod("POST"));
  pages.get("/purges", recognize(deps), async () => answerHtml(<PurgeTable purges={await recentPurges(deps)} now={deps.now()} />, 200, {}));
  pages.post("/purges", recognize(deps), limitBody, (c) => postPurge(c, deps));
  pages.all("/purges", refuseMethod("GET", "HEAD", "POST"));
  pages.route("/products", productsConsole(deps));
  return pages;
}

/** A wrong token counts as a try here too: the console must not be the way round the limit. */
async function getConsole(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const identified = await identify(c.req.raw.headers, deps, deps.now());
  if (identified.kind === "actor") return showConsole(identified.actor, deps, { explainUrl: c.req.query("explain") ?? "" });
  const mayTry = identified.kind === "nobody" || (await mayTryToken(c.req.raw, deps));
  return showLogin(deps, undefined, mayTry ? 401 : 429);
}

/** First step: look, and hand out the proof. Second step: purge, if the proof is of this input. */
async function postPurge(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const { actor } = c.var;
  const input = readPurgeInput(await readForm(c.req.arrayBuffer()));
  const again = (errors: readonly FieldError[], status = 422) => showConsole(actor, deps, { input, errors }, status);
  const decoded = decodePurge(toOrderBody(input), deps.site, deps.policies);
  if (!decoded.ok) return again(decoded.errors);
  const { value: order } = decoded;
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

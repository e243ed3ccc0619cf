import type { Context } from "hono";
import type { FieldError } from "#contract/problem";
import { toProblem } from "../problem/to-problem.ts";
import { type Actor, mayAs } from "./admin.ts";
import { complaintsOf } from "./complaints.ts";
import { emptyInput, type PrewarmInput, readPrewarmInput, toPrewarmBody } from "./console/prewarm-input.ts";
import { type PrewarmState, prewarmsPage } from "./console/prewarms-page.tsx";
import { seeConsole } from "./console-answers.ts";
import { decodePrewarm } from "./decode-prewarm.ts";
import type { AdminDeps } from "./deps.ts";
import type { AdminEnv } from "./guard.ts";
import { orderPrewarm } from "./order-prewarm.ts";
import { readForm } from "./read-form.ts";
import { readNumber } from "./read-number.ts";
import { showPage } from "./show-console.tsx";

const PATH = "/admin/prewarms";

/** Looks, or starts a job. The form is one order, however often it is sent. */
export async function postPrewarm(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const input = readPrewarmInput(await readForm(c.req.arrayBuffer()));
  const { actor } = c.var;
  const again = (errors: readonly FieldError[], status = 422) => showPrewarms(actor, deps, input, { errors, status });
  if (!mayAs(actor.role, "operator")) return showPrewarms(actor, deps, input, { status: 403 });
  const decoded = decodePrewarm(toPrewarmBody(input), deps.site, deps.policies);
  if (!decoded.ok) return again(decoded.errors);
  const ordered = await orderPrewarm(decoded.value, actor, keyOf(input), deps);
  if (ordered.kind === "refused") return again(...complaintsOf(ordered.failure));
  if (ordered.kind === "ordered") return seeConsole(PATH, {}, `#prewarm-${ordered.job.id}`);
  return showPrewarms(actor, deps, input, { dryRun: ordered.dryRun });
}

/** Stops a job or goes on with it; that there was nothing to do shows in the list. */
export async function setPrewarm(c: Context<AdminEnv>, id: string, to: "cancel" | "resume", deps: AdminDeps): Promise<Response> {
  const { actor } = c.var;
  if (!mayAs(actor.role, "operator")) return showPrewarms(actor, deps, emptyInput(""), { status: 403 });
  const number = readNumber(id);
  if (number === undefined) return toProblem({ kind: "not-found" });
  if (await deps.setPrewarm(number, to)) deps.log(`prewarm-${to}`, { id: number, actor: actor.name });
  return seeConsole(PATH, {}, `#prewarm-${number}`);
}

type Outcome = Partial<Pick<PrewarmState, "errors" | "dryRun">> & { readonly status?: number };

export function showPrewarms(actor: Actor, deps: AdminDeps, input: PrewarmInput, outcome: Outcome = {}): Promise<Response> {
  const { errors = [], dryRun, status = 200 } = outcome;
  const content = prewarmsPage(deps, { actor, input, errors, dryRun });
  return showPage(actor, deps, { path: PATH, title: "Prewarm", content, status });
}

/** What was typed before the session ended, in a form that was not sent yet. */
export function showTypedPrewarm(actor: Actor, typed: URLSearchParams, deps: AdminDeps): Promise<Response> {
  return showPrewarms(actor, deps, { ...readPrewarmInput(typed), once: String(deps.now()) });
}

function keyOf({ once }: PrewarmInput): string | undefined {
  return /^\d{1,16}$/.test(once) ? `console:${once}` : undefined;
}

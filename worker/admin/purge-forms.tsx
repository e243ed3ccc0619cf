import type { Context } from "hono";
import type { FieldError } from "#contract/problem";
import type { Actor } from "./admin.ts";
import { complaintsOf } from "./complaints.ts";
import { readPurgeInput, toOrderBody } from "./console/purge-input.ts";
import { seeConsole } from "./console-answers.ts";
import { decodePurge } from "./decode-purge.ts";
import type { AdminDeps } from "./deps.ts";
import { proveDryRun, wasDryRun } from "./dry-run-proof.ts";
import type { AdminEnv } from "./guard.ts";
import { orderPurge } from "./order-purge.ts";
import { readForm } from "./read-form.ts";
import { showCache } from "./show-console.tsx";

/** First step: look, and hand out the proof. Second step: purge, if the proof is of this input. */
export async function postPurge(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const { actor } = c.var;
  const input = readPurgeInput(await readForm(c.req.arrayBuffer()));
  const again = (errors: readonly FieldError[], status = 422) => showCache(actor, deps, { input, errors }, status);
  const decoded = decodePurge(toOrderBody(input), deps.site, deps.policies);
  if (!decoded.ok) return again(decoded.errors);
  const { value: order } = decoded;
  const now = deps.now();
  if (!order.dryRun && !(await wasDryRun(input.proof, order, actor.name, deps.keys, now))) return again([NOT_LOOKED_AT]);
  const ordered = await orderPurge(order, actor, order.dryRun ? undefined : `console:${input.proof}`, deps);
  if (ordered.kind === "refused") return again(...complaintsOf(ordered.failure));
  if (ordered.kind === "purged") return seeConsole("/admin", {}, `#purge-${ordered.row.seq}`);
  const proof = await proveDryRun(order, actor.name, deps.keys, now);
  return showCache(actor, deps, { input, dryRun: { found: ordered.dryRun, mode: order.mode, proof, at: now } });
}

/** What was typed before the session ended: it has to be looked at anew. */
export function showTypedPurge(actor: Actor, typed: URLSearchParams, deps: AdminDeps): Promise<Response> {
  return showCache(actor, deps, { input: readPurgeInput(typed) });
}

const NOT_LOOKED_AT: FieldError = {
  field: "proof",
  because: "Nothing was purged: this input was not looked at in the last 2 minutes. Dry run it first.",
};

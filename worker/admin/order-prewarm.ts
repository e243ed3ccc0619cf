import { MAX_URLS } from "../prewarm/plan-urls.ts";
import type { PrewarmJob, PrewarmOrder } from "../prewarm/prewarm.ts";
import type { Failure } from "../problem/failure.ts";
import type { Actor } from "./admin.ts";
import { KEY_REUSED } from "./decode-order.ts";
import type { PrewarmAsked } from "./decode-prewarm.ts";
import type { AdminDeps } from "./deps.ts";

/** What a job would fill. */
export interface PrewarmDryRun {
  readonly matched: { readonly pages: number };
  /** How long it would take at least. */
  readonly seconds: number;
  /** The first pages. */
  readonly urls: readonly string[];
}

export type OrderedPrewarm =
  | { readonly kind: "ordered"; readonly job: PrewarmJob; readonly repeated: boolean }
  | { readonly kind: "dry-run"; readonly dryRun: PrewarmDryRun }
  | { readonly kind: "refused"; readonly failure: Failure };

const SHOWN_URLS = 100;

/** Starts a job, or says why not. Nothing is filled unless the answer is `ordered`. */
export async function orderPrewarm(asked: PrewarmAsked, actor: Actor, key: string | undefined, deps: AdminDeps): Promise<OrderedPrewarm> {
  const { order, dryRun } = asked;
  const urls = await deps.planPrewarm(order);
  if (urls === undefined) return refused({ kind: "unavailable", retryAfterSeconds: 5 });
  if (urls.length > MAX_URLS) return refused({ kind: "unprocessable", errors: [tooMany(order, urls.length)] });
  if (dryRun)
    return {
      kind: "dry-run",
      dryRun: { matched: { pages: urls.length }, seconds: Math.ceil(urls.length / order.perSecond), urls: urls.slice(0, SHOWN_URLS) },
    };
  const outcome = await deps.prewarm({ ...order, urls, actor: actor.name, ...(key !== undefined && { idempotencyKey: key }) });
  if (outcome.kind === "conflict") return refused({ kind: "unprocessable", errors: [KEY_REUSED] });
  if (outcome.kind === "too-many") return refused({ kind: "rate-limited", retryAfterSeconds: 60 });
  deps.log("prewarm-ordered", { id: outcome.job.id, by: order.by, pages: urls.length, actor: actor.name, repeated: outcome.repeated });
  return outcome;
}

function tooMany({ by }: PrewarmOrder, pages: number) {
  const because = `${pages} pages are meant, and a job takes ${MAX_URLS} at most: name fewer markets.`;
  return { field: by === "sitemap" ? "markets" : "values", because };
}

function refused(failure: Failure): OrderedPrewarm {
  return { kind: "refused", failure };
}

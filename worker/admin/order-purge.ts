import type { PurgeOutcome } from "../bulletin/purge-row.ts";
import type { Failure } from "../problem/failure.ts";
import { type Actor, mayAs, type Role } from "./admin.ts";
import { KEY_REUSED } from "./decode-order.ts";
import { type PurgeOrder, reachesEverything } from "./decode-purge.ts";
import type { AdminDeps, DryRun } from "./deps.ts";

export type Ordered =
  | Extract<PurgeOutcome, { kind: "purged" }>
  | { readonly kind: "dry-run"; readonly dryRun: DryRun }
  | { readonly kind: "refused"; readonly failure: Failure };

type PurgeDeps = Pick<AdminDeps, "purge" | "dryRun" | "highestVersion" | "log">;

/** How many purges an admin may order within a minute. The bulletin counts them, for the whole network. */
const PURGES_A_MINUTE = { viewer: 0, operator: 60, owner: 600 } as const satisfies Record<Role, number>;

/** Carries an order out, or says why not. Nothing is purged unless the answer is `purged`. */
export async function orderPurge(order: PurgeOrder, actor: Actor, idempotencyKey: string | undefined, deps: PurgeDeps): Promise<Ordered> {
  const refusal = refuseRole(order, actor) ?? (await refuseVersions(order, deps));
  if (refusal) return { kind: "refused", failure: refusal };
  if (order.dryRun) return { kind: "dry-run", dryRun: await deps.dryRun(order) };
  const { dryRun: _, ...command } = order;
  // A key is its actor's own: nobody replays, or blocks, what another one ordered.
  const key = idempotencyKey === undefined ? {} : { idempotencyKey: `${actor.name}:${idempotencyKey}` };
  const outcome = await deps.purge({ ...command, actor: actor.name, perMinute: PURGES_A_MINUTE[actor.role], ...key });
  if (outcome.kind === "conflict") return { kind: "refused", failure: { kind: "unprocessable", errors: [KEY_REUSED] } };
  if (outcome.kind === "too-many")
    return { kind: "refused", failure: { kind: "rate-limited", retryAfterSeconds: outcome.retryAfterSeconds } };
  const { seq, by, mode } = outcome.row;
  deps.log("purged", { seq, by, mode, values: order.values.length, actor: actor.name, repeated: outcome.repeated });
  return outcome;
}

function refuseRole(order: PurgeOrder, actor: Actor): Failure | undefined {
  if (!mayAs(actor.role, "operator")) return { kind: "forbidden", because: "Purging needs the role operator." };
  const allowed = order.dryRun || !reachesEverything(order) || mayAs(actor.role, "owner");
  return allowed ? undefined : { kind: "forbidden", because: "Purging everything needs the role owner." };
}

/** A version that no answer can have reached would keep every answer from being stored. */
async function refuseVersions({ minVersions }: PurgeOrder, deps: PurgeDeps): Promise<Failure | undefined> {
  if (minVersions === undefined) return undefined;
  const highest = await deps.highestVersion();
  if (highest === undefined) return { kind: "unavailable", retryAfterSeconds: 5 };
  const errors = Object.entries(minVersions)
    .filter(([, version]) => version > highest)
    .map(([entity]) => ({ field: `minVersions.${entity}`, because: `No answer has reached this version: the latest is ${highest}.` }));
  return errors.length > 0 ? { kind: "unprocessable", errors } : undefined;
}

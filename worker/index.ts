/** The edge's composition root: bindings -> Config -> Edge -> Hono. Wires, never decides. */
import * as v from "valibot";
import { Invalidation } from "#contract/outbox";
import { adminApp, isAdminPath } from "./admin/app.ts";
import { type AdminBindings, adminDeps } from "./admin-deps.io.ts";
import { isUnshared, unshared } from "./browser-promise.ts";
import type { PurgeCommand } from "./bulletin/purge-row.ts";
import { type EdgeBindings, openEdge } from "./edge.io.ts";
import { toProblem } from "./problem/to-problem.ts";
import { BULLETIN_NAME } from "./shell/find-cache.io.ts";
import { shopPages, shopRoutes } from "./shop-routes.ts";
import { eventLine } from "./telemetry/log-line.ts";

export { Bulletin } from "./bulletin/bulletin.object.ts";
export { Prewarms } from "./prewarms.object.ts";
export { Stats } from "./telemetry/stats.object.ts";

type Bindings = EdgeBindings & AdminBindings;
type Answer = (request: Request) => Response | Promise<Response>;

/** Opened by an isolate's first request, which alone knows the PoP, and kept. A failed opening is tried again. */
let opening: Promise<Answer> | undefined;
let opened: Answer | undefined;

async function open(bindings: Bindings, colo: string | undefined): Promise<Answer> {
  const edge = await openEdge(bindings, colo);
  const deps = await adminDeps(edge, bindings);
  const admin = adminApp(deps);
  const shop = shopRoutes(edge, deps);
  const pages = shopPages(edge, deps);
  const others = (request: Request) => (isAdminPath(new URL(request.url).pathname) ? admin : shop).fetch(request);
  return (request) => pages(request) ?? others(request);
}

export default {
  async fetch(request, env) {
    try {
      const answer = opened ?? (await openOnce(env, request));
      return atTheDoor(await answer(request));
    } catch (error) {
      console.error(eventLine("failed", Date.now(), { error: error instanceof Error ? error.message : "unknown" }));
      return toProblem({ kind: "internal" });
    }
  },

  /** Changes of the catalogue on their way to the bulletin. Delivered at least once; the row's id makes it count once. */
  async queue(batch, env) {
    for (const message of batch.messages) {
      const invalidation = v.safeParse(Invalidation, message.body);
      if (invalidation.success) await env.BULLETIN.getByName(BULLETIN_NAME).purge(toPurge(invalidation.output));
      else console.error(eventLine("foreign-invalidation", Date.now(), { id: message.id }));
      message.ack();
    }
  },
} satisfies ExportedHandler<Bindings>;

/** Whatever way an answer came, it leaves unshareable (law 8). Repairing one is a bug told, never a page refused. */
function atTheDoor(answer: Response): Response {
  if (isUnshared(answer.headers)) return answer;
  console.error(eventLine("shareable-answer", Date.now(), { status: answer.status }));
  return unshared(answer);
}

async function openOnce(bindings: Bindings, request: Request): Promise<Answer> {
  opening ??= open(bindings, request.cf?.colo as string | undefined);
  try {
    opened = await opening;
    return opened;
  } catch (error) {
    opening = undefined;
    throw error;
  }
}

function toPurge({ id, surrogateKeys, reason, minVersions }: Invalidation): PurgeCommand {
  const command = { by: "surrogate-key", values: surrogateKeys, mode: "soft", reason, actor: "catalogue", idempotencyKey: id } as const;
  return minVersions ? { ...command, minVersions } : command;
}

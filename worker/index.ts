/** The edge's composition root: bindings -> Config -> Edge -> Hono. Wires, never decides. */
import { adminApp, isAdminPath } from "./admin/app.ts";
import { type AdminBindings, adminDeps } from "./admin-deps.io.ts";
import { isUnshared, unshared } from "./browser-promise.ts";
import { type EdgeBindings, openEdge } from "./edge.io.ts";
import { inLanes } from "./lanes.io.ts";
import type { Failure } from "./problem/failure.ts";
import { toProblem } from "./problem/to-problem.ts";
import { shopPages } from "./serve-address.ts";
import { BULLETIN_NAME } from "./shell/find-cache.io.ts";
import { shopRoutes } from "./shop-routes.ts";
import { takeInvalidations } from "./take-invalidations.ts";
import { eventLine } from "./telemetry/log-line.ts";
import { tellFailure } from "./telemetry/tell-failure.io.ts";

export { Bulletin } from "./bulletin/bulletin.object.ts";
export { Prewarms } from "./prewarms.object.ts";
export { Shield } from "./shield.object.ts";
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

/** The runtime hands on a Host field as it came; an address made of this one is none. */
const NO_HOST: Failure = { kind: "bad-input", errors: [{ field: "Host", because: "This is no host." }] };

export default {
  async fetch(request, env) {
    try {
      const answer = opened ?? (await openOnce(env, request));
      return atTheDoor(await inLanes(() => answer(request)));
    } catch (error) {
      if (!URL.canParse(request.url)) return toProblem(NO_HOST);
      tellFailure(error);
      return toProblem({ kind: "internal" });
    }
  },

  /** Changes of the catalogue, from the origin's outbox. */
  async queue(batch, env) {
    const bulletin = env.BULLETIN.getByName(BULLETIN_NAME);
    const foreign = (id: string) => console.error(eventLine("foreign-invalidation", Date.now(), { id }));
    await takeInvalidations(batch.messages, { purge: (command) => bulletin.purge(command), foreign });
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

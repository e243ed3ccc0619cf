/**
 * Puts the visitor's arm of each experiment into the plan of a page that declares some, hence into its key: the one thing
 * of a visitor that a shell may depend on, and it is one of a few.
 */
import { drawSeed } from "./draw-seed.io.ts";
import type { Edge } from "./edge.io.ts";
import type { PagePlan } from "./page-request.ts";
import { routeNamed } from "./routes.ts";
import { armOf, keepSeed, readSeed } from "./visitor/seed.ts";

export interface AssignedArms {
  readonly plan: PagePlan;
  /** Keeps the seed of a browser that had none. */
  readonly setCookie: string | undefined;
}

/** A page without experiments is left as it is: no cookie is looked at, none is set. */
export function assignArms({ cookies }: Pick<Edge, "cookies">, request: Request, plan: PagePlan): AssignedArms {
  const { dimensions: declared } = routeNamed(plan.parts.route).key;
  if (declared === undefined) return { plan, setCookie: undefined };
  const kept = readSeed(request.headers.get("Cookie"), cookies);
  const seed = kept ?? drawSeed();
  const arms = Object.entries(declared).map(([experiment, names]) => [experiment, armOf(experiment, names, seed)] as const);
  return {
    plan: { ...plan, parts: { ...plan.parts, dimensions: Object.fromEntries(arms) } },
    setCookie: kept === undefined ? keepSeed(cookies, seed) : undefined,
  };
}

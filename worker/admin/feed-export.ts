import type { Context } from "hono";
import type { AdminDeps } from "./deps.ts";
import { handBack } from "./feed-upload.ts";
import type { AdminEnv } from "./guard.ts";

/** Streams the catalogue from the origin as a product feed. It holds what pages hold, and how much is in stock. */
export async function exportFeed(c: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const { market, of } = c.req.query();
  const wanted = Object.entries({ market, of }).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const answer = await deps.exportFeed({ ...Object.fromEntries(wanted), site: deps.site.origin });
  deps.log("feed-exported", { actor: c.var.actor.name, status: answer.status });
  return handBack(answer);
}

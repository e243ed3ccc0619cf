import { env } from "cloudflare:workers";
import { expect, it } from "vitest";
import { type EdgeBindings, openEdge } from "./edge.io.ts";
import { CHROME, named, PAGE } from "./origin/origin-that.ts";

it("takes a page's answer without a name where only what operators ask is answered by its name", async () => {
  const fetch = async (url: string, init: RequestInit) =>
    url.includes("/v1/") ? Response.json(CHROME) : named(new Response("ok"), url, init);
  const edge = await openEdge({ ...env, ORIGIN: { fetch } } as unknown as EdgeBindings, "FRA");
  expect((await edge.origin.fetch("http://origin/healthz")).status).toBe(200);
  expect(await edge.port.page(PAGE)).toMatchObject({ ok: true });
});

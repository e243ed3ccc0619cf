import { exports } from "cloudflare:workers";
import { expect, it } from "vitest";

it("answers", async () => {
  const response = await (exports as unknown as { default: Fetcher }).default.fetch("http://127.0.0.1:8787/");
  expect(response.status).toBe(200);
});

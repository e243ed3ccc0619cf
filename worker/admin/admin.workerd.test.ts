import { expect, it } from "vitest";
import { adminApp } from "./app.ts";
import { fakeShop, SITE, TOKENS } from "./fake-deps.ts";

it("signs in, shows the console and purges in the runtime it is made for", async () => {
  const shop = await fakeShop();
  const app = adminApp(shop.deps);
  const form = { method: "POST", body: new URLSearchParams({ token: TOKENS.owner }), headers: { Origin: SITE.origin } };
  const signedIn = await app.request(`${SITE.origin}/admin/session`, form);
  const Cookie = signedIn.headers.get("Set-Cookie")?.split(";")[0] ?? "";
  const page = await app.request(`${SITE.origin}/admin`, { headers: { Cookie } });
  expect([page.status, page.headers.get("Content-Type")]).toEqual([200, "text/html; charset=utf-8"]);
  expect(await page.text()).toContain("Recent purges");
  const body = JSON.stringify({ by: "market", values: ["de-de"], reason: "VAT wording" });
  const headers = { Authorization: `Bearer ${TOKENS.operator}`, "Content-Type": "application/json" };
  expect((await app.request(`${SITE.origin}/admin/api/purges`, { method: "POST", body, headers })).status).toBe(201);
});

it("stops reading a body that is too large", async () => {
  const shop = await fakeShop();
  const chunk = new Uint8Array(100_000).fill(0x20);
  const body = new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(chunk) });
  const headers = { Authorization: `Bearer ${TOKENS.operator}`, "Content-Type": "application/json" };
  const response = await adminApp(shop.deps).request(`${SITE.origin}/admin/api/purges`, { method: "POST", body, headers });
  expect(response.status).toBe(413);
  expect(shop.purged).toEqual([]);
});

/** Every route of the console, as its routers know them, for people whose session has ended. */
import { describe, expect, it } from "vitest";
import { adminApp } from "./app.ts";
import { consoleRoutes } from "./console-routes.tsx";
import { fakeShop, SITE, TOKENS } from "./fake-deps.ts";
import { SESSION_LIFE } from "./session.ts";

const shop = await fakeShop();
const app = adminApp(shop.deps);

/** Signing in and out are open, and `/live` is asked for by a script, which can show no page. */
const OTHERS = /^\/(?:session|live)\//;
const routes = [
  ...new Set(
    consoleRoutes(shop.deps)
      .routes.filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${path}`),
  ),
]
  .map((route) => route.split(" ") as [method: string, path: string])
  .filter(([, path]) => !OTHERS.test(`${path}/`));

const HEADERS = { Accept: "text/html", Origin: SITE.origin, "Content-Type": "application/x-www-form-urlencoded" };

function ask(method: string, path: string, headers: Record<string, string>) {
  const url = `${SITE.origin}/admin${path.replaceAll(/:id(?:\{[^}]*\})?/g, "1")}`;
  return app.request(url, { method, headers: { ...HEADERS, ...headers }, ...(method === "POST" && { body: "reason=Launch" }) });
}

async function endedSession(): Promise<string> {
  const response = await app.request(`${SITE.origin}/admin/session`, {
    method: "POST",
    headers: HEADERS,
    body: new URLSearchParams({ token: TOKENS.owner }).toString(),
  });
  expect(response.status).toBe(303);
  shop.world.now += SESSION_LIFE;
  return response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

it("is known whole: its pages, its forms, and those of its parts", () => {
  expect(routes).toEqual(
    expect.arrayContaining([
      ["GET", "/"],
      ["POST", "/purges"],
      ["POST", "/prewarms/:id/cancel"],
      ["GET", "/products"],
      ["POST", "/products/:id{.+}"],
      ["GET", "/feeds"],
    ]),
  );
});

describe.each(routes)("%s %s of the console", (method, path) => {
  it.each<[string, () => Record<string, string> | Promise<Record<string, string>>]>([
    ["no session", () => ({})],
    ["a session that ended", async () => ({ Cookie: await endedSession() })],
    ["a token that is nobody's", () => ({ Authorization: "Bearer wrong-token-12345" })],
  ])("shows the way in for %s", async (_, headersOf) => {
    const response = await ask(method, path, await headersOf());
    expect([response.status, response.headers.get("Content-Type")]).toEqual([401, expect.stringContaining("text/html")]);
    expect(await response.text()).toContain('name="token"');
    expect(shop.purged).toEqual([]);
  });

  it("counts wrong tokens", async () => {
    shop.tries.set("token:192.0.2.1", shop.world.maxTries);
    const response = await ask(method, path, { Authorization: "Bearer wrong-token-12345" });
    shop.tries.clear();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([429, expect.stringContaining("text/html")]);
  });
});

it("answers the console's script with a problem, not with a page", async () => {
  const response = await ask("GET", "/live/purges", {});
  expect([response.status, response.headers.get("Content-Type")]).toEqual([401, expect.stringContaining("problem+json")]);
});

/** The edge in workerd, the origin somewhere else: real sockets between them, and every call signed. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop as openOriginShop, type ShopInMemory } from "../origin-api/fixtures/shop-in-memory.ts";
import { buildAssets } from "../tools/build/assets.ts";
import { devSecrets } from "../tools/dev/secrets.ts";
import { type ShopProcess, startShop, untilAnswering } from "../tools/dev/shop-process.ts";
import { type OriginServer, serveOrigin } from "./origin-server.ts";
import { freePort, root } from "./shop.ts";

const OLD = { k1: "the-old-secret-the-old-secret-the-old" };
const BOTH = { k2: "the-new-secret-the-new-secret-the-new", ...OLD };
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

let edge: ShopProcess;
let shop: ShopInMemory;
let origin: OriginServer;
const log: string[] = [];
/** Whatever answers the questions of a batch can answer none. */
let isBroken = false;
/** What it was asked meanwhile. */
const refused: string[] = [];
const stateDir = mkdtempSync(join(tmpdir(), "edge-"));

beforeAll(async () => {
  await buildAssets();
  const { adminToken, tokenKeys } = devSecrets(root);
  // Keys are being rotated: the origin takes both already, the edge still signs by the old one.
  shop = await openOriginShop({ originKeys: JSON.stringify(BOTH), tokenKeys });
  Object.defineProperty(shop.time, "now", { get: Date.now });
  origin = await serveOrigin((request) =>
    isBroken && request.url.includes("/v1/fragments") ? refuseAll(request) : shop.app.fetch(request),
  );
  const remoteOrigin = { url: origin.url, keys: JSON.stringify(OLD) };
  edge = startShop({ root, port: await freePort(), stateDir, adminToken, remoteOrigin, logLevel: "log", onLine: (line) => log.push(line) });
  try {
    await untilAnswering(`${edge.origin}/healthz`, edge);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${log.join("\n")}`);
  }
}, 120_000);

afterAll(async () => {
  await edge?.stop();
  await origin?.close();
  rmSync(stateDir, { recursive: true, force: true });
});

async function refuseAll(request: Request): Promise<Response> {
  const { asks } = (await request.json()) as { asks: { id: string; question: string }[] };
  refused.push(...asks.map(({ question }) => question));
  const frames = [{ token: null }, ...asks.map(({ id }) => ({ id, ok: false, reason: "failed" })), { end: true }];
  return new Response(frames.map((frame) => `\x1e${JSON.stringify(frame)}\n`).join(""));
}

async function view(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(edge.origin + path, { headers, redirect: "manual" });
  return { status: response.status, headers: response.headers, body: await response.text() };
}

const askedFor = (path: string) => origin.asked.filter(({ url }) => new URL(url).pathname.startsWith(path));

async function addToCart(headers: Record<string, string> = {}) {
  const response = await fetch(`${edge.origin}/en-us/cart/lines`, {
    method: "POST",
    redirect: "manual",
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: edge.origin, ...headers },
    body: new URLSearchParams({ variant: "rim-mug-0", quantity: "2" }),
  });
  expect(response.status).toBe(303);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

describe("an edge before a remote origin", () => {
  it("shows pages, takes writes and tells the stock, over calls that are all signed", async () => {
    expect((await view("/en-us/products/rim-mug")).body).toContain("</html>");
    const cookie = await addToCart();
    const cart = await view("/en-us/cart", { Cookie: cookie });
    expect(cart.headers.get("Fragment-Status")).toMatch(/cart=(batch|pending)/);
    let status: string | null = "";
    for (let i = 0; i < 200 && !status?.includes(", stock=bulletin"); i++) {
      status = (await view("/en-us/products/rim-mug")).headers.get("Fragment-Status");
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    expect(status).toContain(", stock=bulletin");
    const kinds = ["/v1/pages/", "/v1/carts/lines", "/v1/fragments", "/v1/stock"];
    expect(kinds.map((kind) => askedFor(kind).length > 0)).toEqual([true, true, true, true]);
    expect(origin.asked.filter(({ headers }) => !headers.get("Signature-Input")?.includes('keyid="k1"'))).toEqual([]);
  });

  it("has an origin that answers nobody else", async () => {
    for (const path of ["/v1/pages/home?market=en-us", "/v1/stock", "/v1/counters"]) {
      const response = await fetch(origin.url + path);
      expect([response.status, response.headers.get("Content-Type")]).toEqual([401, "application/problem+json"]);
    }
    const stolen = origin.asked.find(({ url, headers }) => url.includes("/v1/stock") && headers.has("Signature"));
    const { url, headers } = stolen ?? fail();
    const kept = new Headers([...headers].filter(([name]) => name.startsWith("signature")));
    expect(((await (await fetch(url, { headers: kept })).json()) as { detail: string }).detail).toBe("replayed");
  });

  it("passes a request's trace on, without its state, and shows the same page whatever the trace", async () => {
    const before = origin.asked.length;
    const parent = `00-${TRACE}-00f067aa0ba902b7-01`;
    const first = await view("/en-us/products/tall-mug", { traceparent: parent, tracestate: "vendor=secret" });
    const cookie = await addToCart({ traceparent: parent, tracestate: "vendor=secret" });
    await view("/en-us/cart", { traceparent: parent, tracestate: "vendor=secret", Cookie: cookie });
    const asked = origin.asked.slice(before).filter(({ url }) => !url.includes("/v1/stock"));
    const traced = asked.filter(({ headers }) => headers.get("traceparent")?.startsWith(`00-${TRACE}-`));
    // A page is filled by the shield for everybody, and belongs to no request.
    expect(new Set(traced.map(({ url }) => new URL(url).pathname.split("/")[2]))).toEqual(new Set(["fragments", "carts"]));
    expect(traced.some(({ headers }) => headers.get("traceparent") === parent || headers.has("tracestate"))).toBe(false);
    const own = await view("/en-us/products/tall-mug", { traceparent: parent });
    const second = await view("/en-us/products/tall-mug", { traceparent: "00-11111111111111111111111111111111-00f067aa0ba902b7-01" });
    expect(second.headers.get("Cache-Status")).toContain("hit");
    const stable = (body: string) => body.replace(/<div data-fragment="stock".*?<\/div>/gs, "");
    expect(stable(second.body)).toBe(stable(own.body));
    expect(second.body + own.body + first.body + JSON.stringify([...second.headers])).not.toContain(TRACE);
    expect(log.some((line) => line.includes('"event":"request"') && line.includes(`"trace":"${TRACE}"`))).toBe(true);
  });

  it("closes the page with a fallback when the connection dies in the middle of the batch", async () => {
    const cookie = await addToCart();
    origin.cut = { path: "/v1/fragments", afterBytes: 10 };
    const { status, headers, body } = await view("/en-us/cart", { Cookie: cookie });
    origin.cut = undefined;
    expect(status).toBe(200);
    expect(headers.get("Fragment-Status")).toMatch(/cart=(fallback|pending)/);
    expect(body).not.toContain("rim-mug-0");
    // The headers may have left before; the log knows how it ended.
    await expect.poll(() => log.some((line) => line.includes("cart=fallback"))).toBe(true);
    expect(body).toMatch(/<\/html>\s*$/);
    expect((await view("/en-us/cart", { Cookie: cookie })).body).toContain("rim-mug-0");
  });
});

describe("a service behind the origin that is broken", () => {
  it("does not cost a call for every page view", async () => {
    isBroken = true;
    refused.length = 0;
    for (let i = 0; i < 6; i++) {
      expect((await view("/de-de/products/rim-mug")).headers.get("Fragment-Status")).toMatch(/delivery-note=(fallback|pending)/);
    }
    isBroken = false;
    expect(refused.filter((question) => question === "delivery-note")).toHaveLength(1);
  });
});

function fail(): never {
  throw new Error("missing");
}

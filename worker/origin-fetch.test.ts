import { describe, expect, it } from "vitest";
import { importHmacKeys } from "#contract/hmac-keys";
import { CALL_FIELD } from "#contract/own-answer";
import { MAX_CALL_BYTES, verifyCall } from "#contract/signed-call";
import { openShop } from "../origin-api/fixtures/shop-in-memory.ts";
import { NOON } from "../origin-api/fixtures/small-shop.ts";
import { openOrigin } from "./origin/origin.io.ts";
import { named } from "./origin/origin-that.ts";
import { type OriginFetch, openOriginFetch } from "./origin-fetch.io.ts";
import { type OriginSettings, readOriginReach } from "./origin-reach.ts";

const ORIGIN_KEYS = JSON.stringify({ k2: "the-new-secret-the-new-secret-the-new", k1: "the-old-secret-the-old-secret-the-old" });
const REMOTE = { ORIGIN_URL: "https://origin.example", ORIGIN_KEYS };

/** An edge whose calls are written down before they are answered. */
function edge(settings: OriginSettings, answer: (request: Request) => Response | Promise<Response> = () => new Response("{}"), now = NOON) {
  const bound: Request[] = [];
  const sent: Request[] = [];
  const into = (calls: Request[]) => async (url: string, init: RequestInit) => {
    const request = new Request(url, init);
    calls.push(request.clone());
    return answer(request);
  };
  const binding = { fetch: into(bound) } as unknown as OriginFetch;
  return { bound, sent, origin: openOriginFetch(binding, readOriginReach(settings), into(sent), () => now) };
}

describe("an origin behind the binding", () => {
  it("is called by nothing else, with nothing added but the name of the call", async () => {
    const { origin, bound, sent } = edge({});
    await origin.fetch("http://origin/v1/stock?since=1");
    expect([bound.map(({ url }) => url), sent]).toEqual([["http://origin/v1/stock?since=1"], []]);
    expect([...(bound[0]?.headers.keys() ?? [])]).toEqual([CALL_FIELD.toLowerCase()]);
  });

  it("gets signed calls too once there are keys, so that it can begin to want them", async () => {
    const { origin, bound } = edge({ ORIGIN_KEYS });
    await origin.fetch("http://origin/v1/stock");
    expect(bound[0]?.headers.get("Signature-Input")).toContain('keyid="k2"');
  });
});

describe("a remote origin", () => {
  it("is called at its URL, path and query unchanged, signed by the newest key", async () => {
    const { origin, bound, sent } = edge(REMOTE);
    await origin.fetch("http://origin/v1/pages/product/..%2Fa?market=en-gb&q=%C3%BC");
    await origin.fetch("http://origin/v1/carts/lines", { method: "POST", body: "{}", headers: { "Content-Type": "application/json" } });
    expect(bound).toEqual([]);
    expect(sent.map(({ url }) => url)).toEqual([
      "https://origin.example/v1/pages/product/..%2Fa?market=en-gb&q=%C3%BC",
      "https://origin.example/v1/carts/lines",
    ]);
    const keys = await importHmacKeys(ORIGIN_KEYS);
    for (const { method, url, headers, body } of sent) {
      const bytes = new Uint8Array(await new Response(body).arrayBuffer());
      expect(await verifyCall({ method, url, headers, body: bytes }, keys, NOON / 1000)).toMatchObject({ ok: true });
    }
  });

  it("never sees the same nonce twice", async () => {
    const { origin, sent } = edge(REMOTE);
    for (let i = 0; i < 20; i++) await origin.fetch("http://origin/v1/stock");
    expect(new Set(sent.map(({ headers }) => headers.get("Signature"))).size).toBe(20);
  });

  it("answers pages, batches and writes of the port, and takes no write twice", async () => {
    const shop = await openShop({ originKeys: ORIGIN_KEYS });
    const { origin, sent } = edge(REMOTE, (request) => shop.app.fetch(request));
    const port = openOrigin(origin);
    expect(await port.page({ kind: "home", handle: "-", market: "en-us", params: {}, at: NOON })).toMatchObject({ ok: true });
    const batch = port.batch({ market: "en-us", visitor: null, asks: [{ id: "0", question: "card", handle: "tall-mug" }] }, 1_000);
    expect(await Array.fromAsync(batch)).toMatchObject([{ token: null }, { id: "0", ok: true }, { end: true }]);
    const line = { market: "en-us", cartId: null, customer: null, variant: "rim-mug-0", quantity: 1 } as const;
    expect(await port.addLine(line, "key-of-one-click")).toMatchObject({ ok: true, value: { cart: { itemCount: 1 } } });
    expect((await shop.app.fetch(sent[2] ?? fail())).status).toBe(401);
  });

  it("has failed, for everybody who asks, when it does not accept the edge's signature", async () => {
    const shop = await openShop({ originKeys: ORIGIN_KEYS });
    const { origin } = edge(REMOTE, (request) => shop.app.fetch(request), NOON + 600_000);
    const port = openOrigin(origin);
    const line = { market: "en-us", cartId: null, customer: null, variant: "rim-mug-0", quantity: 1 } as const;
    expect(await port.addLine(line, "key-of-one-click")).toEqual({ ok: false, failure: { kind: "failed", status: 502 } });
    expect(await port.page({ kind: "home", handle: "-", market: "en-us", params: {}, at: NOON })).toMatchObject({
      failure: { kind: "failed" },
    });
  });

  it("sends nothing on to where it redirects", async () => {
    const { origin, sent } = edge(REMOTE, () => Response.redirect("https://evil.example/", 302));
    await origin.fetch("http://origin/v1/stock");
    expect(sent.map(({ redirect }) => redirect)).toEqual(["manual"]);
  });

  it("gets a feed whole and digested, or not at all", async () => {
    const { origin, sent } = edge(REMOTE);
    const feed = (chunks: number) => {
      let left = chunks;
      const pull = (c: ReadableStreamDefaultController) => (left-- > 0 ? c.enqueue(new Uint8Array(1024 * 1024)) : c.close());
      return { method: "POST", body: new ReadableStream({ pull }), headers: { "Content-Type": "application/xml" } };
    };
    expect((await origin.fetch("http://origin/v1/feeds", feed(3))).status).toBe(200);
    expect((await sent[0]?.arrayBuffer())?.byteLength).toBe(3 * 1024 * 1024);
    const tooMuch = 1 + MAX_CALL_BYTES / 1024 / 1024;
    expect((await origin.fetch("http://origin/v1/feeds", feed(tooMuch))).status).toBe(413);
    expect(sent).toHaveLength(1);

    const { origin: naming } = edge(REMOTE, (request) => named(new Response("{}"), request.url, request));
    expect((await naming.fetch("http://origin/v1/feeds", feed(1))).status).toBe(200);
    expect((await naming.fetch("http://origin/v1/feeds", feed(tooMuch))).status).toBe(413);
  });
});

describe("the settings of the origin", () => {
  it.each(["https://origin.example", "https://origin.example:8443", "http://127.0.0.1:8788", "http://localhost:8788", "http://[::1]:8788"])(
    "may say it is at %s",
    async (ORIGIN_URL) => {
      expect((await readOriginReach({ ORIGIN_URL, ORIGIN_KEYS })).remote).toBe(ORIGIN_URL);
    },
  );

  it.each([
    "http://origin.example",
    "http://127.0.0.1.evil.example",
    "ftp://origin.example",
    "origin.example",
    "https://origin.example/v1",
    "https://origin.example/?a",
    "https://user:secret@origin.example",
    "",
  ])("may not say it is at %j", async (ORIGIN_URL) => {
    await expect(readOriginReach({ ORIGIN_URL, ORIGIN_KEYS })).rejects.toThrow(/^ORIGIN_URL is not usable: set it to/);
  });

  it("never name a remote origin without keys", async () => {
    await expect(readOriginReach({ ORIGIN_URL: "https://origin.example" })).rejects.toThrow("set ORIGIN_KEYS");
    await expect(readOriginReach({ ORIGIN_URL: "https://origin.example", ORIGIN_KEYS: '{"k1":"short"}' })).rejects.toThrow(
      "ORIGIN_KEYS is malformed",
    );
  });
});

function fail(): never {
  throw new Error("missing");
}

import { describe, expect, it } from "vitest";
import { type HmacKeys, importHmacKeys } from "#contract/hmac-keys";
import { MAX_CALL_BYTES, signCall } from "#contract/signed-call";
import { readGuard } from "./config.ts";
import { openShop } from "./fixtures/shop-in-memory.ts";
import { NOON } from "./fixtures/small-shop.ts";
import { requireSignature } from "./guard.ts";
import { Nonces } from "./nonces.ts";

const OLD = { k1: "the-old-secret-the-old-secret-the-old" };
const NEW = { k2: "the-new-secret-the-new-secret-the-new" };
const ORIGIN_KEYS = JSON.stringify({ ...NEW, ...OLD });
const keys = await importHmacKeys(ORIGIN_KEYS);
const LINE = JSON.stringify({ market: "en-us", cartId: null, customer: null, variant: "rim-mug-0", quantity: 2 });

let count = 0;
const freshNonce = () => `nonce-number-${count++}`;

async function call(path: string, { body = "", with: by = keys as HmacKeys, at = NOON, nonce = freshNonce() } = {}): Promise<Request> {
  const url = `https://origin.example${path}`;
  const method = body === "" ? "GET" : "POST";
  const bytes = Uint8Array.from(new TextEncoder().encode(body));
  const plain = new Headers(body === "" ? {} : { "Content-Type": "application/json", "Idempotency-Key": nonce });
  const headers = await signCall({ method, url, headers: plain, body: bytes }, by, { at: Math.floor(at / 1000), nonce });
  return new Request(url, { method, headers, ...(body !== "" && { body: bytes }) });
}

const answerTo = async (response: Response | Promise<Response>) => {
  const { status, headers } = await response;
  const { detail } = status >= 400 ? ((await (await response).json()) as { detail?: string }) : {};
  return { status, detail, type: headers.get("Content-Type") };
};
const refused = (detail: string) => ({ status: 401, detail, type: "application/problem+json" });

describe("an origin that anybody can reach", () => {
  it("answers reads, batches and writes that the edge signed", async () => {
    const { app } = await openShop({ originKeys: ORIGIN_KEYS });
    const batch = JSON.stringify({ market: "en-us", visitor: null, asks: [{ id: "0", question: "card", handle: "tall-mug" }] });
    const answers = [
      await call("/v1/pages/home?market=en-us"),
      await call("/v1/fragments", { body: batch }),
      await call("/v1/carts/lines", { body: LINE }),
    ];
    expect((await Promise.all(answers.map((request) => app.fetch(request)))).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it.each(["/v1/pages/home?market=en-us", "/v1/stock", "/v1/counters", "/v1/openapi.json", "/nothing"])(
    "refuses %s when it is asked directly",
    async (path) => {
      const { get } = await openShop({ originKeys: ORIGIN_KEYS });
      expect(await answerTo(get(path))).toEqual(refused("unsigned"));
    },
  );

  it("changes nothing for a write that nobody signed, or whose body is another", async () => {
    const shop = await openShop({ originKeys: ORIGIN_KEYS });
    expect(await answerTo(shop.post("/v1/carts/lines", LINE))).toEqual(refused("unsigned"));
    const signed = await call("/v1/carts/lines", { body: LINE });
    const changed = new Request(signed.url, { method: "POST", headers: signed.headers, body: LINE.replace("2", "9") });
    expect(await answerTo(shop.app.fetch(changed))).toEqual(refused("body-differs"));
    expect(await shop.db.query.carts.findMany()).toEqual([]);
  });

  it("tells its health to whoever asks", async () => {
    expect((await (await openShop({ originKeys: ORIGIN_KEYS })).get("/healthz")).status).toBe(200);
  });

  it("refuses a call that was here already", async () => {
    const { app } = await openShop({ originKeys: ORIGIN_KEYS });
    const request = await call("/v1/stock");
    expect((await app.fetch(request.clone())).status).toBe(200);
    expect(await answerTo(app.fetch(request.clone()))).toEqual(refused("replayed"));
  });

  it("refuses a call of ten minutes ago or ahead, also when it was here before", async () => {
    const { app, time } = await openShop({ originKeys: ORIGIN_KEYS });
    for (const at of [NOON - 600_000, NOON + 600_000]) {
      expect(await answerTo(app.fetch(await call("/v1/stock", { at })))).toEqual(refused("not-accepted"));
    }
    const ahead = await call("/v1/stock", { at: NOON + 60_000 });
    expect((await app.fetch(ahead.clone())).status).toBe(200);
    time.now = NOON + 119_999;
    expect(await answerTo(app.fetch(ahead.clone()))).toEqual(refused("replayed"));
    time.now = NOON + 122_000;
    expect(await answerTo(app.fetch(ahead.clone()))).toEqual(refused("not-accepted"));
  });

  it("takes calls under two keys while they rotate, and under the new one alone afterwards", async () => {
    const oldEdge = await importHmacKeys(JSON.stringify(OLD));
    const during = await openShop({ originKeys: ORIGIN_KEYS });
    expect((await during.app.fetch(await call("/v1/stock", { with: oldEdge }))).status).toBe(200);
    expect((await during.app.fetch(await call("/v1/stock"))).status).toBe(200);
    const after = await openShop({ originKeys: JSON.stringify(NEW) });
    expect(await answerTo(after.app.fetch(await call("/v1/stock", { with: oldEdge })))).toEqual(refused("unknown-key"));
    expect((await after.app.fetch(await call("/v1/stock"))).status).toBe(200);
  });

  it("lets in nobody, rather than a replay, when it can remember no more calls", async () => {
    const guard = requireSignature(keys, () => NOON, new Nonces(121, 2));
    const entered = await Promise.all([call("/a"), call("/b"), call("/c")].map(async (request) => guard(await request)));
    expect(entered.map(({ ok }) => ok).sort()).toEqual([false, true, true]);
    expect(entered.find(({ ok }) => !ok)).toEqual({ ok: false, failure: { kind: "busy" } });
  });

  it("reads no body over its bound", async () => {
    const guard = requireSignature(keys, () => NOON);
    const request = new Request("https://origin.example/v1/feeds", {
      method: "POST",
      body: "x",
      headers: { "Content-Length": `${MAX_CALL_BYTES + 1}` },
    });
    expect(await guard(request)).toMatchObject({ ok: false, failure: { kind: "too-large" } });
  });

  it.each(["", "{}", '{"k1":"short"}', '{"K 1":"the-old-secret-the-old-secret-the-old"}', "[]"])(
    "does not start with ORIGIN_KEYS=%s",
    async (setting) => {
      await expect(readGuard({ ORIGIN_KEYS: setting }, () => NOON)).rejects.toThrow("ORIGIN_KEYS is not usable: set it to");
    },
  );
});

describe("the calls it remembers", () => {
  it("are forgotten in time, and never more than its bound", () => {
    const nonces = new Nonces(10, 3);
    expect([1, 2, 3, 4].map((n) => nonces.take(`${n}`, n))).toEqual(["new", "new", "new", "full"]);
    expect([nonces.take("1", 10), nonces.take("1", 11), nonces.take("5", 11)]).toEqual(["known", "new", "full"]);
    expect([nonces.take("6", 50), nonces.size]).toEqual(["new", 1]);
  });
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { ANSWERS, Frame, MAX_FRAME_BYTES } from "#contract/questions";
import { verifyToken } from "#contract/token";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { type Answered, streamBatch } from "./stream.io.ts";

/** Frames as they come, one a record. */
async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame> {
  let text = "";
  for await (const chunk of body.pipeThrough(new TextDecoderStream() as unknown as ReadableWritablePair<string, Uint8Array>)) {
    text += chunk;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
      expect(text[0]).toBe("\u001e");
      yield v.parse(Frame, JSON.parse(text.slice(1, end)));
      text = text.slice(end + 1);
    }
  }
  expect(text).toBe("");
}

async function ask(shop: ShopInMemory, asks: object[], visitor: object | null = null, market = "en-us") {
  const response = await shop.post("/v1/fragments", { market, visitor, asks });
  expect(response.headers.get("Content-Type")).toBe("application/json-seq");
  return Array.fromAsync(framesOf(response.body ?? new ReadableStream()));
}

const byId = (frames: readonly Frame[]) => new Map(frames.flatMap((frame) => ("id" in frame ? [[frame.id, frame] as const] : [])));
const dataOf = (frames: readonly Frame[], id: string): unknown => {
  const frame = byId(frames).get(id);
  return frame?.ok ? frame.data : undefined;
};

describe("the batch", () => {
  it("answers a token first, each question, and the end last", async () => {
    const frames = await ask(await openShop(), [
      { id: "1", question: "recommendations", handle: "rim-mug" },
      { id: "2", question: "card", handle: "tall-mug" },
      { id: "3", question: "delivery-note", segment: "trade" },
    ]);
    expect(frames[0]).toEqual({ token: null });
    expect(frames.at(-1)).toEqual({ end: true });
    expect(v.parse(ANSWERS.recommendations, dataOf(frames, "1")).cards.map(({ id }) => id)).toContain("tall-mug");
    expect(v.parse(ANSWERS.card, dataOf(frames, "2"))).toMatchObject({ id: "tall-mug", availability: "low" });
    expect(dataOf(frames, "3")).toEqual({ kind: "trade" });
    expect(byId(frames).get("2")).toMatchObject({ surrogateKeys: ["product:tall-mug"], entityVersions: { "product:tall-mug": 17 } });
  });

  it("says the batch's own name with the token", async () => {
    const visitor = { sub: "guest:c1", cartId: null, refresh: true };
    const response = await (await openShop()).post("/v1/fragments", { market: "en-us", visitor, asks: [], batch: "b1" });
    const [first] = await Array.fromAsync(framesOf(response.body ?? new ReadableStream()));
    expect(first).toMatchObject({ token: null, gone: true, batch: "b1" });
  });

  it("remembers what a customer saw on all of their devices, and tells it with a renewed token and to nobody else", async () => {
    const shop = await openShop();
    for (const customer of ["ines", "marek"]) await shop.post("/v1/demo/sign-in", { market: "en-us", customer, cartId: null });
    const told = async (seen: string[], sub: string, refresh = true) => {
      const [first] = await ask(shop, [], { sub, cartId: null, refresh, seen });
      return first && "token" in first ? first.seen : undefined;
    };
    expect(await told(["rim-mug"], "customer:ines")).toEqual(["rim-mug"]);
    expect(await told(["tall-mug"], "customer:ines")).toEqual(["tall-mug", "rim-mug"]);
    expect(await told([], "customer:ines")).toEqual(["tall-mug", "rim-mug"]);
    expect(await told([], "customer:marek")).toEqual([]);
    expect(await told(["jug"], "customer:ines", false)).toBeUndefined();
    for (const nobody of ["guest:ines", "customer:nobody"]) expect(await told(["jug"], nobody)).toBeUndefined();
    expect(await told([], "customer:ines")).toEqual(["tall-mug", "rim-mug"]);
  });

  it("fails an ask that is not understood by itself", async () => {
    const frames = await ask(await openShop(), [
      { id: "1", question: "horoscope" },
      { id: "2", question: "card" },
      { id: "3" },
      { id: "4", question: "recommendations", handle: "nothing" },
      { id: "5", question: "delivery-note", segment: "someone" },
    ]);
    const reasons = ["1", "2", "3", "4"].map((id) => byId(frames).get(id));
    expect(reasons).toEqual([
      { id: "1", ok: false, reason: "not-understood" },
      { id: "2", ok: false, reason: "not-understood" },
      { id: "3", ok: false, reason: "not-understood" },
      { id: "4", ok: false, reason: "unknown-product" },
    ]);
    expect(dataOf(frames, "5")).toEqual({ kind: "standard" });
  });

  it("has no card for what is not sold in the market, and names what a purge will tell the return of", async () => {
    const frames = await ask(
      await openShop(),
      ["uk-mug", "gone-mug", "late-lamp", "nothing"].map((handle) => ({ id: handle, question: "card", handle })),
    );
    expect(["uk-mug", "gone-mug", "late-lamp", "nothing"].map((id) => byId(frames).get(id))).toMatchObject([
      { data: null, surrogateKeys: [] },
      { data: null, surrogateKeys: ["product:gone-mug"], entityVersions: { "product:gone-mug": expect.any(Number) } },
      { data: null, surrogateKeys: [] },
      { data: null, surrogateKeys: [] },
    ]);
  });

  it("shows a cart to the visitor whose token names it, and to nobody else", async () => {
    const shop = await openShop();
    const added = await shop.post("/v1/carts/lines", { market: "en-us", cartId: null, customer: null, variant: "rim-mug-0", quantity: 2 });
    const { cart } = (await added.json()) as { cart: { id: string } };
    const asks = [
      { id: "1", question: "cart-summary", cart: cart.id },
      { id: "2", question: "cart", cart: cart.id },
    ];
    const own = await ask(shop, asks, { sub: `guest:${cart.id}`, cartId: cart.id, refresh: false });
    expect(dataOf(own, "1")).toEqual({ itemCount: 2 });
    expect(v.parse(ANSWERS.cart, dataOf(own, "2"))?.subtotal.minor).toBe(3200);
    for (const other of [null, { sub: "guest:x", cartId: "x", refresh: false }, { sub: "customer:ines", cartId: null, refresh: false }]) {
      expect(byId(await ask(shop, asks, other)).get("2")).toEqual({ id: "2", ok: false, reason: "forbidden" });
    }
  });

  it("renews a token from what is true, and only when it is due", async () => {
    const shop = await openShop();
    const signedIn = await shop.post("/v1/demo/sign-in", { market: "de-de", customer: "Ines", cartId: null });
    expect(signedIn.status).toBe(200);
    const asks = [{ id: "1", question: "delivery-note", segment: "member" }];
    const [first] = await ask(shop, asks, { sub: "customer:ines", cartId: null, refresh: true }, "de-de");
    const token = first && "token" in first ? (first.token ?? "") : "";
    expect(await verifyToken(token, shop.tokenKeys, NOON)).toMatchObject({
      ok: true,
      claims: { sub: "customer:ines", firstName: "Ines", segment: "member", refreshAfter: NOON + 300_000 },
    });
    expect((await ask(shop, asks, { sub: "customer:ines", cartId: null, refresh: false }))[0]).toEqual({ token: null });
  });

  it("says that there is nobody to renew a token for, once neither cart nor customer is there", async () => {
    const shop = await openShop();
    for (const sub of ["guest:gone", "customer:nobody"]) {
      expect((await ask(shop, [], { sub, cartId: "gone", refresh: true }))[0]).toEqual({ token: null, gone: true });
      expect((await ask(shop, [], { sub, cartId: "gone", refresh: false }))[0]).toEqual({ token: null });
    }
  });

  it("renews a token when nothing else is asked", async () => {
    const shop = await openShop();
    await shop.post("/v1/demo/sign-in", { market: "en-us", customer: "ines", cartId: null });
    const frames = await ask(shop, [], { sub: "customer:ines", cartId: null, refresh: true });
    expect(frames).toEqual([{ token: expect.stringMatching(/^v1\./), seen: [] }, { end: true }]);
  });

  it.each([
    ["asks", { market: "en-us", visitor: null, asks: Array.from({ length: 25 }, (_, i) => ({ id: `${i}` })) }],
    ["asks.0.id", { market: "en-us", visitor: null, asks: [{ question: "card", handle: "x" }] }],
    ["visitor", { market: "en-us", asks: [{ id: "1" }] }],
    ["visitor.cartId", { market: "en-us", visitor: { sub: "guest:1", refresh: false }, asks: [{ id: "1" }] }],
    ["market", { market: "xx", visitor: null, asks: [{ id: "1" }] }],
  ])("names the field %s when the batch itself is wrong", async (field, body) => {
    const response = await (await openShop()).post("/v1/fragments", body);
    expect([response.status, await response.json()]).toMatchObject([422, { errors: [{ field }] }]);
  });
});

describe("the stream of a batch", () => {
  const answer = (id: string, work: () => Promise<Answered>) => ({ id, answer: work });
  const quick = answer("quick", async () => ({ ok: true, data: 1 }));
  const base = { token: async () => ({ token: null }), patienceMs: 10_000, report: () => {} };

  it("hands on what is ready while a slow question is still at work", async () => {
    let release = (_: Answered) => {};
    const slow = answer(
      "slow",
      () =>
        new Promise((resolve) => {
          release = resolve;
        }),
    );
    const frames = framesOf(streamBatch({ ...base, questions: [slow, quick] }));
    expect((await frames.next()).value).toEqual({ token: null });
    expect((await frames.next()).value).toEqual({ id: "quick", ok: true, data: 1 });
    release({ ok: true, data: 2 });
    expect((await frames.next()).value).toEqual({ id: "slow", ok: true, data: 2 });
    expect((await frames.next()).value).toEqual({ end: true });
  });

  it("gives up a question that never answers, and reports one that breaks", async () => {
    const reported: unknown[] = [];
    const never = answer("never", () => new Promise(() => {}));
    const broken = answer("broken", () => Promise.reject(new Error("secret")));
    const batch = { ...base, patienceMs: 5, report: (error: unknown) => void reported.push(error), questions: [never, broken, quick] };
    const frames = await Array.fromAsync(framesOf(streamBatch(batch)));
    expect(byId(frames).get("never")).toEqual({ id: "never", ok: false, reason: "slow" });
    expect(byId(frames).get("broken")).toEqual({ id: "broken", ok: false, reason: "failed" });
    expect(JSON.stringify(frames)).not.toContain("secret");
    expect([reported.length, frames.at(-1)]).toEqual([1, { end: true }]);
  });

  it("sends no frame over 64 KB", async () => {
    const large = answer("large", async () => ({ ok: true, data: "ü".repeat(MAX_FRAME_BYTES / 2) }));
    const frames = await Array.fromAsync(framesOf(streamBatch({ ...base, questions: [large] })));
    expect(frames[1]).toEqual({ id: "large", ok: false, reason: "oversize" });
  });

  it("answers without a token when minting it fails", async () => {
    const frames = await Array.fromAsync(
      framesOf(streamBatch({ ...base, token: () => Promise.reject(new Error("no")), questions: [quick] })),
    );
    expect(frames).toEqual([{ token: null }, { id: "quick", ok: true, data: 1 }, { end: true }]);
  });

  it("stops quietly when nobody reads on", async () => {
    const reader = streamBatch({ ...base, questions: [quick] }).getReader();
    await reader.read();
    await reader.cancel();
  });
});

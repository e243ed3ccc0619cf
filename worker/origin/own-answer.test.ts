import { describe, expect, it } from "vitest";
import type { BatchRequest } from "#contract/questions";
import { openOrigin } from "./origin.io.ts";
import { CART_ANSWER, CHROME, collect, named, originThat, PAGE, seq, wayTo } from "./origin-that.ts";

describe("answers that were mixed up on the way", () => {
  const request = { market: "en-gb", visitor: null, asks: [] } as const;
  const line = { market: "en-gb", cartId: null, customer: null, variant: "NH-1", quantity: 1 } as const;

  function originAnswering(callOf: (name: string, url: URL) => string) {
    return originThat(({ url, headers }) => {
      const answer = url.includes("pages") ? CHROME : CART_ANSWER;
      const body = url.includes("fragments") ? seq({ token: "another's" }, { end: true }) : Response.json(answer);
      body.headers.set("Vitrine-Call", callOf(headers.get("Vitrine-Call") ?? "", new URL(url)));
      return body;
    });
  }

  it.each([
    ["name another call", () => "another POST /v1/fragments"],
    ["are of another address", (name: string) => `${name} GET /v1/pages/product/rim-mug?market=ja-jp`],
  ])("are nobody's: those that %s", async (_, callOf) => {
    const { origin } = originAnswering(callOf);
    expect(await origin.page(PAGE)).toMatchObject({ ok: false, failure: { kind: "foreign" } });
    expect(await collect(origin.batch({ ...request, asks: [] }, 1_000))).toEqual([]);
    expect(await origin.addLine(line, "key-1")).toMatchObject({ ok: false, failure: { kind: "foreign" } });
  });

  it("may be an earlier one to the same question, where it is anybody's: its versions tell how old it is", async () => {
    const { origin } = originAnswering(() => "anybodys GET /v1/pages/product/rim-mug?market=en-gb&sort=newest&variant=NH+1");
    expect((await origin.page(PAGE)).ok).toBe(true);
  });

  it("are taken when they name the call they answer", async () => {
    const { origin } = originAnswering((name, { pathname }) => `${name} GET ${pathname}?market=en-gb&sort=newest&variant=NH+1`);
    expect((await origin.page(PAGE)).ok).toBe(true);
  });

  it.each([
    ["a page", 200, CHROME],
    ["that there is none", 404, { type: "about:blank", title: "No such application", status: 404 }],
    ["that there is none any more", 410, { type: "about:blank", title: "Gone", status: 410 }],
  ])("are nobody's when they name no call, as soon as the origin has named one: %s", async (_, status, body) => {
    const stranger = () => Response.json(body, { status });
    let answer: (url: string, init: RequestInit) => Response = (url, init) => named(Response.json(CHROME), url, init);
    const origin = openOrigin(wayTo(async (url, init) => answer(url, init)));
    expect((await origin.page(PAGE)).ok).toBe(true);
    answer = stranger;
    expect(await origin.page(PAGE)).toMatchObject({ ok: false, failure: { kind: "foreign" } });
    expect(await origin.addLine(line, "key-1")).toMatchObject({ ok: false, failure: { kind: "foreign" } });
    expect(origin.calls.mutation).toBe(2);
  });

  it("need no name where frames say what they answer, whatever else the origin has named", async () => {
    const frames = [{ token: null }, { end: true }];
    const answer = (url: string, init: RequestInit) =>
      url.includes("fragments") ? seq(...frames) : named(Response.json(CHROME), url, init);
    const origin = openOrigin(wayTo(async (url, init) => answer(url, init)));
    expect((await origin.page(PAGE)).ok).toBe(true);
    expect(await collect(origin.batch({ ...request, asks: [] }, 1_000))).toEqual(frames);
  });

  it("are nobody's though nothing names a call: frames and a token of another batch, which came in the place of this one's", async () => {
    const bodies: string[] = [];
    const { origin } = originThat(({ body }) => {
      const { batch, asks } = body as BatchRequest;
      const frames = asks.map(({ id }) => ({ id, ok: true, data: { itemCount: bodies.length } }));
      bodies.push([{ token: "one's own", batch }, ...frames, { end: true }].map((frame) => `\x1e${JSON.stringify(frame)}\n`).join(""));
      return new Response(bodies[0]);
    });
    const visitor = { sub: "guest:c1", cartId: "c1", refresh: true };
    const own = { market: "en-gb", visitor, asks: [{ id: "0", question: "cart-summary", cart: "c1" }] } as const;
    const ask = () => collect(origin.batch({ ...own, asks: [...own.asks] }, 1_000));
    expect(await ask()).toEqual([{ token: "one's own" }, { id: "0", ok: true, data: { itemCount: 0 } }, { end: true }]);
    expect(await ask()).toEqual([{ end: true }]);
  });

  it("need not name the batch of a token, but may not name another", async () => {
    const { origin } = originThat(() => seq({ token: "its own" }, { token: "a stranger's", batch: "another" }, { end: true }));
    expect(await collect(origin.batch({ ...request, asks: [] }, 1_000))).toEqual([{ token: "its own" }, { end: true }]);
  });

  it("need no name where the origin has never given one", async () => {
    const origin = openOrigin(wayTo(async () => Response.json(CHROME)));
    expect([await origin.page(PAGE), await origin.page(PAGE)]).toMatchObject([{ ok: true }, { ok: true }]);
  });

  it("never leave a write in doubt: it is asked again under its key", async () => {
    let calls = 0;
    const { origin, sent } = originAnswering((name, { pathname }) => (calls++ === 0 ? "another" : `${name} POST ${pathname}?`));
    expect((await origin.addLine(line, "key-1")).ok).toBe(true);
    expect(sent.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["key-1", "key-1"]);
  });
});

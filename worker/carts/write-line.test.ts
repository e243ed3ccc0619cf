import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { importTokenKeys, signToken, type TokenClaims, type TokenKeys } from "#contract/token";
import { surroundingsOf } from "../messages.ts";
import { emptyCart, type FakeOrigin, fakeOrigin } from "../origin/fake-origin.ts";
import { cookieNames } from "../visitor/cookies.ts";
import { guest, type Visitor, visitorOf } from "../visitor/visitor.ts";
import { signIn } from "./sign-in.ts";
import type { WriteContext } from "./write-context.ts";
import { addLine, setLine } from "./write-line.ts";

const now = 1_700_000_000_000;
const site = { origin: "https://nearhand.example", host: "nearhand.example" };
const claimsOf = (version: number): TokenClaims => ({
  sub: "guest:c1",
  market: "en-gb",
  iat: now,
  exp: now + 60_000,
  refreshAfter: now + 1,
  cart: { id: "c1", version, itemCount: 1 },
});
const withCart = visitorOf(claimsOf(4), [], now);
const as = (customer: string) => visitorOf({ ...claimsOf(4), sub: `customer:${customer}` }, [], now);
let tokenKeys: TokenKeys;
beforeAll(async () => {
  tokenKeys = await importTokenKeys(JSON.stringify({ k1: "k".repeat(32) }));
});

async function shop(visitor: Visitor = guest(), version = 5): Promise<{ origin: FakeOrigin; context: WriteContext }> {
  const origin = fakeOrigin();
  const token = await signToken(claimsOf(version), tokenKeys);
  origin.write = () => ({ ok: true, value: { cart: { ...emptyCart("c1"), version, itemCount: 2 }, token, line: "l1", adjusted: null } });
  const context: WriteContext = {
    surroundings: surroundingsOf("en-gb"),
    visitor,
    site,
    cookies: cookieNames(site),
    tokenKeys,
    now,
    port: origin,
    idempotencyKey: "key-1",
    failedPage: ({ kind }, back) =>
      new Response(`page: ${kind}, back to ${back}`, { status: 422, headers: { "Content-Type": "text/html" } }),
    partlyPage: (because, back) => new Response(`page: ${because.join(" ")}, back to ${back}`),
  };
  return { origin, context };
}

const ADD = "https://nearhand.example/en-gb/cart/lines";
const form = (body: string, headers: Record<string, string> = {}) =>
  new Request(ADD, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/x-www-form-urlencoded", Origin: site.origin, ...headers },
  });
const json = (body: unknown, headers: Record<string, string> = {}) =>
  new Request(ADD, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json", Accept: "application/json", ...headers },
  });
const fieldsOf = async (response: Response) =>
  ((await response.json()) as { errors?: { field: string }[] }).errors?.map(({ field }) => field);

describe("putting something into the cart", () => {
  it("leads a form back to where it came from, with the new token", async () => {
    const { origin, context } = await shop();
    const answer = await addLine(form("variant=NH-1&quantity=2&return=%2Fen-gb%2Fproducts%2Frim-mug%3Fvariant%3DNH-1"), context);
    expect(answer.status).toBe(303);
    expect(answer.headers.get("Location")).toBe("/en-gb/products/rim-mug?variant=NH-1");
    expect(answer.headers.get("Set-Cookie")).toMatch(/^__Host-visitor=v1\./);
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("CDN-Cache-Control")).toBe("no-store");
    expect(origin.writes).toEqual([
      { kind: "add", body: { market: "en-gb", cartId: null, customer: null, variant: "NH-1", quantity: 2 }, idempotencyKey: "key-1" },
    ]);
  });

  it("answers JSON to whoever accepts it, and never tells a script the cart's id", async () => {
    const { context } = await shop();
    const answer = await addLine(json({ variant: "NH-1", quantity: 1 }), context);
    const text = await answer.text();
    expect(answer.status).toBe(200);
    expect(JSON.parse(text)).toEqual({ itemCount: 2, version: 5, line: "l1", adjusted: null, message: "2 things in the basket" });
    expect(text).not.toContain("c1");
  });

  it("leads to the cart when the form names no place", async () => {
    const { context } = await shop();
    expect((await addLine(form("variant=NH-1&quantity=2"), context)).headers.get("Location")).toBe("/en-gb/cart");
  });

  it("goes into the cart of the token, never into one a form names", async () => {
    const { origin, context } = await shop(withCart);
    await addLine(form("variant=NH-1&quantity=2&cartId=c9&cart=c9&customer=marek"), context);
    expect(origin.writes[0]?.body).toMatchObject({ cartId: "c1", customer: null });
  });

  it("never brings back an older cart's token", async () => {
    const { context } = await shop(withCart, 3);
    expect((await addLine(form("variant=NH-1&quantity=2"), context)).headers.get("Set-Cookie")).toBeNull();
  });

  describe("sent twice from one page, before an answer changed the token", () => {
    /** The keys of the writes that these visitors' forms come to. */
    async function keysOf(visitor: Visitor, ...requests: Request[]): Promise<(string | null)[]> {
      const keys = [];
      for (const [i, request] of requests.entries()) {
        const { origin, context } = await shop(visitor);
        await addLine(request, { ...context, idempotencyKey: `key-${i}` });
        keys.push(origin.writes[0]?.idempotencyKey ?? null);
      }
      return keys;
    }
    const byHand = (body: string) => form(body, { "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "same-origin" });
    const one = () => byHand("variant=NH-1&quantity=2&return=%2Fen-gb");

    it("is one write, under a name that tells nothing of the cart", async () => {
      const [first, second] = await keysOf(withCart, one(), one());
      expect(second).toBe(first);
      expect(first).toMatch(/^sha-256=:[\w+/]{43}=:$/);
    });

    it("is another when the answer to the first had come, or when it asks for something else", async () => {
      const [first] = await keysOf(withCart, one());
      const [later] = await keysOf(visitorOf({ ...claimsOf(5), iat: now + 1 }, [], now), one());
      const [onAnotherDevice] = await keysOf(visitorOf({ ...claimsOf(4), iat: now + 1 }, [], now), one());
      const others = await keysOf(withCart, byHand("variant=NH-1&quantity=3"), byHand("variant=NH-2&quantity=2"));
      expect(new Set([first, later, onAnotherDevice, ...others]).size).toBe(5);
    });

    it.each([
      ["a script", () => json({ variant: "NH-1", quantity: 2 })],
      ["a program that is no browser", () => form("variant=NH-1&quantity=2")],
    ])("is as many writes as there are attempts for %s", async (_, ask) => {
      expect(await keysOf(withCart, ask(), ask())).toEqual(["key-0", "key-1"]);
    });

    it("is as many for a visitor of whom nothing is known: nothing tells two of them apart", async () => {
      expect(await keysOf(guest(), one(), one())).toEqual(["key-0", "key-1"]);
    });
  });

  it.each(["0", "-1", "1000000000", "1.5", "two", "", "1e2", "0x10", " 1", "100", "NaN", "Infinity", "9".repeat(400)])(
    "refuses the quantity %j and names the field",
    async (quantity) => {
      const { origin, context } = await shop();
      const answer = await addLine(
        form(new URLSearchParams({ variant: "NH-1", quantity }).toString(), { Accept: "application/json" }),
        context,
      );
      expect(answer.status).toBe(422);
      expect(await fieldsOf(answer)).toEqual(["quantity"]);
      expect(origin.writes).toEqual([]);
    },
  );

  it.each([
    [{ variant: "NH-1" }, ["quantity"]],
    [{ quantity: 1 }, ["variant"]],
    [{}, ["variant", "quantity"]],
    [{ variant: "NH-1", quantity: null }, ["quantity"]],
    [{ variant: "NH-1", quantity: [1] }, ["quantity"]],
    [{ variant: ["NH-1"], quantity: 1 }, ["variant"]],
    [{ variant: { $ne: 1 }, quantity: 1 }, ["variant"]],
    [{ variant: "", quantity: 1 }, ["variant"]],
    [{ variant: "x".repeat(65), quantity: 1 }, ["variant"]],
    [{ variant: "NH-1", quantity: 1, return: "//evil.example" }, ["return"]],
    [{ variant: "NH-1", quantity: 1, return: 7 }, ["return"]],
  ])("refuses %j and names the fields", async (body, fields) => {
    const { context } = await shop();
    const answer = await addLine(json(body), context);
    expect(answer.status).toBe(422);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await fieldsOf(answer)).toEqual(fields);
  });

  it.each([
    ["a repeated field", () => form("variant=NH-1&quantity=1&quantity=2", { Accept: "application/json" }), 400, ["quantity"]],
    [
      "broken JSON",
      () => new Request(ADD, { method: "POST", body: "{", headers: { "Content-Type": "application/json", Accept: "application/json" } }),
      400,
      ["body"],
    ],
    ["JSON that is a list", () => json([1]), 400, ["body"]],
    [
      "bytes that are no text",
      () =>
        new Request(ADD, {
          method: "POST",
          body: Uint8Array.of(0xff),
          headers: { "Content-Type": "application/json", Accept: "application/json" },
        }),
      400,
      ["body"],
    ],
    ["another media type", () => form("a", { "Content-Type": "text/plain", Accept: "application/json" }), 415, undefined],
    ["more than 8 KB", () => form(`variant=NH-1&quantity=1&x=${"x".repeat(8_192)}`, { Accept: "application/json" }), 413, undefined],
  ])("refuses %s", async (_, request, status, fields) => {
    const { origin, context } = await shop();
    const answer = await addLine(request(), context);
    expect(answer.status).toBe(status);
    expect(await fieldsOf(answer)).toEqual(fields);
    expect(origin.writes).toEqual([]);
  });

  it("stops reading a body that is too long though it does not say so", async () => {
    const { context } = await shop();
    let sent = 0;
    const endless = new ReadableStream({
      pull: (controller) => {
        sent += 1_024;
        controller.enqueue(new Uint8Array(1_024));
      },
    });
    const request = new Request(ADD, {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
    } as RequestInit);
    expect((await addLine(request, context)).status).toBe(413);
    expect(sent).toBeLessThan(20_000);
  });

  it("tells a person on a page that leads back to the form, and nowhere else", async () => {
    const { context } = await shop();
    const page = async (back: string) => (await addLine(form(`variant=NH-1&quantity=two&return=${back}`), context)).text();
    expect(await page("/en-gb/products/rim-mug")).toBe("page: unprocessable, back to /en-gb/products/rim-mug");
    expect(await page("//evil.example")).toBe("page: unprocessable, back to undefined");
  });

  it("tells a person who got less than asked for on a page, with the token, and a script beside the count", async () => {
    const { origin, context } = await shop();
    const written = origin.write({ kind: "add", body: { market: "en-gb", quantity: 9 }, idempotencyKey: "" });
    origin.write = () => (written.ok ? { ok: true, value: { ...written.value, adjusted: { asked: 9, got: 2 } } } : written);
    const page = await addLine(form("variant=NH-1&quantity=9&return=/en-gb/products/rim-mug"), context);
    const said = "Only 2 of 9 could be had. 2 things in the basket";
    expect([page.status, await page.text()]).toEqual([200, `page: ${said}, back to /en-gb/products/rim-mug`]);
    expect(page.headers.get("Set-Cookie")).toContain("__Host-visitor=");
    expect(await (await addLine(json({ variant: "NH-1", quantity: 9 }), context)).json()).toMatchObject({ message: said });
  });

  it.each([
    [{ variant: "NH-1", quantity: 100 }, "So viele sind nicht zu haben."],
    [{ variant: "", quantity: 1 }, "Hier nicht erhältlich."],
    [{ variant: "NH-1", quantity: 1, return: "//evil.example" }, "Das hat nicht geklappt"],
  ])("tells a script in the words of the market: %j", async (body, message) => {
    const { context } = await shop();
    const answer = await addLine(json(body), { ...context, surroundings: surroundingsOf("de-de") });
    expect(((await answer.json()) as { message: string }).message).toBe(message);
  });

  it("passes on which field the origin refused, and says that it is not sold here", async () => {
    const { origin, context } = await shop();
    const errors = [{ field: "variant", because: "There is no such variant." }];
    origin.write = () => ({ ok: false, failure: { kind: "refused", status: 422, title: "Invalid", errors, movedTo: undefined } });
    const answer = await addLine(json({ variant: "NH-404", quantity: 1 }), context);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors, message: "Not sold here." });
  });

  it("says that nothing is left, and keeps the token that came with it", async () => {
    const { origin, context } = await shop();
    const written = origin.write({ kind: "add", body: { market: "en-gb", quantity: 1 }, idempotencyKey: "" });
    origin.write = () => (written.ok ? { ok: true, value: { ...written.value, line: null, adjusted: { asked: 2, got: 0 } } } : written);
    const answer = await addLine(json({ variant: "NH-1", quantity: 2 }), context);
    expect(answer.status).toBe(422);
    expect(await fieldsOf(answer)).toEqual(["quantity"]);
    expect(answer.headers.get("Set-Cookie")).toContain("__Host-visitor=");
  });

  it.each(["off", "garbage"] as const)("asks to try again when the origin is %s, and keeps the visitor's token", async (mode) => {
    const { origin, context } = await shop(withCart);
    origin.mode = mode;
    const answer = await addLine(json({ variant: "NH-1", quantity: 1 }), context);
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(answer.headers.get("Set-Cookie")).toBeNull();
  });
});

describe("a form from elsewhere", () => {
  it.each<[string, Record<string, string>, boolean]>([
    ["the site itself", { "Sec-Fetch-Site": "same-origin", Origin: site.origin }, true],
    ["a browser that sends Origin alone", { Origin: site.origin }, true],
    ["a program", { Origin: "" }, true],
    ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }, false],
    ["another site that sends Origin alone", { Origin: "https://evil.example" }, false],
    ["a neighbour of the same registrable domain", { "Sec-Fetch-Site": "same-site", Origin: "https://blog.nearhand.example" }, false],
    ["a sandboxed frame", { Origin: "null" }, false],
    ["the same host without TLS", { Origin: "http://nearhand.example" }, false],
  ])("by %s", async (_, headers, allowed) => {
    const { origin, context } = await shop(withCart);
    const request = form("variant=NH-1&quantity=1", { Accept: "application/json", ...headers });
    if (headers.Origin === "") request.headers.delete("Origin");
    expect((await addLine(request, context)).status).toBe(allowed ? 200 : 403);
    expect(origin.writes).toHaveLength(allowed ? 1 : 0);
  });
});

describe("where a form leads afterwards", () => {
  it.each([
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "evil.example",
    "/x/..//evil.example",
    "/./\\evil.example",
    "/\t/evil.example",
    "/\r\nSet-Cookie: a=b",
    "",
    `/${"x".repeat(2_048)}`,
  ])("is never %j", async (path) => {
    const { context } = await shop();
    expect(await fieldsOf(await addLine(json({ variant: "NH-1", quantity: 1, return: path }), context))).toEqual(["return"]);
  });

  it("never leaves the site, whatever the field says", async () => {
    const { context } = await shop();
    const place = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc
        .array(fc.constantFrom("/", "\\", ".", "..", "%2f", "%5c", "@", ":", "evil.example", "?", "#", "\t"), { maxLength: 8 })
        .map((parts) => `/${parts.join("")}`),
    );
    await fc.assert(
      fc.asyncProperty(place, async (path) => {
        const answer = await addLine(form(new URLSearchParams({ variant: "NH-1", quantity: "1", return: path }).toString()), context);
        const location = answer.headers.get("Location");
        if (location !== null) expect(new URL(location, site.origin).origin).toBe(site.origin);
      }),
      { numRuns: 500 },
    );
  });
});

describe("changing a line", () => {
  const unknown = { kind: "refused", status: 404, title: "Not found", errors: [], movedTo: undefined } as const;

  it("sets its quantity, and 0 takes it away", async () => {
    const { origin, context } = await shop(withCart);
    expect((await setLine(form("quantity=0&return=%2Fen-gb%2Fcart"), context, "l1")).status).toBe(303);
    expect(origin.writes).toEqual([
      { kind: "set", cartId: "c1", line: "l1", body: { market: "en-gb", quantity: 0 }, idempotencyKey: "key-1" },
    ]);
  });

  it.each(["-1", "1.5", "100", "two"])("refuses the quantity %j", async (quantity) => {
    const { context } = await shop(withCart);
    expect(await fieldsOf(await setLine(json({ quantity }), context, "l1"))).toEqual(["quantity"]);
  });

  it.each([
    ["a guest without a cart", guest(), "l1"],
    ["a name too long for a line", withCart, "x".repeat(65)],
  ])("asks the origin nothing for %s", async (_, visitor, line) => {
    const { origin, context } = await shop(visitor);
    expect(await fieldsOf(await setLine(json({ quantity: 1 }), context, line))).toEqual(["line"]);
    expect(origin.writes).toEqual([]);
  });

  it("names the line when the origin does not know it", async () => {
    const { origin, context } = await shop(withCart);
    origin.write = () => ({ ok: false, failure: unknown });
    const answer = await setLine(json({ quantity: 1 }), context, "l404");
    expect([answer.status, await fieldsOf(answer)]).toEqual([422, ["line"]]);
  });

  it.each([
    ["en-gb", "That line is no longer in your basket."],
    ["de-de", "Dieser Artikel ist nicht mehr in Ihrem Warenkorb."],
  ] as const)("says in the words of %s that the line is gone, and nothing of a form", async (market, message) => {
    const { origin, context } = await shop(withCart);
    origin.write = () => ({ ok: false, failure: unknown });
    const answer = await setLine(json({ quantity: 3 }), { ...context, surroundings: surroundingsOf(market) }, "l404");
    expect(await answer.json()).toMatchObject({ status: 422, message });
  });

  it("does not say that a line is gone when the origin refused for another reason", async () => {
    const { origin, context } = await shop(withCart);
    origin.write = () => ({ ok: false, failure: { ...unknown, status: 401, title: "Unauthorized" } });
    const answer = await setLine(json({ quantity: 0 }), context, "l1");
    expect(await answer.json()).toMatchObject({ status: 422, message: "That could not be done" });
  });

  it.each([
    ["one the origin does not know", withCart, "l404", 1],
    ["one of a cart that the browser does not have", guest(), "l1", 0],
    ["one whose name is too long for a line", withCart, "x".repeat(65), 1],
  ])("has taken away what is not there, and leaves the token alone: %s", async (_, visitor, line, itemCount) => {
    const { origin, context } = await shop(visitor);
    origin.write = () => ({ ok: false, failure: unknown });
    for (const attempt of ["first", "second"]) {
      const answer = await setLine(form("quantity=0&return=%2Fen-gb%2Fcart"), context, line);
      expect([attempt, answer.status, answer.headers.get("Location")]).toEqual([attempt, 303, "/en-gb/cart"]);
      expect(answer.headers.get("Set-Cookie")).toBeNull();
    }
    const told = await setLine(json({ quantity: 0 }), context, line);
    expect([told.status, await told.json()]).toMatchObject([200, { itemCount, line: null, adjusted: null }]);
  });

  it.each(["off", "garbage"] as const)("has taken nothing away when the origin is %s", async (mode) => {
    const { origin, context } = await shop(withCart);
    origin.mode = mode;
    expect((await setLine(json({ quantity: 0 }), context, "l1")).status).toBe(503);
  });
});

describe("signing in for a demonstration", () => {
  it("takes the guest's cart along and sets the customer's token, whatever its version", async () => {
    const { origin, context } = await shop(withCart);
    const token = await signToken({ ...claimsOf(1), sub: "customer:ines" }, tokenKeys);
    origin.signed = () => token;
    const answer = await signIn(form("customer=ines"), context);
    expect(answer.headers.get("Location")).toBe("/en-gb");
    expect(answer.headers.get("Set-Cookie")).toContain(token);
    expect(origin.writes[0]?.body).toEqual({ market: "en-gb", customer: "ines", cartId: "c1", seen: [] });
  });

  it.each([
    ["a guest", withCart, ["jug"]],
    ["the same customer", as("ines"), ["jug"]],
    ["another customer", as("marek"), []],
  ])("tells what was seen as %s, and keeps the customer's own list", async (_, visitor, told) => {
    const { origin, context } = await shop({ ...visitor, facts: { ...visitor.facts, recent: ["jug"] } });
    const token = await signToken({ ...claimsOf(1), sub: "customer:ines" }, tokenKeys);
    Object.assign(origin, { signed: () => token, seen: ["pan", ...told] });
    const answer = await signIn(form("customer=ines"), context);
    expect(origin.writes[0]?.body).toMatchObject({ seen: told });
    expect(answer.headers.getSetCookie()).toContainEqual(expect.stringMatching(`^__Host-recent=${["pan", ...told].join(".")};`));
  });

  it("forgets what a customer saw when they sign out", async () => {
    const visitor = as("ines");
    const { context } = await shop({ ...visitor, facts: { ...visitor.facts, recent: ["jug"] } });
    const cookies = (await signIn(form("customer="), context)).headers.getSetCookie();
    expect(cookies.map((line) => line.split(";", 2).join())).toEqual(["__Host-visitor=, Max-Age=0", "__Host-recent=, Max-Age=0"]);
  });

  it("without a name signs out and forgets the visitor", async () => {
    const { context } = await shop(withCart);
    expect((await signIn(form("customer="), context)).headers.get("Set-Cookie")).toMatch(/^__Host-visitor=; Max-Age=0/);
  });

  it("refuses names that are none, and forms of other sites", async () => {
    const { context } = await shop();
    expect(await fieldsOf(await signIn(json({ customer: "../x" }), context))).toEqual(["customer"]);
    expect((await signIn(form("customer=ines", { Origin: "https://evil.example", Accept: "application/json" }), context)).status).toBe(403);
  });
});

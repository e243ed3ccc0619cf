import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { importTokenKeys, signToken, type TokenClaims } from "#contract/token";
import { adoptRenewed, adoptToken, clearedCookies } from "./adopt-token.ts";
import { cookieNames } from "./cookies.ts";
import { readVisitor } from "./read-visitor.ts";
import { guest, type Visitor, visitorOf } from "./visitor.ts";

const now = 1_700_000_000_000;
const names = cookieNames({ origin: "https://nearhand.example", host: "nearhand.example" });
const claims: TokenClaims = {
  sub: "customer:ines",
  market: "en-gb",
  iat: now,
  exp: now + 60_000,
  refreshAfter: now + 1_000,
  cart: { id: "c1", version: 4, itemCount: 2 },
  firstName: "Ines",
  segment: "member",
};
const load = (...kids: string[]) => importTokenKeys(JSON.stringify(Object.fromEntries(kids.map((kid) => [kid, kid.repeat(32)]))));
let keys: Awaited<ReturnType<typeof load>>;
let token: string;
beforeAll(async () => {
  keys = await load("k1");
  token = await signToken(claims, keys);
});
const read = (header: string | null, at = now) => readVisitor(header, names, keys, at);
const cookie = (value: string) => `a=b; __Host-visitor=${value}; __Host-recent=jug.pan`;

describe("the visitor of a request", () => {
  it("is known by a genuine token", async () => {
    expect(await read(cookie(token))).toEqual({
      facts: { cart: claims.cart, customer: "ines", firstName: "Ines", segment: "member", recent: ["jug", "pan"] },
      claims,
      refreshDue: false,
      clearCookie: false,
    });
  });

  it("is a guest without cookies, with nothing to clear", async () => {
    expect(await read(null)).toEqual(guest());
    expect(clearedCookies(await read("theme=dark"), names)).toEqual([]);
  });

  it("is the same in every market, whichever the token was minted in, and nobody by one of a market there is none of", async () => {
    for (const market of MARKET_NAMES)
      expect((await read(cookie(await signToken({ ...claims, market }, keys)))).facts.cart).toEqual(claims.cart);
    const nowhere = await signToken({ ...claims, market: "xx-yy" as TokenClaims["market"] }, keys);
    expect(await read(cookie(nowhere))).toEqual(guest(["jug", "pan"], true));
  });

  it("is due for renewal past refreshAfter, and nobody once it expired", async () => {
    expect((await read(cookie(token), claims.refreshAfter)).refreshDue).toBe(true);
    expect((await read(cookie(token), claims.exp)).claims).toBeUndefined();
  });

  it("is nobody before the token was minted, but for clocks that are a little apart", async () => {
    expect((await read(cookie(token), claims.iat - 60_000)).claims).toEqual(claims);
    expect(await read(cookie(token), claims.iat - 60_001)).toEqual(guest(["jug", "pan"], true));
  });

  it("is nobody by a token that ended before it was minted, whatever the clocks", async () => {
    const ended = { ...claims, iat: now + 30_000, exp: now + 20_000 };
    expect(await read(cookie(await signToken(ended, keys)))).toEqual(guest(["jug", "pan"], true));
  });

  it("is a guest when the cookie stands there twice, whichever is genuine", async () => {
    for (const header of [
      `__Host-visitor=${token}; __Host-visitor=x`,
      `__Host-visitor=x;__Host-visitor=${token}`,
      `__Host-visitor=${token}; __Host-visitor =${token}`,
    ]) {
      expect(await read(header)).toEqual(guest([], true));
    }
  });

  it("is not mistaken for two when another cookie's name or value looks alike", async () => {
    for (const header of [
      `my__Host-visitor=1; __Host-visitor=${token}`,
      `a=__Host-visitor=1; __Host-visitor=${token}`,
      `__Host-visitors=1; __Host-visitor=${token}`,
    ]) {
      expect((await read(header)).claims).toEqual(claims);
    }
  });

  it.each(["\u00a0", "\u2003", "\ufeff", "\v", "\f", "\u3000"])(
    "is never made a guest by another host's cookie whose name begins or ends with %j, which browsers take for a name of its own",
    async (blank) => {
      for (const header of [`${blank}__Host-visitor=x; __Host-visitor=${token}`, `__Host-visitor=${token}; __Host-visitor${blank}=x`])
        expect((await read(header)).claims).toEqual(claims);
      expect(await read(`${blank}__Host-visitor=${token}`)).toEqual(guest());
    },
  );

  it("never depends on a repeated list of products", async () => {
    expect((await read(`__Host-recent=jug; __Host-recent=pan; __Host-visitor=${token}`)).facts).toMatchObject({
      recent: [],
      firstName: "Ines",
    });
  });

  it("is a guest, without an error, for any damage to the token", async () => {
    const damage = fc.oneof(
      fc.nat({ max: 400 }).map((at) => token.slice(0, at % token.length)),
      fc
        .tuple(fc.nat(), fc.constantFrom(..."AZaz09-_.="))
        .map(([at, char]) => token.slice(0, at % token.length) + char + token.slice((at % token.length) + 1)),
      fc.string(),
      fc.string().map((text) => `v1.k1.${text}`),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (damaged) => {
        fc.pre(damaged !== token);
        const visitor = await read(`__Host-visitor=${damaged.replaceAll(";", "")}`);
        // The last character of the signature holds bits that decode to nothing.
        if (visitor.claims) expect(damaged.slice(0, -1)).toBe(token.slice(0, -1));
        else expect(visitor.facts).toEqual(guest().facts);
      }),
      { numRuns: 300 },
    );
  });

  it("is a guest when the claims of one token carry the signature of another", async () => {
    const other = await signToken({ ...claims, sub: "customer:marek" }, keys);
    const swapped = [...other.split(".").slice(0, 3), token.split(".")[3]].join(".");
    expect(await read(cookie(swapped))).toEqual(guest(["jug", "pan"], true));
  });

  it("is a guest when the token was signed by a key that is gone, and known while the key is kept", async () => {
    const old = await signToken(claims, await load("k0"));
    expect((await read(cookie(old))).claims).toBeUndefined();
    expect((await readVisitor(cookie(old), names, await load("k2", "k0"), now)).claims).toEqual(claims);
  });

  it("is a guest while other cookies make the header too long to read, and their token is never cleared for that", async () => {
    expect(await read(`${"a=b; ".repeat(5_000)}__Host-visitor=${token}`)).toEqual(guest([], false));
  });

  it("reads back whatever claims were signed", async () => {
    const cart = fc.record({ id: fc.string({ maxLength: 40 }), version: fc.nat(), itemCount: fc.nat() });
    const optional = fc.record(
      { cart, firstName: fc.string({ maxLength: 60, unit: "grapheme" }), segment: fc.string({ maxLength: 32 }) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(optional, async (more) => {
        const signed = { sub: "guest:c1", market: "ja-jp", iat: now, exp: now + 1, refreshAfter: now, ...more } as const;
        fc.pre(JSON.stringify(signed).length < 500 && (more.firstName ?? "").length <= 60);
        const seen = await read(`__Host-visitor=${await signToken(signed, keys)}`);
        expect(seen.claims).toEqual(JSON.parse(JSON.stringify(signed)));
      }),
    );
  });
});

describe("a token the origin answers with", () => {
  const inPlaceOf = (visitor: Visitor) => ({ visitor, cookies: names, tokenKeys: keys, now });
  const adopt = async (from: TokenClaims | undefined, next: TokenClaims) =>
    adoptToken(await signToken(next, keys), inPlaceOf(from ? visitorOf(from, [], now) : guest()));
  const withCart = (id: string, version: number): TokenClaims => ({ ...claims, cart: { id, version, itemCount: 1 } });

  it("is kept until it expires, in a cookie only this host and no script sees", async () => {
    const adopted = await adopt(undefined, claims);
    expect(adopted?.setCookie).toMatch(/^__Host-visitor=v1\.k1\.[\w.-]+; Max-Age=60; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(adopted?.visitor.claims).toEqual(claims);
  });

  it("is never taken for the same cart at a lower version", async () => {
    expect(await adopt(withCart("c1", 4), withCart("c1", 3))).toBeUndefined();
    expect(await adopt(withCart("c1", 4), withCart("c1", 4))).toBeDefined();
    expect(await adopt(withCart("c1", 4), withCart("c1", 5))).toBeDefined();
    expect(await adopt(withCart("c1", 4), withCart("c2", 1))).toBeDefined();
  });

  it("is forgotten when there is nobody to renew it for, and never for want of an answer", async () => {
    const current = inPlaceOf(visitorOf(claims, ["jug"], now));
    expect(await adoptRenewed({ token: null, gone: true }, current)).toEqual({
      visitor: guest(["jug"]),
      setCookie: "__Host-visitor=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax",
    });
    expect(await adoptRenewed({ token: null }, current)).toBeUndefined();
  });

  it("is never taken unverified", async () => {
    expect(await adoptToken(`${token}x`, inPlaceOf(guest()))).toBeUndefined();
    expect(await adoptToken(token, { ...inPlaceOf(guest()), now: claims.exp })).toBeUndefined();
  });
});

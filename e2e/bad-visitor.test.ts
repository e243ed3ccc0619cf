/** Whatever a visitor claims to be, and whatever is asked of the refresh route: a guest's view or a problem, and nothing is kept of it. */
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { importTokenKeys, signToken, type TokenClaims, type TokenKeys } from "#contract/token";
import { devSecrets } from "../tools/dev/secrets.ts";
import { type OpenShop, openShop, root } from "./shop.ts";

const PAGE = "/en-gb/products/rim-mug";
const HOUR = 3_600_000;
let shop: OpenShop;
let keys: TokenKeys;
let guestPage: string;

beforeAll(async () => {
  shop = await openShop();
  keys = await importTokenKeys(devSecrets(root).tokenKeys);
  const isCounted = async () => !(await (await view(PAGE)).text()).includes("Being counted");
  await vi.waitUntil(isCounted, { timeout: 60_000, interval: 200 });
  guestPage = await (await view(PAGE)).text();
});
afterAll(() => shop?.close());

const view = (path: string, headers: Record<string, string> = {}) => fetch(shop.origin + path, { redirect: "manual", headers });
/** A view with header fields exactly as they are given. */
const viewRaw = (path: string, headers: string[]) =>
  new Promise<string>((resolve, reject) => {
    const { host } = new URL(shop.origin);
    get(shop.origin + path, { headers: ["Host", host, ...headers] }, (answer) => resolve(text(answer))).on("error", reject);
  });
/** Calls that views and writes cost; stock is asked for by the clock. */
const originCalls = async () => {
  const { originCalls } = (await (await shop.admin("/admin/api/stats")).json()) as { originCalls: Record<string, number> };
  return { ...originCalls, stock: 0 };
};

/** The same once nothing is told any more: isolates tell their counts a moment later. */
async function settledCalls(): Promise<string> {
  let last = "";
  const settled = async () => {
    const before = last;
    last = JSON.stringify(await originCalls());
    return last === before && last;
  };
  return vi.waitUntil(settled, { timeout: 15_000, interval: 1_500 });
}

function claims(over: Partial<TokenClaims> = {}): TokenClaims {
  const now = Date.now();
  const cart = { id: "c-of-nobody", version: 1, itemCount: 41 };
  return { sub: "customer:ines", market: "en-gb", iat: now, exp: now + HOUR, refreshAfter: now + HOUR, firstName: "Zyx", cart, ...over };
}

const signed = (over: Partial<TokenClaims> = {}, by: TokenKeys = keys) => signToken(claims(over), by);
const otherKeys = (kid: string) => importTokenKeys(JSON.stringify({ [kid]: "a secret that this shop has never had" }));

describe("a visitor cookie", () => {
  it("is believed when it is genuine, in whatever market it was minted", async () => {
    for (const market of ["en-gb", "ja-jp"] as const) {
      const page = await (await view(PAGE, { Cookie: `__Host-visitor=${await signed({ market })}` })).text();
      expect(page).toContain("Hello, Zyx");
      expect(page).toContain("41 things in the basket");
      expect(page).toContain('<html lang="en-GB"');
    }
  });

  it("brings a customer what they saw on another device when it is renewed, and costs no call at any other view", async () => {
    const other = { Cookie: "__Host-recent=rim-mug", Origin: shop.origin };
    await fetch(`${shop.origin}/en-gb/_demo/sign-in`, {
      method: "POST",
      headers: other,
      body: new URLSearchParams({ customer: "yuki" }),
      redirect: "manual",
    });
    const sub = "customer:yuki";
    const due = `__Host-visitor=${await signed({ sub, refreshAfter: Date.now() - 1 })}; __Host-recent=foreman-mug`;
    // A page holds its headers for a renewed token only for so long.
    const renewed = async () =>
      (await view("/en-gb", { Cookie: due })).headers.getSetCookie().find((line) => line.startsWith("__Host-recent="));
    const recent = (await vi.waitUntil(renewed, { timeout: 10_000, interval: 200 })).split(";")[0];
    expect(recent).toBe("__Host-recent=foreman-mug.rim-mug");
    const Cookie = `__Host-visitor=${await signed({ sub })}; ${recent}`;
    expect(await (await view("/en-gb", { Cookie })).text()).toMatch(/data-fragment="seen-everywhere".*foreman-mug.*rim-mug/s);
    const before = await settledCalls();
    for (let i = 0; i < 5; i++) await (await view("/en-gb", { Cookie })).text();
    expect(await settledCalls()).toEqual(before);
  });

  it.each(["", "/cart", "/collections/mugs", "/products/rim-mug", "/products/no-such-mug", "/nowhere"])(
    "of another market's minting is believed on every kind of page, which is the same for it: %s",
    async (path) => {
      const shown = async (market: TokenClaims["market"]) => {
        const page = await view(`/en-gb${path}`, { Cookie: `__Host-visitor=${await signed({ market })}; __Host-seed=1` });
        expect(page.headers.getSetCookie().join()).not.toContain("__Host-visitor");
        expect(page.headers.get("Cache-Control")).toMatch(/^private, no-(store|cache)$/);
        return page.text();
      };
      await vi.waitUntil(async () => (await shown("en-gb")) === (await shown("ar-ae")), { timeout: 10_000, interval: 200 });
      expect(await shown("ar-ae")).toContain("Hello, Zyx");
    },
  );

  it.each([
    ["in capitals", (token: string) => `__HOST-VISITOR=${token}`],
    ["in small letters", (token: string) => `__host-visitor=${token}`],
    ["without its prefix", (token: string) => `visitor=${token}`],
  ])("is another cookie when its name stands there %s: a guest's, and none of ours to clear", async (_, cookie) => {
    const page = await view(PAGE, { Cookie: cookie(await signed()) });
    expect(await page.text()).toBe(guestPage);
    expect(page.headers.getSetCookie().join()).not.toContain("visitor");
  });

  it("makes a guest behind 16 KB of others, and is there again without them", async () => {
    const Cookie = `__Host-visitor=${await signed()}`;
    const page = await view(PAGE, { Cookie: `more=${"y".repeat(16_384)}; ${Cookie}` });
    expect(await page.text()).toBe(guestPage);
    expect(page.headers.getSetCookie().join()).not.toContain("visitor");
    expect(await (await view(PAGE, { Cookie })).text()).toContain("Hello, Zyx");
  });

  it("in two fields of the header makes a guest", async () => {
    const token = await signed();
    for (const fields of [
      [`__Host-visitor=${token}`, `__Host-visitor=${token}`],
      ["a=b", `__Host-visitor=${token}`],
    ])
      expect(
        await viewRaw(
          PAGE,
          fields.flatMap((field) => ["Cookie", field]),
        ),
      ).toBe(guestPage);
  });

  it("costs no call beside a list of what was looked at that stands there twice, in quotes, or is none", async () => {
    const before = await settledCalls();
    for (const recent of [
      "foreman-mug; __Host-recent=foreman-mug",
      '"foreman-mug"',
      "constructor.__proto__.tostring",
      "%66oreman-mug%",
      "...",
    ]) {
      const page = await view(PAGE, { Cookie: `__Host-recent=${recent}` });
      expect(await page.text()).toBe(guestPage);
    }
    expect(await settledCalls()).toBe(before);
  }, 30_000);

  it.each(["", "/cart", "/products/rim-mug"])("is cleared at its renewal where the origin has no such cart any more: %s", async (path) => {
    const sub = "guest:c-of-nobody";
    const Cookie = `__Host-visitor=${await signed({ sub, refreshAfter: Date.now() - 1 })}`;
    const renewed = async () => {
      const page = await view(`/en-gb${path}`, { Cookie });
      const shown = await page.text();
      return page.headers.getSetCookie().some((line) => line.startsWith("__Host-visitor=; Max-Age=0; ")) && shown;
    };
    // A page holds its headers for a renewed token only for so long.
    const shown = await vi.waitUntil(renewed, { timeout: 10_000, interval: 200 });
    expect(shown).toContain("0 things in the basket");
    expect(shown).not.toContain("41 things");
  });

  describe("that is not genuine", () => {
    const spoiled: readonly (readonly [what: string, cookie: () => Promise<string>])[] = [
      ["of a key this shop does not know", async () => signed({}, await otherKeys("k99"))],
      ["of a retired key under the name of the present one", async () => signed({}, await otherKeys([...keys.keys()][0] ?? ""))],
      ["that has expired", () => signed({ exp: Date.now() - 1 })],
      ["from the future", () => signed({ iat: Date.now() + HOUR, exp: Date.now() + 2 * HOUR })],
      ["of a market there is none of", () => signed({ market: "xx-yy" as TokenClaims["market"] })],
      ["of 4 KB", async () => `${await signed()}${"A".repeat(4_000)}`],
      ["there twice", async () => `${await signed()}; __Host-visitor=${await signed()}`],
      ["in quotes", async () => `"${await signed()}"`],
      ["there twice, once empty", async () => `${await signed()}; __Host-visitor=`],
      [
        "whose claims were changed",
        async () =>
          (await signed()).replace(
            /\.([\w-]+)\.([\w-]+)$/,
            (_, body, mac) =>
              `.${btoa(atob(body.replaceAll("-", "+").replaceAll("_", "/")).replace("41", "99"))
                .replaceAll("+", "-")
                .replaceAll("/", "_")
                .replaceAll("=", "")}.${mac}`,
          ),
      ],
      ["without a signature", async () => (await signed()).replace(/\.[\w-]+$/, ".")],
      ["that is markup", async () => "<script>alert(1)</script>"],
      ["that is a slot", async () => "<!--slot x 0-->"],
    ];

    let calls = "";
    beforeAll(async () => {
      await (await view(PAGE)).text();
      calls = await settledCalls();
    }, 30_000);

    it.each(spoiled)("%s shows a guest's page and is cleared", async (_, cookie) => {
      const header = { Cookie: `__Host-visitor=${await cookie()}` };
      const page = await view(PAGE, header);
      expect(page.status).toBe(200);
      expect((await page.text()) === guestPage).toBe(true);
      expect(page.headers.getSetCookie().filter((line) => line.startsWith("__Host-visitor="))).toEqual([
        expect.stringMatching(/^__Host-visitor=; Max-Age=0; /),
      ]);
      const fragments = await (await view(`/en-gb/_fragments?page=${PAGE}&names=cart-badge,greeting`, header)).text();
      expect(fragments).not.toMatch(/Zyx|41|99/);
    });

    it("asks nothing of the origin, however it was spoiled", async () => {
      expect(await settledCalls()).toBe(calls);
    });

    it("leaves nothing for the next guest", async () => {
      expect((await (await view(PAGE)).text()) === guestPage).toBe(true);
    });
  });
});

describe("the refresh route", () => {
  const ask = (query: string, init: RequestInit = {}, market = "en-gb") => fetch(`${shop.origin}/${market}/_fragments?${query}`, init);
  const names = (count: number) => Array.from({ length: count }, (_, i) => `n${i}`).join();

  const asked: readonly (readonly [what: string, status: number, ask: () => Promise<Response>])[] = [
    ["200 names", 400, () => ask(`page=${PAGE}&names=${names(200)}`)],
    ["200 times one name", 400, () => ask(`page=${PAGE}&names=${"cart-badge,".repeat(199)}cart-badge`)],
    ["no name", 400, () => ask(`page=${PAGE}&names=`)],
    ["commas only", 400, () => ask(`page=${PAGE}&names=,,`)],
    ["a page that cannot be read", 400, () => ask("page=%2Fen-gb%0D%0AX-Evil:1&names=cart-badge")],
    ["names of another kind", 400, () => ask(`page=${PAGE}&names=__proto__,../x`)],
    ["a name in capitals", 400, () => ask(`page=${PAGE}&names=Cart-Badge`)],
    ["a name and nothing", 400, () => ask(`page=${PAGE}&names=cart-badge,`)],
    ["no page", 400, () => ask("names=cart-badge")],
    ["a page of another host", 400, () => ask("page=https://evil.example/en-gb&names=cart-badge")],
    ["a page of another host without a scheme", 400, () => ask("page=//evil.example/en-gb&names=cart-badge")],
    ["a page of another market", 404, () => ask("page=/de-de/products/rim-mug&names=cart-badge")],
    ["a page of no market", 404, () => ask("page=/robots.txt&names=cart-badge")],
    ["a market that is none", 404, () => ask(`page=${PAGE}&names=cart-badge`, {}, "xx-yy")],
    ["the admin's page", 404, () => ask("page=/admin&names=cart-badge")],
    ["a page that is written otherwise", 404, () => ask("page=/en-gb/products/rim-mug/&names=cart-badge")],
    ["a page that leads elsewhere", 404, () => ask(`page=${encodeURIComponent(`${PAGE}?variant=`)}&names=cart-badge`)],
    ["a form", 405, () => ask(`page=${PAGE}&names=cart-badge`, { method: "POST", body: new URLSearchParams({ variant: "NH-1" }) })],
    ["a deletion", 405, () => ask(`page=${PAGE}&names=cart-badge`, { method: "DELETE" })],
    ["another site", 403, () => ask(`page=${PAGE}&names=cart-badge`, { headers: { Origin: "https://evil.example" } })],
  ];

  let calls = "";
  beforeAll(async () => {
    calls = await settledCalls();
  }, 30_000);

  it.each(asked)("answers %s with %i, a problem that nobody keeps", async (_, status, send) => {
    const answer = await send();
    expect(answer.status).toBe(status);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
    expect(answer.headers.get("CDN-Cache-Control")).toBe("no-store");
    expect(await answer.text()).not.toMatch(/evil|proto/);
  });

  it("asks nothing of the origin for any of them", async () => {
    expect(await settledCalls()).toBe(calls);
  });

  it.each([
    ["leaves out names that no fragment of the page has", PAGE, "cart,no-such-thing,cart-badge", ["cart-badge"]],
    ["leaves out what every object has", PAGE, "constructor,cart-badge", ["cart-badge"]],
    ["answers once what is named twice, in the page's order", PAGE, "stock,cart-badge,stock", ["cart-badge", "stock"]],
    ["goes by the variant", `${PAGE}?variant=NH-1042-WC-350`, "stock", ["stock"]],
    ["goes by no parameter that the shop does not declare", `${PAGE}?utm_source=letter&__proto__=1`, "stock", ["stock"]],
    ["takes itself for a page that is missing", "/en-gb/_fragments", "cart-badge,stock", ["cart-badge"]],
  ])("%s", async (_, page, wanted, shown) => {
    const answer = await ask(`page=${encodeURIComponent(page)}&names=${wanted}`);
    expect(answer.status).toBe(200);
    const found = [...(await answer.text()).matchAll(/data-fragment="([^"]*)"/g)].map(([, name]) => name);
    expect(found).toEqual(shown);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { answerKey, cacheKey } from "./cache-key.ts";
import type { KeyParts, KeyPlan, KeyPolicy, Site } from "./key-parts.ts";
import { planKey } from "./plan-key.ts";

const site: Site = { origin: "https://shop.example", host: "shop.example" };
const SORTS = ["featured", "price-asc", "price-desc", "newest"];
const policies: readonly KeyPolicy[] = [
  { name: "home", path: "", query: {} },
  {
    name: "listing",
    path: "/collections/:handle",
    query: {
      page: { type: "integer", default: 1, min: 1, max: 500 },
      sort: { type: "choice", default: "featured", values: SORTS },
      variant: { type: "token", maxLength: 64 },
    },
  },
];
const DECLARED = ["page", "sort", "variant"];
const runs = { numRuns: 2_000 };

const market = fc.constantFrom(...MARKET_NAMES);
const handle = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const token = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 20 })
  .map((text) => text.normalize("NFC").trim())
  .filter((text) => text !== "" && !/\p{Cc}/u.test(text) && text.isWellFormed());
const values = fc.record({
  page: fc.integer({ min: 1, max: 500 }),
  sort: fc.constantFrom(...SORTS),
  variant: fc.option(token, { nil: undefined }),
});

/** Each character of a name or value, as it is or percent-encoded in either case. */
const encodedAtWill = (text: string) =>
  fc
    .array(fc.constantFrom("raw", "%41", "%4a"), { minLength: text.length, maxLength: text.length })
    .map((ways) =>
      Array.from(text, (char, at) => (ways[at] === "raw" && /[A-Za-z0-9]/.test(char) ? char : percent(char, ways[at] === "%4a"))).join(""),
    );
const percent = (char: string, lower: boolean): string =>
  Array.from(
    new TextEncoder().encode(char),
    (byte) => `%${lower ? byte.toString(16).padStart(2, "0") : byte.toString(16).padStart(2, "0").toUpperCase()}`,
  ).join("");

const undeclaredName = fc
  .oneof(
    fc.constantFrom(
      "utm_source",
      "gclid",
      "PAGE",
      "Page",
      "pagE",
      "page ",
      " page",
      "page[]",
      "sort;page",
      "pages",
      "",
      "__proto__",
      "constructor",
      "at",
      "host",
    ),
    fc.string({ unit: "grapheme", maxLength: 12 }).filter((text) => text.isWellFormed()),
  )
  .filter((name) => !DECLARED.includes(name));
const undeclared = undeclaredName.chain((name) =>
  fc.tuple(
    encodedAtWill(name),
    fc.option(
      fc.string({ maxLength: 12 }).map((value) => value.replaceAll(/[&#]/g, "%26")),
      { nil: undefined },
    ),
  ),
);
const writeUndeclared = ([name, value]: [string, string | undefined]): string => (value === undefined ? name : `${name}=${value}`);

function urlOf(parts: { market: string; handle: string; query: readonly string[] }): string {
  return `https://shop.example/${parts.market}/collections/${parts.handle}${parts.query.length ? `?${parts.query.join("&")}` : ""}`;
}

function declaredPairs(chosen: { page: number; sort: string; variant: string | undefined }): string[] {
  return [
    `page=${chosen.page}`,
    `sort=${chosen.sort}`,
    ...(chosen.variant === undefined ? [] : [`variant=${encodeURIComponent(chosen.variant)}`]),
  ];
}

/** The page a browser ends at, following at most one redirect. */
function landing(url: string): Extract<KeyPlan, { kind: "page" }> {
  const first = planKey(url, policies, site);
  const plan = first.kind === "redirect" ? planKey(first.location, policies, site) : first;
  if (plan.kind !== "page") throw new Error(`${plan.kind} for ${url}`);
  return plan;
}
const keyOf = (url: string): string => cacheKey(landing(url).parts, "render");

describe("the key", () => {
  it("does not change when undeclared parameters are put anywhere, in any encoding or case", () => {
    fc.assert(
      fc.property(
        market,
        handle,
        values,
        fc.array(fc.tuple(undeclared, fc.nat()), { minLength: 1, maxLength: 5 }),
        (name, product, chosen, extras) => {
          const plain = declaredPairs(chosen);
          const cluttered = [...plain];
          for (const [extra, at] of extras) cluttered.splice(at % (cluttered.length + 1), 0, writeUndeclared(extra));
          const before = keyOf(urlOf({ market: name, handle: product, query: plain }));
          expect(keyOf(urlOf({ market: name, handle: product, query: cluttered }))).toBe(before);
        },
      ),
      runs,
    );
  });

  it("does not redirect for undeclared parameters, and keeps them byte for byte when it redirects for something else", () => {
    const safe = fc.stringMatching(/^[a-z_]{3,12}=[A-Za-z0-9%+._~-]{0,12}$/).filter((pair) => !DECLARED.includes(decodeName(pair)));
    fc.assert(
      fc.property(market, handle, fc.array(safe, { minLength: 1, maxLength: 4 }), (name, product, extras) => {
        expect(planKey(urlOf({ market: name, handle: product, query: extras }), policies, site).kind).toBe("page");
        const redirected = planKey(urlOf({ market: name.toUpperCase(), handle: product, query: extras }), policies, site);
        expect(redirected).toMatchObject({ kind: "redirect", location: urlOf({ market: name, handle: product, query: extras }) });
      }),
      runs,
    );
  });

  it("changes with any declared value", () => {
    fc.assert(
      fc.property(market, handle, values, values, (name, product, one, other) => {
        const same = JSON.stringify(one) === JSON.stringify(other);
        const keys = [one, other].map((chosen) => keyOf(urlOf({ market: name, handle: product, query: declaredPairs(chosen) })));
        expect(keys[0] === keys[1]).toBe(same);
      }),
      runs,
    );
  });

  it("does not depend on the order or the encoding of declared parameters", () => {
    fc.assert(
      fc.property(market, handle, values, fc.boolean(), (name, product, chosen, lower) => {
        const pairs = declaredPairs(chosen);
        const respelled = pairs.map((pair) => {
          const [parameter = "", value = ""] = pair.split("=");
          return `${Array.from(parameter, (char) => percent(char, lower)).join("")}=${Array.from(decodeURIComponent(value), (char) => percent(char, lower)).join("")}`;
        });
        const before = keyOf(urlOf({ market: name, handle: product, query: pairs }));
        expect(keyOf(urlOf({ market: name, handle: product, query: respelled.reverse() }))).toBe(before);
      }),
      runs,
    );
  });

  it("is the same for no two different parts: everything can be read back from it", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", '"', "\\", ",", "[", "]", "|", "\u0000", "\ud800", "é"), maxLength: 4 });
    const record = fc.dictionary(text, text, { maxKeys: 3, noNullPrototype: true });
    const parts = fc.record({ host: text, market, route: text, path: record, query: record, dimensions: record });
    fc.assert(
      fc.property(parts, text, (one: KeyParts, hash) => {
        const [kind, renderHash, host, name, route, ...records] = JSON.parse(cacheKey(one, hash));
        const [path, query, dimensions] = records.map(fromPairs);
        expect({ host, market: name, route, path, query, dimensions }).toEqual(one);
        expect(renderHash).toBe(hash);
        expect(kind).toBe("shell-1");
        expect(JSON.parse(answerKey(one.route, hash, one.market))).toEqual(["answer-1", one.route, hash, one.market]);
      }),
      runs,
    );
  });
});

describe("an address that needs no URL parser", () => {
  const path = fc.stringMatching(/^[a-z0-9/-]{0,30}$/);
  const host = fc.constantFrom("shop.example", "a-1.shop24.example:8787", "localhost:80", "x");

  it("means what the parser makes of it", () => {
    fc.assert(
      fc.property(host, path, (name, rest) => {
        // A host of digits goes through the parser; the host counts for nothing else.
        expect(planKey(`http://${name}/${rest}`, policies, site)).toEqual(planKey(`http://192.0.2.1/${rest}`, policies, site));
      }),
      runs,
    );
  });
});

describe("canonicalization", () => {
  const messyPath = fc
    .array(
      fc.oneof(
        market,
        handle,
        fc.constantFrom(
          "collections",
          "COLLECTIONS",
          "",
          ".",
          "..",
          "%2e%2E",
          "%2f",
          "%5c",
          "\\",
          "//evil.example",
          "@evil.example",
          ";a=b",
          "%00",
          "%zz",
          "\r\n",
          "é",
          "%E2%84%AA",
          "https:",
        ),
        fc.string({ maxLength: 6 }),
      ),
      { maxLength: 6 },
    )
    .map((segments) => segments.join("/"));
  const messyQuery = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "page=02",
          "page=1",
          "p%61ge=7",
          "page=%zz",
          "sort=newest",
          "PAGE=2",
          "page=-1",
          "variant='",
          "variant=a+b",
          "variant=%F0%9F%8F%BA",
          "a=b;page=2",
          "x=\r\n",
          "=",
          "",
        ),
        fc.string({ maxLength: 8 }),
      ),
      { maxLength: 5 },
    )
    .map((pairs) => (pairs.length ? `?${pairs.join("&")}` : ""));
  const near = fc
    .tuple(market, handle, messyQuery)
    .map(([name, product, query]) => `/${name.toUpperCase()}/collections/${product}/${query}`);
  const messy = fc.oneof(
    fc.tuple(messyPath, messyQuery).map(([path, query]) => `/${path}${query}`),
    near,
  );

  it("is done after one redirect", () => {
    fc.assert(
      fc.property(messy, (rest) => {
        const first = planKey(`https://shop.example${rest}`, policies, site);
        if (first.kind !== "redirect") return;
        const second = planKey(first.location, policies, site);
        expect(second.kind).toBe("page");
        if (second.kind === "page")
          expect(planKey(`${site.origin}${second.canonical}`, policies, site)).toMatchObject({ kind: "page", parts: second.parts });
      }),
      { numRuns: 5_000 },
    );
  });

  it("never throws and never redirects off the shop", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          messy,
          fc.string().map((text) => `/${text}`),
        ),
        fc.constantFrom("https://shop.example", "http://evil.example", "https://shop.example@evil.example", "//"),
        (rest, origin) => {
          const plan = planKey(`${origin}${rest}`, policies, site);
          if (plan.kind !== "redirect") return;
          expect(plan.location.startsWith(`${site.origin}/`)).toBe(true);
          expect(new URL(plan.location).host).toBe(site.host);
          expect(plan.location).toMatch(/^[\x21-\x7e]+$/);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});

function decodeName(pair: string): string {
  return [...new URLSearchParams(pair).keys()][0] ?? "";
}

function fromPairs(pairs: string[]): Record<string, string> {
  return Object.fromEntries(Array.from({ length: pairs.length / 2 }, (_, at) => [pairs[at * 2], pairs[at * 2 + 1]]));
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MARKET_NAMES, MARKETS } from "#contract/market";
import type { Page } from "#contract/pages";
import { assets, NONCE, partsOf, render, site, wholePage } from "../pages/fixtures/render.ts";
import * as shop from "../pages/fixtures/shop.ts";
import { compileShell } from "./compile.ts";
import { BUILD_HEADER, type Renderable, renderPage, type ToRender } from "./render-page.tsx";

const PAGES: readonly [name: string, answer: Exclude<Renderable, { kind: "sitemap" }>, below: string][] = [
  ["home", shop.home, ""],
  ["collection", shop.collection, "/collections/mugs-cups"],
  ["product", shop.product, "/products/rim-mug"],
  ["cart", shop.chrome, "/cart"],
  ["not found", { kind: "not-found", navigation: shop.navigation }, "/404"],
  ["gone", { kind: "gone", navigation: shop.navigation }, "/410"],
  ["failed", { kind: "failed", navigation: null, status: 503 }, "/products/rim-mug"],
  [
    "refused",
    { kind: "refused", navigation: shop.navigation, status: 422, title: "refused.title", because: ["quantity"], ways: [] },
    "/cart",
  ],
];

const matches = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((hit) => hit[1] ?? "");

describe.each(PAGES)("the page %s", (_, answer, below) => {
  const html = wholePage(answer, below);

  test("has one heading of the first rank, one main, and the way to skip to it", () => {
    expect(matches(html, /<(h1)[ >]/g)).toHaveLength(1);
    expect(matches(html, /<(main) id="content"/g)).toHaveLength(1);
    expect(html.indexOf('<a class="skip" href="#content">')).toBeLessThan(html.indexOf("<header"));
  });

  test("has no style attribute, no handler and no script of its own", () => {
    expect(html).not.toMatch(/<[^>]* (style|on\w+)=/);
    expect(matches(html, /<script([^>]*)>/g).filter((attributes) => !/ src=| type="application\/ld\+json"/.test(attributes))).toEqual([]);
  });

  test("gives every picture its measures, so nothing jumps", () => {
    for (const attributes of matches(html, /<img([^>]*)>/g)) expect(attributes).toMatch(/ alt="[^"]*".* width="\d+" height="\d+"/);
  });

  test("has no id twice", () => {
    const ids = matches(html, / id="([^"]*)"/g);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("says its language and direction in every market", () => {
    for (const market of MARKET_NAMES) {
      const { locale, direction } = MARKETS[market];
      expect(wholePage(answer, below, market)).toContain(`<html lang="${locale}" dir="${direction}">`);
    }
  });

  test("leads only to its own market, but for the switcher", () => {
    const outside = matches(html.replace(/<details.*<\/details>/s, ""), / (?:href|action)="(\/[^"]*)"/g).filter(
      (href) => !/^\/(en-gb|static)(\/|$|#)/.test(href),
    );
    expect(outside).toEqual([]);
  });

  test("is the same bytes for the same key", () => {
    expect(render(answer, below)).toEqual(render(answer, below));
  });

  test("compiles into the slots it placed", () => {
    const { html: marked, slots } = render(answer, below);
    expect(compileShell(marked, slots, NONCE).slots.map(({ fragment }) => fragment)).toEqual(slots.map(({ fragment }) => fragment));
    expect(slots.map(({ fragment }) => fragment).slice(0, 2)).toEqual(["greeting", "cart-badge"]);
  });
});

describe("the switcher", () => {
  test("keeps the page and its query", () => {
    const html = wholePage(shop.product, "/products/rim-mug?variant=NH-1042-tomato-500");
    expect(html).toContain('href="/ja-jp/products/rim-mug?variant=NH-1042-tomato-500" hreflang="ja-JP"');
  });

  test("leads home where there is nothing to keep", () => {
    expect(wholePage({ kind: "gone", navigation: null }, "/410")).toContain('href="/ja-jp" hreflang="ja-JP"');
  });
});

describe("the headers of a page", () => {
  const { headers } = render(shop.product, "/products/rim-mug");

  test("allow only what the build made", () => {
    const policy = headers["Content-Security-Policy"] ?? "";
    expect(policy).toMatch(/^default-src 'none'; /);
    expect(policy).toContain(`style-src '${assets.cssHash}';`);
    expect(policy).toContain(`script-src 'self' '${assets.lateScript.hash}';`);
    for (const directive of ["base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"]) {
      expect(policy).toContain(directive);
    }
    expect(policy).not.toMatch(/unsafe|nonce|\*/);
  });

  test("name the build, and the fonts the market needs", () => {
    expect(headers[BUILD_HEADER]).toBe(assets.renderHash);
    expect(headers.Link).not.toContain("arabic");
    expect(render(shop.home, "", "ar-ae").headers.Link).toContain("arabic");
  });
});

describe("search engines", () => {
  test("find one address for all variants and sortings of a page", () => {
    const canonical = '<link rel="canonical" href="https://shop.example/en-gb';
    expect(wholePage(shop.product, "/products/rim-mug?variant=NH-1042-tomato-500")).toContain(`${canonical}/products/rim-mug"`);
    const sorted = { ...shop.collection, sort: "newest" as const, page: 2, pageCount: 3 };
    expect(wholePage(sorted, "/collections/mugs-cups?page=2&sort=newest")).toContain(`${canonical}/collections/mugs-cups?page=2"`);
  });

  test("find the same alternates from every market, each naming all", () => {
    const alternatesOf = (market: (typeof MARKET_NAMES)[number]) =>
      matches(wholePage(shop.product, "/products/rim-mug", market), /<link rel="alternate" (hreflang="[^"]+" href="[^"]+")/g);
    const first = alternatesOf("en-us");
    expect(first).toHaveLength(MARKET_NAMES.length + 1);
    expect(first).toContain('hreflang="x-default" href="https://shop.example/en-us/products/rim-mug"');
    for (const market of MARKET_NAMES) {
      expect(alternatesOf(market)).toEqual(first);
      expect(first).toContain(`hreflang="${MARKETS[market].locale}" href="https://shop.example/${market}/products/rim-mug"`);
    }
  });

  test.each(PAGES)("are kept from %s only when it is nobody's page", (_, answer, below) => {
    const isPrivate = ["chrome", "not-found", "gone", "failed", "refused"].includes(answer.kind);
    const html = wholePage(answer, below);
    expect(html.includes('<meta name="robots" content="noindex"/>')).toBe(isPrivate);
    expect(html.includes('rel="canonical"')).toBe(!isPrivate);
  });
});

describe("what a product says of itself", () => {
  const NASTY = [
    "</script><script>alert(1)</script>",
    "<!--slot n0nc 0--><!--slot  0-->",
    '<!--#include virtual="/x" --><esi:include src="/x"/>',
    "</template><slot name=a></slot>",
    '" onload="alert(1)',
    "]]>{{x}}&amp;",
  ];

  function wearing(text: string): Page {
    const card = { ...shop.card("mug"), title: text, detail: text };
    return {
      ...shop.product,
      title: text,
      detail: text,
      description: `${text}\n\n${text}`,
      brand: text,
      options: shop.product.options.map((option) => ({
        ...option,
        label: text,
        values: option.values.map((value) => ({ ...value, label: text })),
      })),
      specs: [{ name: text, value: text }],
      navigation: {
        productCount: 1,
        rooms: [{ handle: "a", title: text, picture: null, collections: [{ handle: "b", title: text, productCount: 1 }] }],
      },
      room: { handle: card.handle, title: text, productCount: 1 },
    };
  }

  const structure = (html: string) => matches(html, /<(\/?[a-z!][a-z0-9]*)/gi);

  test.each(NASTY)("stays text: %s", (text) => {
    expect(structure(wholePage(wearing(text), "/products/rim-mug"))).toEqual(structure(wholePage(wearing("plain"), "/products/rim-mug")));
  });

  test("stays text whatever it is, and makes no slot", () => {
    // What a slot is about may be named in the product's own words; which slots there are may not depend on them.
    const places = (text: string) => render(wearing(text), "/products/rim-mug").slots.map(({ props: _, ...place }) => place);
    const plain = places("plain");
    const plainStructure = structure(wholePage(wearing("plain"), "/products/rim-mug"));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...NASTY)).map((parts) => parts.join("")),
        ),
        (text) => {
          const full = text.trim() === "" ? "plain" : text.replace(/\n\s*\n/g, " ");
          expect(places(full)).toEqual(plain);
          expect(structure(wholePage(wearing(full), "/products/rim-mug"))).toEqual(plainStructure);
        },
      ),
      { numRuns: 60 },
    );
  });

  test("agrees in structured data with what the page shows", () => {
    for (const selected of shop.product.variants.map(({ sku }) => sku)) {
      const html = wholePage({ ...shop.product, selected }, `/products/rim-mug?variant=${selected}`);
      const [data = ""] = matches(html, /<script type="application\/ld\+json">(.*?)<\/script>/g);
      const { offers, sku } = JSON.parse(data) as {
        sku: string;
        offers: { sku: string; price: string; priceCurrency: string; availability: string; url: string }[];
      };
      const offer = offers.find((candidate) => candidate.sku === selected);
      expect(sku).toBe(selected);
      expect(offers).toHaveLength(shop.product.variants.length);
      expect(offer?.priceCurrency).toBe("GBP");
      expect(html).toContain(`<bdi>£${offer?.price}</bdi>`);
      expect(offer?.url).toBe(`https://shop.example/en-gb/products/rim-mug?variant=${selected}`);
      expect(offer?.availability.endsWith("OutOfStock")).toBe(html.includes('<button class="button" type="button" disabled'));
    }
  });
});

const rimMug = { parts: partsOf("en-gb", { handle: "rim-mug" }), canonical: "/en-gb/products/rim-mug", answer: shop.product, site, assets };

test("a page depends on its key and its data, never on another rendering's nonce", () => {
  const once = (nonce: string) => {
    const { html, slots } = renderPage({ ...rimMug, nonce });
    return compileShell(html, slots, nonce);
  };
  expect(once("aaaa")).toEqual(once("bbbb"));
});

test("a page that changes by the clock says when, and no other does", () => {
  const root = (when: Pick<ToRender, "changesAt">) => /<html[^>]*>/.exec(renderPage({ ...rimMug, nonce: "n", ...when }).html)?.[0];
  expect(root({ changesAt: 1_700_000_000_000 })).toContain('data-not-after="1700000000000"');
  for (const never of [{ changesAt: null }, {}]) expect(root(never)).not.toContain("not-after");
});

test("a page says which of its links may be followed ahead, and what is no page for readers says nothing", () => {
  const fieldsOf = (answer: Renderable) => render(answer).headers;
  expect(fieldsOf(shop.home)["Speculation-Rules"]).toBe(`"${assets.speculationRules}"`);
  expect(fieldsOf(shop.sitemap)).not.toHaveProperty("Speculation-Rules");
});

import { describe, expect, it } from "vitest";
import type { KeyPlan, KeyPolicy, Site } from "./key-parts.ts";
import { followMove, marketHome, planKey } from "./plan-key.ts";

const site: Site = { origin: "https://shop.example", host: "shop.example" };
const policies: readonly KeyPolicy[] = [
  { name: "home", path: "", query: {} },
  {
    name: "collection",
    path: "/collections/:handle",
    query: {
      page: { type: "integer", default: 1, min: 1, max: 500 },
      sort: { type: "choice", default: "featured", values: ["featured", "price-asc", "newest"] },
    },
  },
  { name: "product", path: "/products/:handle", query: { variant: { type: "token", maxLength: 64 } }, dimensions: { layout: ["a", "b"] } },
];

const plan = (pathAndQuery: string): KeyPlan => planKey(`https://shop.example${pathAndQuery}`, policies, site);
const summary = (pathAndQuery: string): string => {
  const planned = plan(pathAndQuery);
  switch (planned.kind) {
    case "page":
      return `page ${planned.canonical}`;
    case "redirect":
      return `${planned.because} ${planned.location.replace(site.origin, "")}`;
    case "refused":
      return `refused ${planned.status}`;
    case "unknown":
      return `unknown ${planned.market ?? "-"} ${planned.because}`;
    case "negotiate":
      return "negotiate";
  }
};

describe("what a URL means", () => {
  it.each([
    ["a market's home", "/en-gb", "page /en-gb"],
    ["the bare shop", "/", "negotiate"],
    ["the bare shop, twice slashed", "//", "negotiate"],
    ["a product", "/en-gb/products/rim-mug", "page /en-gb/products/rim-mug"],
    ["a declared parameter", "/en-gb/collections/mugs?page=2", "page /en-gb/collections/mugs?page=2"],
    ["declared parameters in any order", "/en-gb/collections/mugs?sort=newest&page=2", "page /en-gb/collections/mugs?page=2&sort=newest"],
    ["an empty query", "/en-gb/collections/mugs?", "page /en-gb/collections/mugs"],
    ["undeclared parameters", "/en-gb/collections/mugs?utm_source=a&page=2&gclid=1", "page /en-gb/collections/mugs?page=2"],
    ["a market in capitals", "/EN-GB/products/rim-mug", "path /en-gb/products/rim-mug"],
    ["a handle in capitals", "/en-gb/Products/Rim-Mug", "path /en-gb/products/rim-mug"],
    ["a trailing slash", "/en-gb/products/rim-mug/", "path /en-gb/products/rim-mug"],
    ["a market's home with a slash", "/en-gb/", "path /en-gb"],
    ["empty segments", "/en-gb//products///rim-mug", "path /en-gb/products/rim-mug"],
    ["dot segments", "/en-gb/./x/../products/rim-mug", "page /en-gb/products/rim-mug"],
    ["encoded dot segments", "/en-gb/x/%2e%2E/products/rim-mug", "page /en-gb/products/rim-mug"],
    ["needless encoding", "/en-gb/products/%72im-mug", "path /en-gb/products/rim-mug"],
    ["a compatibility letter that NFC replaces", "/en-gb/products/%E2%84%AAettle", "path /en-gb/products/kettle"],
    ["a padded number", "/en-gb/collections/mugs?page=02", "parameter /en-gb/collections/mugs?page=2"],
    ["a default", "/en-gb/collections/mugs?page=1", "parameter /en-gb/collections/mugs"],
    ["a padded default", "/en-gb/collections/mugs?page=01&sort=featured", "parameter /en-gb/collections/mugs"],
    ["a number below its bound", "/en-gb/collections/mugs?page=-3", "parameter /en-gb/collections/mugs"],
    [
      "a number above its bound",
      "/en-gb/collections/mugs?page=1e9&page=9999999999999999999999",
      "parameter /en-gb/collections/mugs?page=500",
    ],
    ["no number", "/en-gb/collections/mugs?page=two", "parameter /en-gb/collections/mugs"],
    ["an unknown choice", "/en-gb/collections/mugs?sort=random", "parameter /en-gb/collections/mugs"],
    ["an empty value", "/en-gb/collections/mugs?page=", "parameter /en-gb/collections/mugs"],
    ["an encoded value", "/en-gb/collections/mugs?page=%32", "parameter /en-gb/collections/mugs?page=2"],
    ["an encoded name", "/en-gb/collections/mugs?p%61ge=2", "parameter /en-gb/collections/mugs?page=2"],
    ["a name in capitals", "/en-gb/collections/mugs?PAGE=2", "page /en-gb/collections/mugs"],
    ["a semicolon is no separator", "/en-gb/collections/mugs?utm=a;page=2", "page /en-gb/collections/mugs"],
    ["a semicolon inside a value", "/en-gb/collections/mugs?page=2;sort=newest", "parameter /en-gb/collections/mugs"],
    [
      "a repeated parameter: the first valid one",
      "/en-gb/collections/mugs?page=x&page=3&page=4",
      "parameter /en-gb/collections/mugs?page=3",
    ],
    ["a repeated parameter whose first is the default", "/en-gb/collections/mugs?page=1&page=4", "parameter /en-gb/collections/mugs"],
    ["a parameter of another route", "/en-gb/products/rim-mug?page=2", "page /en-gb/products/rim-mug"],
    ["a token keeps its case", "/en-gb/products/rim-mug?variant=NH-1042-WC", "page /en-gb/products/rim-mug?variant=NH-1042-WC"],
    ["a token with an apostrophe", "/en-gb/products/rim-mug?variant=a%27b", "page /en-gb/products/rim-mug?variant=a%27b"],
    ["a token with a blank written as plus", "/en-gb/products/rim-mug?variant=a+b", "parameter /en-gb/products/rim-mug?variant=a%20b"],
    ["a token that is too long", `/en-gb/products/rim-mug?variant=${"x".repeat(65)}`, "parameter /en-gb/products/rim-mug"],
    [
      "undeclared parameters ride along verbatim",
      "/en-gb/Collections/mugs?b=%7e&page=02&a=%zz&&=",
      "path /en-gb/collections/mugs?page=2&b=%7e&a=%zz&&=",
    ],
    ["no such market", "/xx-yy/products/rim-mug", "unknown - no-market"],
    ["no such route", "/en-gb/nothing/here", "unknown en-gb no-route"],
    ["no such route, misspelled: answered, not redirected", "/EN-GB//Nothing/", "unknown en-gb no-route"],
    ["a handle no product can have", "/en-gb/products/rim_mug", "unknown en-gb no-route"],
    ["an encoded slash is no separator", "/en-gb%2fproducts%2frim-mug", "unknown - no-market"],
    ["an encoded slash in a handle", "/en-gb/products/a%2fb", "unknown en-gb no-route"],
    ["path parameters", "/en-gb/products/rim-mug;a=b", "unknown en-gb no-route"],
    ["malformed encoding in the path", "/en-gb/products/%zz", "refused 400"],
    ["half an encoding in the path", "/en-gb/products/a%2", "refused 400"],
    ["overlong UTF-8 in the path", "/en-gb/products/%c0%af", "refused 400"],
    ["NUL in the path", "/en-gb/products/a%00b", "refused 400"],
    ["a line break in the path", "/en-gb/products/a%0d%0aset-cookie:x", "refused 400"],
    ["malformed encoding in a declared value", "/en-gb/collections/mugs?page=%zz", "refused 400"],
    ["NUL in a declared value", "/en-gb/products/rim-mug?variant=a%00", "refused 400"],
    ["malformed encoding in an undeclared value", "/en-gb/collections/mugs?sale=100%", "page /en-gb/collections/mugs"],
    ["a URL of 32 KB", `/en-gb?a=${"x".repeat(32_768)}`, "refused 414"],
  ])("%s", (_, url, expected) => {
    expect(summary(url)).toBe(expected);
  });

  it("names what it dropped and why", () => {
    expect(plan("/en-gb/collections/mugs?page=x&utm_source=a&PAGE=3&page=900&page=2&sort=featured")).toMatchObject({
      dropped: [
        { name: "page", because: "malformed" },
        { name: "utm_source", because: "undeclared" },
        { name: "PAGE", because: "undeclared" },
        { name: "page", because: "clamped" },
        { name: "page", because: "repeated" },
        { name: "sort", because: "default" },
      ],
    });
  });

  it("takes the host from the shop's settings, never from the request", () => {
    const planned = planKey("https://evil.example/en-gb/products/rim-mug", policies, site);
    expect(planned).toMatchObject({ kind: "page", parts: { host: "shop.example", dimensions: { layout: "a" } } });
  });

  it("does not take names of Object.prototype for declared parameters", () => {
    expect(plan("/en-gb/collections/mugs?constructor=1&__proto__=2&toString=3")).toMatchObject({ kind: "page", kept: [] });
  });

  it("keeps the query as it came when a market is chosen", () => {
    expect(marketHome("https://x.example/?utm_source=letter", "de-de", site)).toBe("https://shop.example/de-de?utm_source=letter");
    expect(marketHome("https://x.example/?a=\r\nX: y", "de-de", site)).toBe("https://shop.example/de-de?a=X:%20y");
  });

  it("keeps undeclared parameters verbatim when a page has moved, and drops declared ones", () => {
    const product = policies[2] as KeyPolicy;
    const moved = (query: string) => followMove("/en-gb/products/mug", `https://x.example/en-gb/products/old-mug${query}`, product);
    expect(moved("?utm_source=a%20b&variant=x&UTM=%3c&next=//evil.example")).toBe(
      "/en-gb/products/mug?utm_source=a%20b&UTM=%3c&next=//evil.example",
    );
    expect(["", "?", "?variant=x"].map(moved)).toEqual(Array(3).fill("/en-gb/products/mug"));
    expect(moved("?variant=%zz&utm=1")).toBe("/en-gb/products/mug");
  });

  it("keeps them behind the declared ones of where a page has moved to", () => {
    const moved = (query: string) =>
      followMove("/en-gb/collections/mugs?sort=newest", `https://x.example/${query}`, policies[1] as KeyPolicy);
    expect(moved("?page=9&utm=1&sort=newest&b")).toBe("/en-gb/collections/mugs?sort=newest&utm=1&b");
    expect(moved("?page=9&sort=newest")).toBe("/en-gb/collections/mugs?sort=newest");
  });
});

describe("a redirect never leaves the shop", () => {
  it.each([
    "//evil.example",
    "//evil.example/en-gb/",
    "/\\evil.example/en-gb/",
    "/\\\\evil.example",
    "/%2f%2fevil.example/",
    "/%5cevil.example/",
    "/https://evil.example/",
    "/en-gb//evil.example/",
    "/en-gb/products//evil.example",
    "/.//evil.example/",
    "/en-gb/..//evil.example",
    "/@evil.example/",
    "/en-gb/products/mug/\r\nLocation: https://evil.example",
    "/en-gb/products/Mug?a=\r\nLocation:%0d%0ahttps://evil.example",
    "//evil.example\\@shop.example/EN-GB",
    "/javascript:alert(1)/",
  ])("%j", (path) => {
    const planned = plan(path);
    if (planned.kind === "redirect") {
      expect(planned.location.startsWith("https://shop.example/en-gb")).toBe(true);
      expect(planned.location).not.toMatch(/[\r\n\\]/);
    } else expect(planned.kind).toMatch(/unknown|refused|negotiate/);
  });
});

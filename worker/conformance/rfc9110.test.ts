/** HTTP Semantics (RFC 9110) as a shopper's client meets it. */
import { beforeAll, describe, expect, it } from "vitest";
import { shop } from "./shop.ts";
import type { Answer } from "./site.ts";

const PAGE = "/en-gb/products/rim-mug";
beforeAll(() => shop.warm(PAGE));

/** Fields that differ from one view to the next. */
const MOVING = new Set([
  "date",
  "server-timing",
  "cache-status",
  "fragment-status",
  "content-length",
  "transfer-encoding",
  "vitrine-purge-seq",
]);
const standing = ({ fields }: Answer) => fields.filter(([name]) => !MOVING.has(name)).map(([name, value]) => `${name}: ${value}`);

describe("methods", () => {
  it.each([
    ["a page", PAGE, 200],
    ["the basket", "/en-gb/cart", 200],
    ["a page that is missing", "/en-gb/nothing/here", 404],
    ["a page written otherwise", "/en-gb/Products/rim-mug", 301],
    ["fragments", `/en-gb/_fragments?page=${PAGE}&names=cart-badge,stock`, 200],
    ["fragments of nothing", "/en-gb/_fragments", 400],
  ])("HEAD has the fields of GET and no content (9.3.2): %s", async (_, target, status) => {
    const sent = { headers: [["Cookie", "__Host-seed=1"]] } as const;
    const [get, head] = [await shop.ask(target, sent), await shop.ask(target, { ...sent, method: "HEAD" })];
    expect([get.status, head.status, head.body]).toEqual([status, status, ""]);
    expect(standing(head).sort()).toEqual(standing(get).sort());
  });

  it.each(["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])(
    "%s of a page is refused, and told what is allowed (15.5.6, 10.2.1)",
    async (method) => {
      const { status, field } = await shop.ask(PAGE, { method });
      expect([status, field("allow")]).toEqual([405, "GET, HEAD"]);
    },
  );

  it("a safe method changes nothing: a form's address by GET writes nothing (9.2.1)", async () => {
    const before = await shop.originCalls();
    const { field } = await shop.ask("/en-gb/cart/lines?variant=NH-1042-WC-350&quantity=1");
    expect(field("set-cookie")).toBeUndefined();
    expect((await shop.originCalls()).mutation).toBe(before.mutation);
  });
});

describe("conditional requests", () => {
  const tagOf = async () => (await shop.ask(PAGE)).field("etag") ?? "";

  it("the validator is weak, for what a browser gets is stitched (8.8.1)", async () => {
    expect(await tagOf()).toMatch(/^W\/"[\x21\x23-\x7e]+"$/);
  });

  it.each([
    ["the same tag", (tag: string) => tag],
    ["the same tag, strong: the comparison is weak", (tag: string) => tag.replace("W/", "")],
    ["one of a list", (tag: string) => `"other", ${tag}`],
    ["any", () => "*"],
  ])(
    "If-None-Match with %s is answered 304, without content and with the fields that 200 would have (13.1.2, 15.4.5)",
    async (_, match) => {
      const whole = await shop.ask(PAGE);
      const tag = whole.field("etag") ?? "";
      const { status, body, field } = await shop.ask(PAGE, { headers: [["If-None-Match", match(tag)]] });
      expect([status, body]).toEqual([304, ""]);
      for (const name of ["etag", "cache-control", "cdn-cache-control"]) expect(field(name)).toBe(whole.field(name));
    },
  );

  it.each(['W/"another"', '"', "nonsense", ""])("If-None-Match with %j is answered 200", async (value) => {
    expect((await shop.ask(PAGE, { headers: [["If-None-Match", value]] })).status).toBe(200);
  });

  it("tags in two lines are one list, and with a tag a date does not count, whatever the method reads (5.3, 13.1.3, 13.2.1)", async () => {
    const tag = (await shop.ask(PAGE)).field("etag") ?? "";
    const [other, own] = [["If-None-Match", '"other"'] as const, ["If-None-Match", tag] as const];
    const past = ["If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"] as const;
    for (const headers of [
      [other, own],
      [own, other],
      [own, past],
    ])
      for (const method of ["GET", "HEAD"]) expect((await shop.ask(PAGE, { method, headers })).status).toBe(304);
  });

  it("a date is not a condition, for none is promised (13.1.3)", async () => {
    const { status, field } = await shop.ask(PAGE, { headers: [["If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"]] });
    expect([status, field("last-modified")]).toEqual([200, undefined]);
  });

  it("a page that is not there is not 'not modified' (13.2.1)", async () => {
    expect((await shop.ask("/en-gb/nothing/here", { headers: [["If-None-Match", "*"]] })).status).toBe(404);
  });
});

describe("ranges", () => {
  it("of what is made for one person are ignored, and not promised (14.2)", async () => {
    const whole = await shop.ask(PAGE);
    for (const condition of [[], [["If-Range", whole.field("etag") ?? ""]]] as const) {
      const { status, field, body } = await shop.ask(PAGE, { headers: [["Range", "bytes=0-9"], ...condition] });
      expect([status, field("content-range"), field("accept-ranges")]).toEqual([200, undefined, undefined]);
      expect(body).toBe(whole.body);
    }
  });
});

describe("content codings", () => {
  it.each([
    ["gzip", "gzip"],
    ["br", "br"],
    ["gzip;q=0, identity", null],
    ["nothing-known", null],
  ])("carry the same page, under the same weak validator (12.5.3, 8.8.1): %s", async (accepted, coding) => {
    const plain = await shop.ask(PAGE);
    const answer = await fetch(shop.origin + PAGE, { headers: { "Accept-Encoding": accepted } });
    expect([answer.status, answer.headers.get("Content-Encoding")]).toEqual([200, coding]);
    expect(answer.headers.get("ETag")).toBe(plain.field("etag"));
    expect(await answer.text()).toBe(plain.body);
  });
});

describe("statuses and fields", () => {
  it("a move names an absolute address of this site (10.2.2)", async () => {
    const { status, field } = await shop.ask("/en-gb/Products//rim-mug/");
    expect([status, field("location")]).toEqual([301, `${shop.origin}${PAGE}`]);
  });

  it("an address that is too long is 414 (15.5.15)", async () => {
    expect((await shop.ask(`/en-gb/${"a".repeat(9_000)}`)).status).toBe(414);
  });

  it("a form of another kind is 415, and told what is taken (15.5.16)", async () => {
    const { status, field } = await shop.ask("/en-gb/cart/lines", {
      method: "POST",
      headers: [
        ["Content-Type", "text/xml"],
        ["Origin", shop.origin],
        ["Accept", "application/json"],
      ],
      body: "<variant/>",
    });
    expect([status, field("accept")]).toEqual([415, expect.stringContaining("application/x-www-form-urlencoded")]);
  });

  it("whoever has to show a token is told so (11.6.1)", async () => {
    const { status, field } = await shop.ask("/admin/api/stats");
    expect([status, field("www-authenticate")]).toEqual([401, expect.stringMatching(/^Bearer realm="/)]);
  });

  it("content says what it is (8.3), and nothing varies by a field that has no part in it (12.5.5)", async () => {
    const { field } = await shop.ask(PAGE);
    expect(field("content-type")).toBe("text/html; charset=utf-8");
    expect(field("vary") ?? "").not.toMatch(/cookie|\*|user-agent/i);
  });

  it("a request target as a whole address is this site's (7.1)", async () => {
    const { status } = await shop.ask(`${shop.origin}${PAGE}`);
    expect(status).toBe(200);
  });
});

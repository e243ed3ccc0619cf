import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type BrowserCaching, browserPromise, cacheFields, isUnshared, type Leaving, unshared } from "./browser-promise.ts";

const page = (status: number, browsers: BrowserCaching, filled: boolean): Leaving => ({ kind: "page", status, browsers, filled });
const move = (status: number, setsCookie: boolean): Leaving => ({ kind: "move", status, setsCookie });

/** Every answer the shop gives: what a browser may keep of it, and whether it may ask if it has changed. */
const TABLE: readonly (readonly [what: string, leaving: Leaving, keep: string, validates: boolean])[] = [
  ["a page, all of it there", page(200, "no-cache", true), "no-cache", true],
  ["a page with something late or missing", page(200, "no-cache", false), "no-cache", false],
  ["the cart, all of it there", page(200, "no-store", true), "no-store", false],
  ["the cart with something missing", page(200, "no-store", false), "no-store", false],
  ["a page that is not there", page(404, "no-cache", true), "no-cache", false],
  ["a page that is not there, with something missing", page(404, "no-cache", false), "no-cache", false],
  ["a page that is gone for good", page(410, "no-cache", true), "no-cache", false],
  ["a page that failed", page(503, "no-cache", true), "no-store", false],
  ["a personal page that failed", page(503, "no-store", true), "no-store", false],
  ["a permanent move", move(301, false), "a-day", false],
  ["a permanent move that sets a cookie", move(301, true), "no-cache", false],
  ["a move for the time being", move(302, false), "no-cache", false],
  ["a move for the time being that sets a cookie", move(302, true), "no-cache", false],
  ["where a form led to", move(303, false), "no-store", false],
  ["where a form led to, with a cookie", move(303, true), "no-store", false],
  ["a text for machines", { kind: "text" }, "no-cache", false],
  ["a notice", { kind: "notice" }, "no-store", false],
  ["refreshed fragments", { kind: "fragments" }, "no-store", false],
  ["what a write did", { kind: "write" }, "no-store", false],
  ["a problem", { kind: "problem" }, "no-store", false],
  ["anything for operators", { kind: "admin" }, "no-store", false],
];

describe("what a browser may keep", () => {
  it.each(TABLE)("of %s", (_, leaving, keep, mayValidate) => {
    expect(browserPromise(leaving)).toEqual({ keep, mayValidate });
  });
});

const EVERY: readonly Leaving[] = [
  ...[200, 204, 301, 302, 304, 400, 404, 410, 422, 429, 500, 502, 503].flatMap((status) =>
    [true, false].flatMap((flag) => [page(status, "no-cache", flag), page(status, "no-store", flag), move(status, flag)]),
  ),
  ...(["text", "notice", "fragments", "write", "problem", "admin"] as const).map((kind) => ({ kind })),
];

it("never lets anything be shared, whatever leaves", () => {
  for (const leaving of EVERY) {
    const fields = cacheFields(leaving);
    expect(fields["CDN-Cache-Control"], JSON.stringify(leaving)).toBe("no-store");
    expect(fields["Cache-Control"], JSON.stringify(leaving)).toMatch(/^private, (no-store|no-cache|max-age=86400)$/);
    expect(isUnshared(new Headers(fields))).toBe(true);
  }
});

it("never lets a validator stand where nothing is kept, or where the answer is not 200", () => {
  for (const leaving of EVERY) {
    const { keep, mayValidate } = browserPromise(leaving);
    if (mayValidate) expect([keep, leaving]).toMatchObject(["no-cache", { kind: "page", status: 200, filled: true }]);
  }
});

describe("an answer that came by another way", () => {
  it.each([
    ["no fields at all", {}],
    ["only one of the two", { "Cache-Control": "private, no-cache" }],
    ["a lifetime for CDNs", { "Cache-Control": "private, no-cache", "CDN-Cache-Control": "max-age=60" }],
    ["a public page", { "Cache-Control": "public, max-age=60", "CDN-Cache-Control": "no-store" }],
    ["a shared lifetime", { "Cache-Control": "s-maxage=60", "CDN-Cache-Control": "no-store" }],
    ["a vendor's own field", { ...cacheFields({ kind: "text" }), "Cloudflare-CDN-Cache-Control": "max-age=60" }],
    ["another vendor's", { ...cacheFields({ kind: "text" }), "Surrogate-Control": "max-age=60" }],
  ])("is told from ours by %s, and then kept by nobody", async (_, fields) => {
    const answer = new Response("Hello, Ines", { status: 201, headers: { ...fields, ETag: '"1"', "Set-Cookie": "a=b" } });
    expect(isUnshared(answer.headers)).toBe(false);
    const { status, headers } = unshared(answer);
    expect(isUnshared(headers)).toBe(true);
    expect([status, headers.get("Cache-Control"), headers.get("ETag"), headers.get("Set-Cookie")]).toEqual([
      201,
      "private, no-store",
      null,
      "a=b",
    ]);
  });
});

it("is decided in this one place: no other source names a cache field of an answer", () => {
  // Two write to the PoP's own cache, whose entries never leave; one reads what the origin says.
  const inner = ["cache/pop.io.ts", "bulletin/reader.io.ts", "cache/storable.ts"];
  const sources = (readdirSync(import.meta.dirname, { recursive: true }) as string[]).filter(
    (path) => /\.tsx?$/.test(path) && !/\.test(-d)?\.|\.workerd\.|fake-|fixtures\/|conformance\//.test(path) && !inner.includes(path),
  );
  const naming = sources.filter((path) => /["'`](CDN-)?Cache-Control["'`]/i.test(readFileSync(join(import.meta.dirname, path), "utf8")));
  expect(naming).toEqual(["browser-promise.ts"]);
});

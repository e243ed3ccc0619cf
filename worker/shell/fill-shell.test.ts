import { describe, expect, it } from "vitest";
import type { KeyParts } from "../key/key-parts.ts";
import { originThat } from "../origin/origin-that.ts";
import { assets, NONCE, site } from "../pages/fixtures/render.ts";
import { collection, navigation } from "../pages/fixtures/shop.ts";
import { fillShell } from "./fill-shell.ts";
import { renderPage } from "./render-page.tsx";

const parts: KeyParts = {
  host: site.host,
  market: "en-gb",
  route: "collection",
  path: { handle: collection.handle },
  query: {},
  dimensions: {},
};
const recipe = { page: "collection", handle: ({ path }: KeyParts) => path.handle ?? "" } as const;
const answerOf = (page: unknown, times: object = {}): string =>
  JSON.stringify({ page, publicFragments: [], entityVersions: {}, surrogateKeys: [], changesAt: null, asAt: 5, ...times });
const whole = answerOf(collection);

const ask = { at: 5, asOf: { epoch: 1, seq: 0 }, startedAt: 5, background: false };

function kitchenOf(body: string, status = 200) {
  const { origin: port } = originThat(() => new Response(body, { status }));
  return { port, render: renderPage, site, assets, nonce: () => NONCE, keep: () => {} };
}

function fill(body: string, query: Record<string, string> = {}, status = 200) {
  const kitchen = kitchenOf(body, status);
  const search = new URLSearchParams(query).toString();
  return fillShell(kitchen, recipe, { ...parts, query }, `/en-gb/collections/${collection.handle}${search && `?${search}`}`, ask);
}

describe("a shell is filled from", () => {
  it("the page that was asked for", async () => {
    expect(await fill(whole)).toMatchObject({ ok: true, answer: { status: 200, marked: true } });
  });

  it("one for an earlier instant, as long as nothing changed between", async () => {
    expect(await fill(answerOf(collection, { asAt: 3, changesAt: 6 }))).toMatchObject({ ok: true, answer: { changesAt: 6 } });
  });

  it.each([
    [5, 5],
    [5, 4],
    [5, 0],
    [3, 3],
  ])("one of the instant %d that says it changed at %d, left to the clock", async (asAt, changesAt) => {
    const filled = await fill(answerOf(collection, { asAt, changesAt }));
    expect(filled).toMatchObject({ ok: true, answer: { changesAt: null, flaw: "changed-already" } });
    const html = filled.ok ? filled.answer.segments.map((bytes) => new TextDecoder().decode(bytes)).join("") : "";
    expect(html).not.toContain("data-not-after");
  });

  it("a part of the sitemap, and not from the whole of an origin that knows no parts", async () => {
    const asked = { ...parts, route: "sitemap", path: { handle: "2" } };
    const of = (page: object) =>
      fillShell(
        kitchenOf(answerOf({ kind: "sitemap", entries: [], ...page })),
        { page: "sitemap", handle: () => "2" },
        asked,
        "/sitemap-2.xml",
        ask,
      );
    expect(await of({ handle: "2" })).toMatchObject({ ok: true });
    expect(await of({})).toMatchObject({ ok: false, because: "foreign" });
  });

  it.each([
    ["empty", ""],
    ["truncated", whole.slice(0, -40)],
    ["of something that stands in front of the shop", "<html>Sign in to the network</html>"],
    ["of another kind", answerOf({ kind: "chrome", navigation })],
    ["of another handle", answerOf({ ...collection, handle: "another" })],
    ["in another order", answerOf({ ...collection, sort: "newest" })],
    ["a later page of the listing", answerOf({ ...collection, page: 7, pageCount: 9 })],
    ["of another market", whole.replaceAll('"GBP"', '"JPY"')],
    ["for a later instant", answerOf(collection, { asAt: 10_006 })],
    ["for an earlier instant, and has changed since", answerOf(collection, { asAt: 3, changesAt: 5 })],
    ["null", "null"],
  ])("nothing: a 200 that is %s fails the fill", async (_, body) => {
    expect(await fill(body)).toMatchObject({ ok: false, because: "foreign" });
  });

  it.each([
    [410, 410, {}],
    [404, 404, {}],
    [404, 301, { movedTo: "cups" }],
  ])("a refusal of %d, as a marker of %d that is purged with what it speaks of", async (refused, status, further) => {
    const problem = { type: "about:blank", title: "Elsewhere", status: refused, surrogateKeys: ["product:mug"], ...further };
    expect(await fill(JSON.stringify(problem), {}, refused)).toMatchObject({
      ok: true,
      answer: { status, surrogateKeys: ["product:mug"] },
    });
  });

  it.each([
    [{ page: "9", sort: "newest" }, 3, "?page=3&sort=newest"],
    [{ page: "9" }, 1, ""],
    [{ page: "9", sort: "newest" }, 1, "?sort=newest"],
  ])("a page past the last, which leads to the last: %j", async (query, page, search) => {
    const sorted = { ...collection, ...("sort" in query && { sort: query.sort }) };
    const filled = await fill(answerOf({ ...sorted, page, pageCount: page }), query);
    const Location = `/en-gb/collections/${collection.handle}${search}`;
    expect(filled).toMatchObject({ ok: true, answer: { status: 302, headers: { Location }, lifetime: { name: "missing" } } });
    expect(await fill(answerOf({ ...sorted, page: 9, pageCount: 9 }), query)).toMatchObject({ answer: { status: 200 } });
  });
});

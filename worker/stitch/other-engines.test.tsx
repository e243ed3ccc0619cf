/** @jsxImportSource hono/jsx */
/**
 * What the tests and manuals of other engines ask of pages with fragments, restated for this one.
 *
 * | Case | Stands in | Tested |
 * | --- | --- | --- |
 * | an include that fails leaves the page around it whole | Varnish e00035 and ESI 1.0, `onerror="continue"`; Podium `throwable: false` | here, `batch` |
 * | a body that breaks off | Varnish e00035 | `batch` |
 * | something else stands in: `alt`, `except`, `stub`, `fallback-src`, `slot="fallback"` | ESI 1.0, nginx SSI, Tailor, Podium, Astro | `stitch` |
 * | an empty answer is an answer | against nginx SSI, whose `stub` takes it for a failure | here |
 * | what an include holds is not included again | `dca="none"` of Akamai and Fastly; Tailor; against nested includes of Varnish e00016 | here |
 * | input cut anywhere | Traffic Server `parser_test`, multi-chunk; Fastly ESI `streaming_behavior` | `batch`, `worker/origin/json-seq` |
 * | a quote in a bare attribute, and what else parsers read differently | Traffic Server `parser_test` 5 and 6 | here, `fragments/judge-whole` |
 * | large bodies, odd bytes | Varnish e00019, nginx `subrequest_output_buffer_size` | here |
 * | one include in many places is fetched once | Varnish's cache, nginx SSI `set` | here |
 * | redirects, errors and cookies of an include are not the page's | Varnish ESI; against Tailor's `primary`, Podium's `redirectable` | here, `weakest-link` |
 * | an answer that is no fragment at all | Tailor "Zip" | here |
 * | holes that are filled at the same moment, each larger than a chunk | OpenNext 1369, against bytes of one within another | here |
 * | whoever leaves early leaves nothing half done | Next.js 96338, against a cut-off answer in the cache | here |
 * | slow ones keep nobody: `timeout`, `async`, `wait` | Tailor, nginx SSI, Next.js holes | `stitch`, `e2e/late-fragments` |
 * | HEAD; neither ranges nor dates are promised | Varnish e00027; nginx-tests `ssi.t` | `worker/conformance/rfc9110` |
 * | the body of the page's request is no include's | Varnish e00036 | `worker/conformance/poisoning` |
 * | a shell that places what is not declared any more | Podium's version change | `stitch` |
 */
import { raw } from "hono/html";
import { describe, expect, it } from "vitest";
import type { BatchRequest } from "#contract/questions";
import { type AnyFragment, defineFragment, type Markup } from "../../fragments/define-fragment.ts";
import { recommendations } from "../../fragments/recommendations.tsx";
import { originThat, type Sent } from "../origin/origin-that.ts";
import { card, customer, outcomesAtEnd, pageText, shellOf, type TestShop, testShop } from "./fake-shop.ts";

const frame = { scope: "visitor", budgetMs: 100, reserve: "box", fallback: () => <i>fallback</i> } as const;
const ines = { visitor: customer("Ines") };

const shows = (render: () => Markup, name = "part"): AnyFragment =>
  defineFragment({ ...frame, name, needs: [], fromToken: () => true, render });

/** Its answer comes from the origin. */
const asks = (name: string): AnyFragment =>
  defineFragment({
    ...frame,
    name,
    needs: ["customer"],
    ask: ({ customer: who }) => (who ? { question: "cart-summary", cart: name } : undefined),
    render: ({ itemCount }: { itemCount: number }) => <b>{itemCount}</b>,
  });

/** What stands in the slot of a fragment with this markup, and the calls it cost. */
async function shown(markup: string) {
  const shop = testShop();
  const page = await pageText(await shop.view([shows(() => raw(markup))], ines));
  return { text: page.slice("<body>[part:".length, -"]</body></html>".length), calls: shop.origin.calls.fragments };
}

function answering(answer: (sent: Sent) => Response): TestShop {
  const shop = testShop();
  shop.origin.batch = originThat(answer).origin.batch;
  return shop;
}

describe("what a fragment shows", () => {
  it("may be nothing, which is not a failure", async () => {
    const page = await testShop().view([shows(() => <></>)], ines);
    expect(await pageText(page)).toBe("<body>[part:]</body></html>");
    expect(page.outcomes.get("part")).toEqual({ source: "token" });
  });

  it.each([
    ['<p>&lt;esi:include src="/en-gb/cart"/&gt;</p>', "text"],
    ["<p title=\"<!--#include virtual='/en-gb/cart' -->\">x</p>", "an attribute"],
    ['<fragment src="https://elsewhere.example/"></fragment>', "an element"],
    ['<slot name="part">x</slot>', "a slot of another kind"],
  ])("is not read again for includes: %s as %s", async (markup) => {
    expect(await shown(markup)).toEqual({ text: markup, calls: 0 });
  });

  it.each([
    '<esi:include src="/en-gb/cart"/>',
    "<esi:try><esi:attempt>a</esi:attempt><esi:except>b</esi:except></esi:try>",
    '<!--#include virtual="/en-gb/cart" -->',
    '<!--esi <esi:include src="/en-gb/cart"/>-->',
    "<!--slot kit 0-->",
    '<p title=a"><!--"></p>',
    '<textarea><b title="</textarea><!--"></b></textarea>',
    "<svg><foreignObject><div/></foreignObject></svg>",
  ])("is refused where whoever stands behind might read it otherwise: %s", async (markup) => {
    expect(await shown(markup)).toEqual({ text: "<i>no part</i>", calls: 0 });
  });

  it("may be a megabyte, and the next one stands behind it", async () => {
    const text = "é".repeat(500_000);
    const page = await testShop().view([shows(() => <p>{text}</p>, "large"), shows(() => <u />, "next")], ines);
    expect(await pageText(page)).toBe(`<body>[large:<p>${text}</p>][next:<u></u>]</body></html>`);
  });

  it.each([
    ["half of a pair", "a\ud83db", "a\ufffdb"],
    ["controls and a byte order mark", "\u0000\ufeff\u2028", "\u0000\ufeff\u2028"],
    ["the end of a record", "\u001e\n", "\u001e\n"],
  ])("may hold %s, and stays UTF-8", async (_, text, seen) => {
    const page = await testShop().view([shows(() => <p>{text}</p>)], ines);
    const bytes = new Uint8Array(await new Response(page.body).arrayBuffer());
    expect(new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes)).toBe(`<body>[part:<p>${seen}</p>]</body></html>`);
  });
});

describe("a fragment in many slots", () => {
  const everywhere = Array.from({ length: 100 }, () => asks("one"));

  it.each([
    ["at once", 0, "batch"],
    ["in time", 60, "batch"],
    ["late", 300, "late"],
  ])("is asked for once and is the same in all of them when it comes %s", async (_, ms, expected) => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = ms;
    shop.origin.answer = () => ({ itemCount: 7 });
    const stitching = shop.view([asks("one")], { ...ines, shell: shellOf(everywhere, 0) });
    const whole = stitching.then(async (page) => ({ text: await pageText(page), outcomes: await outcomesAtEnd(page) }));
    await shop.clock.advance(2_000);
    const { text, outcomes } = await whole;
    const slots = text.match(/\[one:.*?\]/g);
    expect(new Set(slots)).toEqual(new Set([expected === "late" ? "[one:<i>no one</i>]" : "[one:<b>7</b>]"]));
    expect(slots).toHaveLength(100);
    expect(text.split("<template").length - 1).toBe(expected === "late" ? 1 : 0);
    expect(outcomes.get("one")).toMatchObject(expected === "late" ? { source: "fallback", because: "late" } : { source: expected });
    expect(shop.origin.calls.fragments).toBe(1);
  });
});

describe("fragments that are late at the same moment", () => {
  it("stand behind the page one after the other, however large", async () => {
    const shop = testShop();
    shop.origin.delays["cart-summary"] = 300;
    shop.origin.answer = (ask) => ({ itemCount: "cart" in ask && ask.cart === "a" ? 1 : 2 });
    const large = (name: string): AnyFragment => ({
      ...asks(name),
      render: ({ itemCount }: { itemCount: number }) => <p>{`${itemCount}`.repeat(200_000)}</p>,
    });
    const stitching = shop.view([large("a"), large("b")], ines).then(pageText);
    await shop.clock.advance(2_000);
    const templates = [...(await stitching).matchAll(/<template data-fragment="(.)"><p>(.*?)<\/p><\/template>/g)];
    expect(new Map(templates.map(([, name, text = ""]) => [name, [text.length, new Set(text)]]))).toEqual(
      new Map([
        ["a", [200_000, new Set("1")]],
        ["b", [200_000, new Set("2")]],
      ]),
    );
  });

  it("are kept whole for the next one when they may be shared, also when whoever asked has left", async () => {
    const shop = testShop();
    shop.origin.delays.recommendations = 300;
    shop.origin.answer = () => ({ cards: [card("jug")] });
    const stitching = shop.view([recommendations]);
    await shop.clock.advance(50);
    const { body } = await stitching;
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    await reader.cancel();
    await shop.clock.advance(2_000);
    const next = await shop.view([recommendations]);
    expect(next.outcomes.get("recommendations")?.source).toBe("tier");
    expect(await pageText(next)).toContain("jug");
    expect(shop.origin.calls.fragments).toBe(1);
  });
});

describe("an answer that is not what was asked for", () => {
  const foreign = { "Set-Cookie": "a=b", "Cache-Control": "public, max-age=60", Location: "https://elsewhere.example/" };
  const bodies: readonly (readonly [string, number, BodyInit | null])[] = [
    ...[301, 302, 307, 400, 401, 404, 429, 500, 503].map((status) => [`a ${status}`, status, "<h1>Not yours</h1>"] as const),
    ["a 204", 204, null],
    ["a 304", 304, null],
    ["a page", 200, "<!doctype html><h1>Not yours</h1>"],
    ["compressed, and does not say so", 200, new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3])],
    ["not UTF-8", 200, new Uint8Array([0x1e, 0x7b, 0xff, 0xfe, 0x7d, 0x0a])],
    ["empty", 200, ""],
  ];

  it.each(bodies)("leaves fallbacks and a whole page, and sets nothing: %s", async (_, status, body) => {
    const shop = answering(() => new Response(body, { status, headers: foreign }));
    const page = await shop.view([asks("a"), shows(() => <u />, "own")], ines);
    expect(await pageText(page)).toBe("<body>[a:<i>no a</i>][own:<u></u>]</body></html>");
    expect(page.outcomes.get("own")).toEqual({ source: "token" });
    expect(JSON.stringify([...(await outcomesAtEnd(page))])).not.toMatch(/elsewhere|a=b|Not yours/);
  });

  it("loses the one whose text is no UTF-8, and no other", async () => {
    const record = (id: string, count: string | undefined) =>
      Buffer.concat([
        Buffer.from(`\x1e{"id":"${id}","ok":true,"data":{"itemCount":`),
        Buffer.from(count ?? "", "latin1"),
        Buffer.from("}}\n"),
      ]);
    const counts = ["1", "\xff", "3"];
    const shop = answering(
      ({ body }) => new Response(Buffer.concat((body as BatchRequest).asks.map(({ id }, i) => record(id, counts[i])))),
    );
    const page = await shop.view([asks("a"), asks("b"), asks("c")], ines);
    expect(await pageText(page)).toBe("<body>[a:<b>1</b>][b:<i>no b</i>][c:<b>3</b>]</body></html>");
  });
});

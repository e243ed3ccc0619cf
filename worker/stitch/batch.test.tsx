/** @jsxImportSource hono/jsx */
/** The batch as a page meets it: a stream of bytes that may be slow, wrong, too long, or cut off. */
import { describe, expect, it } from "vitest";
import { type BatchRequest, MAX_ASKS, MAX_BATCH_BYTES, MAX_FRAME_BYTES } from "#contract/questions";
import { type AnyFragment, defineFragment } from "../../fragments/define-fragment.ts";
import { recommendations } from "../../fragments/recommendations.tsx";
import { openOrigin } from "../origin/origin.io.ts";
import { named, wayTo } from "../origin/origin-that.ts";
import { card, customer, pageText, type TestShop, testShop } from "./fake-shop.ts";

/** A visitor fragment that shows how many pieces the cart named like it holds. */
const hole = (name: string, cart = name): AnyFragment =>
  defineFragment({
    name,
    scope: "visitor",
    needs: ["customer"],
    budgetMs: 1_000,
    reserve: "box",
    ask: ({ customer }) => (customer ? { question: "cart-summary", cart } : undefined),
    render: ({ itemCount }: { itemCount: number }) => <b>{itemCount}</b>,
    fallback: () => <i>fallback</i>,
  });

const ines = { visitor: customer("Ines") };
const holes = (count: number) => Array.from({ length: count }, (_, i) => hole(`hole-${i}`));
const encoder = new TextEncoder();
const record = (value: unknown) => encoder.encode(`\x1e${typeof value === "string" ? value : JSON.stringify(value)}\n`);
const good = (id: string) => record({ id, ok: true, data: { itemCount: 7 } });

/** Lets the shop's origin speak through a real stream, which `speak` writes. */
function overTheWire(shop: TestShop, speak: (write: (bytes: Uint8Array) => void, request: BatchRequest, cut: () => void) => void) {
  const asked: BatchRequest[] = [];
  const heard = { cancelled: false };
  const fetch = async (url: string, init: RequestInit) => {
    const request = JSON.parse(String(init.body)) as BatchRequest;
    asked.push(request);
    const start = (controller: ReadableStreamDefaultController) =>
      speak(
        (bytes) => controller.enqueue(bytes),
        request,
        () => controller.error(new TypeError("reset")),
      );
    const cancel = () => {
      heard.cancelled = true;
    };
    return named(new Response(new ReadableStream({ start, cancel })), url, init);
  };
  shop.origin.batch = openOrigin(wayTo(fetch), undefined, () => "b").batch;
  return { asked, heard };
}

const shown = (text: string) =>
  [...text.matchAll(/\[hole-(\d+):<([bi])>/g)].map(([, i, kind]) => `${i}${kind === "b" ? "+" : "-"}`).join(" ");

describe("the batch of a page", () => {
  it("is one call for twelve holes, and one question for those that want the same", async () => {
    const shop = testShop();
    const { asked } = overTheWire(shop, (write, { asks }) => {
      for (const { id } of asks) write(good(id));
      write(record({ end: true }));
    });
    const twelve = [...holes(9), hole("hole-9", "hole-0"), hole("hole-10", "hole-0"), hole("hole-11", "hole-1")];
    const text = await pageText(await shop.view(twelve, ines));
    expect(shown(text)).toBe("0+ 1+ 2+ 3+ 4+ 5+ 6+ 7+ 8+ 9+ 10+ 11+");
    expect(asked.map(({ asks }) => asks.length)).toEqual([9]);
  });

  it.each<[string, Uint8Array[]]>([
    ["malformed", [record('{"id":"b.1","ok":true,"data":{')]],
    ["of another shape", [record({ id: "b.1", ok: "yes" })]],
    ["longer than a frame may be", [record({ id: "b.1", ok: true, data: { itemCount: 7, more: "x".repeat(MAX_FRAME_BYTES) } })]],
    ["about a question nobody asked", [record({ id: "b.999", ok: true, data: { itemCount: 9 } })]],
    ["of another batch", [record({ id: "c.1", ok: true, data: { itemCount: 9 } }), record({ id: "1", ok: true, data: { itemCount: 9 } })]],
    ["missing", []],
    ["a refusal", [record({ id: "b.1", ok: false, reason: "failed" })]],
    ["data that the question does not promise", [record({ id: "b.1", ok: true, data: { itemCount: "<script>" } })]],
    ["cut by a separator", [encoder.encode('\x1e{"id":"b.1","ok":tr')]],
  ])("loses only the answer whose frame is %s", async (_, bad) => {
    const shop = testShop();
    overTheWire(shop, (write) => {
      write(record({ token: null }));
      for (const bytes of [good("b.0"), ...bad, good("b.2"), record({ end: true })]) write(bytes);
    });
    expect(shown(await pageText(await shop.view(holes(3), ines)))).toBe("0+ 1- 2+");
  });

  it("is the same page however its bytes are cut, and in whatever order the frames come", async () => {
    const frames = [good("b.2"), record({ token: null }), record({ id: "b.7", ok: true, data: null }), good("b.0"), record({ end: true })];
    const bytes = Buffer.concat(frames);
    for (let cut = 1; cut < bytes.length; cut++) {
      const shop = testShop();
      overTheWire(shop, (write) => {
        write(bytes.subarray(0, cut));
        write(bytes.subarray(cut));
      });
      expect(shown(await pageText(await shop.view(holes(3), ines)))).toBe("0+ 1- 2+");
    }
  });

  it("takes the first answer when a frame comes twice", async () => {
    const shop = testShop();
    overTheWire(shop, (write) => {
      for (const bytes of [good("b.0"), record({ id: "b.0", ok: true, data: { itemCount: 666 } }), record({ end: true })]) write(bytes);
    });
    expect(await pageText(await shop.view(holes(1), ines))).toContain("<b>7</b>");
  });

  it("closes the page with fallbacks when the connection dies in the middle", async () => {
    const shop = testShop();
    overTheWire(shop, (write, _, cut) => {
      for (const bytes of [record({ token: null }), good("b.1"), encoder.encode('\x1e{"id":"b.2","o')]) write(bytes);
      // Erroring discards what is queued: the reader has to have come by first.
      setTimeout(cut, 20);
    });
    const text = await pageText(await shop.view(holes(4), ines));
    expect(shown(text)).toBe("0- 1+ 2- 3-");
    expect(text).toMatch(/<\/body><\/html>$/);
  });

  it("hears nothing after the last frame, nor more than a batch may say", async () => {
    const shop = testShop();
    const ended = overTheWire(shop, (write) => {
      for (const bytes of [good("b.0"), record({ end: true }), good("b.1")]) write(bytes);
    });
    expect(shown(await pageText(await shop.view(holes(2), ines)))).toBe("0+ 1-");
    expect(ended.heard.cancelled).toBe(true);
    const flood = overTheWire(shop, (write) => {
      write(good("b.0"));
      for (let bytes = 0; bytes <= MAX_BATCH_BYTES; bytes += 65_536) write(new Uint8Array(65_536));
      write(good("b.1"));
    });
    expect(shown(await pageText(await shop.view(holes(2), ines)))).toBe("0+ 1-");
    expect(flood.heard.cancelled).toBe(true);
  });

  it("asks no more questions than a batch may hold; the others fall back", async () => {
    const shop = testShop();
    const { asked } = overTheWire(shop, (write, { asks }) => {
      for (const { id } of asks) write(good(id));
      write(record({ end: true }));
    });
    const text = await pageText(await shop.view(holes(MAX_ASKS + 2), ines));
    expect(asked.map(({ asks }) => asks.length)).toEqual([MAX_ASKS]);
    expect(shown(text)).toMatch(/23\+ 24- 25-$/);
  });

  it("never waits for a slow answer with those that are there", async () => {
    const shop = testShop();
    shop.origin.delays.recommendations = 400;
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [card("jug")] } : { itemCount: 7 });
    const started = shop.start([hole("hole-0"), recommendations], ines);
    await shop.clock.advance(30);
    expect(started.fillings.get("hole-0")?.settled()).toMatchObject({ kind: "filled", outcome: { source: "batch" } });
    expect(started.fillings.get("recommendations")?.settled()).toBeUndefined();
    expect(shop.origin.batches).toHaveLength(1);
  });

  it("is given up with the page when only the visitor's own answers are open", async () => {
    const shop = testShop();
    const patience: number[] = [];
    const { batch } = shop.origin;
    shop.origin.batch = (request, ms) => {
      patience.push(ms);
      return batch(request, ms);
    };
    shop.origin.answer = (ask) => (ask.question === "recommendations" ? { cards: [] } : { itemCount: 7 });
    await shop.view([hole("hole-0")], { ...ines, pageMs: 900 });
    await shop.view([hole("hole-0"), recommendations], { ...ines, pageMs: 900 });
    expect(patience).toEqual([900, 6_000]);
  });
});

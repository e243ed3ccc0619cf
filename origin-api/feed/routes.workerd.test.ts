import { runInDurableObject } from "cloudflare:test";
import { env, exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { FeedProgress, FeedReport } from "#contract/feed";
import type { OriginEnv } from "../config.ts";
import { durableSqlite } from "../store/durable-sqlite.io.ts";
import { openEmbedded } from "../store/open.io.ts";
import { stagedRows } from "../store/schema.ts";
import { claimImport, endDeadImports } from "./claim.io.ts";
import { googleMug, googleTsv, jsonLines, jsonMug, shopifyCsv, shopifyMug } from "./fixtures/feed-tables.ts";
import { feed, item, latin1, utf16 } from "./fixtures/feed-xml.ts";

const worker = (exports as unknown as { default: Fetcher }).default;
const { ORIGIN_STORE } = env as unknown as OriginEnv;

async function send(body: BodyInit, query = ""): Promise<(FeedProgress | FeedReport)[]> {
  const response = await worker.fetch(`http://origin/v1/feeds${query}`, { method: "POST", body });
  expect([response.status, response.headers.get("Content-Type")]).toEqual([200, "application/json-seq"]);
  const frames = (await response.text()).split("\x1e").slice(1);
  return frames.map((frame) => JSON.parse(frame) as FeedProgress | FeedReport);
}

const report = async (...sent: Parameters<typeof send>): Promise<FeedReport> => (await send(...sent)).at(-1) as FeedReport;

describe("POST /v1/feeds, in the shop's own runtime", () => {
  it("tells of its progress and ends with the report", async () => {
    const items = Array.from({ length: 300 }, (_, n) => item({ id: `W-${n}`, title: `Thing ${n}`, link: undefined }));
    const frames = await send(feed(items));
    expect(frames.at(-1)).toMatchObject({ kind: "report", outcome: "applied", products: { created: 300 }, problems: [] });
    expect(frames.filter(({ kind }) => kind === "report")).toHaveLength(1);
    expect(frames).toContainEqual({ kind: "progress", stage: "writing", done: 300, of: 300 });
    expect(await report(feed(items))).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
  });

  it("takes a stream, cut anywhere, of any encoding that it supports", async () => {
    const text = feed([item({ title: "Tasse für 350 ml" })]);
    for (const bytes of [utf16(text, "le"), utf16(text, "be"), latin1(text.replace("UTF-8", "ISO-8859-1"))]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, i) => bytes.slice(i * 7, i * 7 + 7));
      expect(await report(streamOf(pieces), "?mode=dry-run&withdraw=confirmed")).toMatchObject({
        outcome: "applied",
        problems: [],
        variants: 1,
      });
    }
  });

  it.each([
    ["shopify-csv", shopifyCsv([shopifyMug, { ...shopifyMug, Handle: "jug", "Variant SKU": "JUG", Title: "Two\nlines" }])],
    ["tsv", googleTsv([googleMug, { ...googleMug, id: "B", title: "Tasse für 350 ml" }])],
    ["jsonl", jsonLines([jsonMug, { ...jsonMug, id: "jug", variants: [{ ...jsonMug.variants[0], sku: "JUG" }] }])],
  ])("takes %s cut anywhere, and says where it is cut off", async (format, text) => {
    const bytes = new TextEncoder().encode(text);
    const pieces = (whole: Uint8Array) => Array.from({ length: Math.ceil(whole.length / 7) }, (_, i) => whole.slice(i * 7, i * 7 + 7));
    const query = "?mode=dry-run&withdraw=confirmed&currency=GBP";
    expect(await report(streamOf(pieces(bytes)), query)).toMatchObject({ outcome: "applied", format, problems: [], variants: 2 });
    const cut = bytes.slice(0, bytes.lastIndexOf(0x22) - 1);
    const because = format === "tsv" ? null : expect.stringMatching(/^the file is cut off/);
    if (because !== null) expect(await report(streamOf(pieces(cut)), query)).toMatchObject({ outcome: "refused", because });
  });

  it("does not wait for an import that died with an earlier process", async () => {
    const store = ORIGIN_STORE.getByName("shop");
    await runInDurableObject(store, (_, { storage }) => claimImport(openEmbedded(durableSqlite(storage)), Date.now()));
    expect((await report(feed([item()]), "?mode=dry-run")).retryInMs).toBeGreaterThan(0);
    await runInDurableObject(store, (_, { storage }) => endDeadImports(openEmbedded(durableSqlite(storage)), Date.now()));
    expect(await report(feed([item()]), "?mode=dry-run&withdraw=confirmed")).toMatchObject({ outcome: "applied", retryInMs: null });
  });

  it("refuses what is no feed, and a feed that would empty the shop", async () => {
    expect(await report("no feed")).toMatchObject({ outcome: "refused", because: expect.stringMatching(/^the file is no feed: /) });
    expect(await report(latin1(feed([item({ title: "für" })])))).toMatchObject({
      outcome: "refused",
      because: expect.stringContaining("is not UTF-8"),
    });
    expect(await report(feed([item()]))).toMatchObject({ outcome: "refused", because: expect.stringContaining("300 of 300 products") });
    expect(await report(feed([item()]), "?minShare=0")).toMatchObject({ outcome: "applied", products: { created: 1, withdrawn: 300 } });
  });

  it("leaves no staged row behind", async () => {
    const rows = await runInDurableObject(ORIGIN_STORE.getByName("shop"), (_, { storage }) =>
      openEmbedded(durableSqlite(storage)).select().from(stagedRows),
    );
    expect(rows).toEqual([]);
  });

  it("says what is wrong with its parameters", async () => {
    for (const query of ["mode=wet", "withdraw=yes", "minShare=2", "minShare=x"]) {
      const response = await worker.fetch(`http://origin/v1/feeds?${query}`, { method: "POST", body: feed([item()]) });
      expect([response.status, await response.json()]).toMatchObject([422, { errors: [{ field: query.split("=")[0] }] }]);
    }
  });
});

function streamOf(pieces: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
      controller.close();
    },
  });
}

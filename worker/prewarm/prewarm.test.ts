import { beforeEach, describe, expect, it } from "vitest";
import type { SitemapPage } from "#contract/pages";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { notingSql } from "../../lab/purge-checker/noting-sql.ts";
import type { Sql } from "../bulletin/sql.ts";
import { everyDimension } from "../key/key-space.ts";
import { sitemap } from "../pages/fixtures/shop.ts";
import type { Found } from "../shell/find-wanted.ts";
import { Jobs } from "./jobs.ts";
import { planUrls } from "./plan-urls.ts";
import type { PrewarmCommand, WarmAnswer } from "./prewarm.ts";
import { readSitemap } from "./read-sitemap.ts";
import { Runner } from "./runner.ts";
import { together, toWarmAnswer } from "./to-warm-answer.ts";

const START = 1_800_000_000_000;
const urls = (count: number) => Array.from({ length: count }, (_, at) => `/en-gb/products/p-${at}`);
const command: PrewarmCommand = {
  by: "sitemap",
  values: [],
  markets: [],
  perSecond: 10,
  reason: "New design",
  actor: "ines",
  urls: urls(25),
};

let sql: Sql;
let jobs: Jobs;
let now: number;
let warmed: string[];
let answer: (url: string) => WarmAnswer | Promise<WarmAnswer>;

beforeEach(() => {
  sql = nodeSql();
  jobs = new Jobs(sql);
  now = START;
  warmed = [];
  answer = () => ({ kind: "filled" });
});

const runner = () =>
  new Runner(jobs, {
    now: () => now,
    warm: async (url) => {
      warmed.push(url);
      return answer(url);
    },
  });

function ordered(change: Partial<PrewarmCommand> = {}) {
  const outcome = jobs.add({ ...command, ...change }, now);
  if (outcome.kind !== "ordered") throw new Error("expected a job");
  return outcome.job;
}

describe("a prewarm job", () => {
  it("finds its next pages and its failures without a look at all of the others", async () => {
    const noting = notingSql();
    sql = noting;
    jobs = new Jobs(sql);
    answer = (url) => (url.endsWith("-3") ? { kind: "again", because: "origin-down" } : { kind: "filled" });
    const { id } = ordered();
    noting.takePlans();
    await runner().run();
    jobs.find(id);
    expect(noting.takePlans().filter((plan) => /^SCAN urls|TEMP B-TREE|urls USING PRIMARY KEY \(job=\?\)$/.test(plan))).toEqual([]);
  });

  it("fills so many pages a second and no more, tells how far it is, and ends", async () => {
    const { id } = ordered();
    const first = runner();
    expect(await first.run()).toBe(START + 1_000);
    expect(jobs.find(id)).toMatchObject({
      state: "running",
      total: 25,
      counts: { filled: 10, warm: 0, missing: 0, failed: 0 },
      endedAt: null,
    });
    now += 1_000;
    expect(await first.run()).toBe(START + 2_000);
    now += 1_000;
    expect(await first.run()).toBeUndefined();
    expect(jobs.find(id)).toMatchObject({ state: "done", counts: { filled: 25 }, endedAt: START + 2_000 });
    expect(warmed).toEqual(urls(25));
  });

  it("goes on where it was when everything in memory is lost", async () => {
    const { id } = ordered();
    await runner().run();
    jobs = new Jobs(sql);
    now += 1_000;
    await runner().run();
    expect(warmed).toEqual(urls(20));
    expect(jobs.find(id)?.counts.filled).toBe(20);
  });

  it("never fills more in a second, though it is begun again, or another job is ordered or resumed in it", async () => {
    const first = ordered();
    await runner().run();
    now += 400;
    jobs = new Jobs(sql);
    expect(await runner().run()).toBe(START + 1_000);
    jobs.cancel(first.id, now);
    jobs.resume(first.id);
    ordered({ actor: "olu" });
    expect(await runner().run()).toBe(START + 1_000);
    expect(warmed).toHaveLength(10);
    now = START + 1_000;
    await runner().run();
    expect(warmed).toHaveLength(20);
  });

  it("goes on though the clock was put back", async () => {
    ordered();
    await runner().run();
    now -= 60_000;
    expect(await runner().run()).toBe(now + 1_000);
    expect(warmed).toHaveLength(20);
  });

  it("never has more than four fills under way", async () => {
    let atOnce = 0;
    let most = 0;
    answer = async () => {
      most = Math.max(most, ++atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce--;
      return { kind: "filled" };
    };
    ordered();
    await runner().run();
    expect(most).toBe(4);
  });

  it("tells filled pages from those that were warm, and from those that are none", async () => {
    const { id } = ordered({ urls: urls(6) });
    answer = (url) => ({ kind: url.endsWith("1") ? "warm" : url.endsWith("2") ? "missing" : "filled" });
    await runner().run();
    expect(jobs.find(id)).toMatchObject({ state: "done", counts: { filled: 4, warm: 1, missing: 1, failed: 0 } });
  });

  it("stops at once when it is cancelled, and goes on with the rest when it is resumed", async () => {
    const { id } = ordered();
    answer = (url) => {
      if (url.endsWith("-3")) jobs.cancel(id, now);
      return { kind: "filled" };
    };
    expect(await runner().run()).toBeUndefined();
    const { length } = warmed;
    expect(length).toBeLessThan(10);
    expect(jobs.find(id)).toMatchObject({ state: "cancelled", counts: { filled: length }, endedAt: START });
    expect(jobs.cancel(id, now)).toBe(false);
    expect(await runner().run()).toBeUndefined();
    answer = () => ({ kind: "filled" });
    expect(jobs.resume(id)).toBe(true);
    const next = runner();
    while ((await next.run()) !== undefined) now += 1_000;
    expect(jobs.find(id)).toMatchObject({ state: "done", counts: { filled: 25 } });
    expect(new Set(warmed).size).toBe(25);
    expect(jobs.resume(id)).toBe(false);
  });

  it("leaves an origin alone that answers nothing, longer and longer, and tries a page five times", async () => {
    const { id } = ordered({ urls: urls(2) });
    answer = () => ({ kind: "again", because: "origin-down" });
    const waits = [];
    const running = runner();
    for (let at = await running.run(); at !== undefined; at = await running.run()) {
      waits.push(at - now);
      now = at;
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000]);
    expect(jobs.find(id)).toMatchObject({
      state: "done",
      counts: { filled: 0, failed: 2 },
      because: "origin-down",
      failures: [
        { url: "/en-gb/products/p-0", because: "origin-down" },
        { url: "/en-gb/products/p-1", because: "origin-down" },
      ],
    });
    answer = () => ({ kind: "filled" });
    expect(jobs.resume(id)).toBe(true);
    now += 1_000;
    await runner().run();
    expect(jobs.find(id)).toMatchObject({ state: "done", counts: { filled: 2, failed: 0 }, because: null, failures: [] });
  });

  it("does not hold up the others with a page that fails", async () => {
    const { id } = ordered({ urls: urls(12) });
    answer = (url) => (url.endsWith("-0") ? Promise.reject(new Error("broken")) : { kind: "filled" });
    const running = runner();
    expect(await running.run()).toBe(START + 1_000);
    expect(warmed.filter((url) => url.endsWith("-0"))).toHaveLength(1);
    while ((await running.run()) !== undefined) now += 1_000;
    expect(jobs.find(id)).toMatchObject({
      counts: { filled: 11, failed: 1 },
      failures: [{ url: "/en-gb/products/p-0", because: "error" }],
    });
  });

  it("waits until the one before it has ended", async () => {
    const [first, second] = [ordered({ urls: urls(11) }), ordered({ urls: ["/en-us"] })];
    await runner().run();
    expect(jobs.list(10).map(({ id, state }) => [id, state])).toEqual([
      [second.id, "waiting"],
      [first.id, "running"],
    ]);
    now += 1_000;
    await runner().run();
    expect(jobs.find(second.id)?.state).toBe("running");
  });

  it("is one job however often the same order comes under its key", () => {
    const keyed = { ...command, idempotencyKey: "deploy-7" };
    const first = jobs.add(keyed, now);
    expect(jobs.add({ ...keyed, urls: urls(3) }, now + 5)).toEqual({ ...first, repeated: true });
    expect(jobs.add({ ...keyed, perSecond: 5 }, now)).toEqual({ kind: "conflict" });
    expect(jobs.add({ ...keyed, actor: "ben" }, now)).toMatchObject({ kind: "ordered", repeated: false });
    expect(jobs.list(10)).toHaveLength(2);
  });

  it("of no page is done at once, and there are never more than twenty open ones", () => {
    expect(ordered({ urls: [] })).toMatchObject({ state: "done", total: 0 });
    for (let at = 0; at < 20; at++) ordered();
    expect(jobs.add(command, now)).toEqual({ kind: "too-many" });
  });
});

describe("the sitemap that pages are planned by", () => {
  const [collection, product] = sitemap.entries;
  const pages: Record<string, SitemapPage> = {
    shop: { kind: "sitemap", entries: [], parts: ["1", "2"].map((handle) => ({ handle, changedAt: null })) },
    1: { kind: "sitemap", handle: "1", entries: collection ? [collection] : [] },
    2: { kind: "sitemap", handle: "2", entries: product ? [product] : [] },
  };
  const told = (from: Readonly<Record<string, SitemapPage | undefined>>) =>
    readSitemap(
      {
        page: async ({ handle, at }) => {
          const page = from[handle];
          if (page === undefined) return { ok: false, failure: { kind: "down", detail: "gone" } };
          return { ok: true, value: { page, publicFragments: [], entityVersions: {}, surrogateKeys: [], changesAt: null, asAt: at } };
        },
      },
      now,
    );

  it("is what the origin tells, in one answer or in all its parts", async () => {
    expect(await told({ shop: sitemap })).toEqual(sitemap.entries);
    expect(await told(pages)).toEqual(sitemap.entries);
  });

  it("is not told at all without one of its parts, or with another in its place", async () => {
    expect(await told({ ...pages, 2: undefined })).toBeUndefined();
    expect(await told({ ...pages, 2: pages[1] })).toBeUndefined();
    expect(await told({})).toBeUndefined();
  });
});

describe("the pages of an order", () => {
  const plan = (
    by: PrewarmCommand["by"],
    values: readonly string[],
    markets: PrewarmCommand["markets"] = [],
    stored: readonly string[] = [],
  ) => planUrls({ by, values, markets }, sitemap.entries, stored);

  it("are the sitemap's: homes, carts, collections, then products, in the markets wanted", () => {
    expect(plan("sitemap", [])).toHaveLength(20);
    expect(plan("sitemap", [], ["de-de"])).toEqual(["/de-de", "/de-de/cart", "/de-de/collections/table", "/de-de/products/rim-mug"]);
  });

  it("have collections before products, in whichever order they are told", () => {
    const entries = [...sitemap.entries].reverse();
    expect(planUrls({ by: "sitemap", values: [], markets: [] }, entries, [])).toEqual(plan("sitemap", []));
  });

  it("are those listed", () => {
    expect(plan("url", ["/en-gb", "/de-de/cart"])).toEqual(["/en-gb", "/de-de/cart"]);
    expect(plan("url", ["/en-gb", "/de-de/cart"], ["de-de"])).toEqual(["/de-de/cart"]);
  });

  it.each([
    ["product:nh-1042", ["/en-gb/products/rim-mug"]],
    ["listing:table:price", ["/en-gb/collections/table"]],
    ["collection:table", ["/en-gb/collections/table"]],
    ["page:home", ["/en-gb"]],
    ["prefix:/en-gb/products/", ["/en-gb/products/rim-mug"]],
    ["url:/en-gb/cart", ["/en-gb/cart"]],
    ["market:en-gb", ["/en-gb", "/en-gb/cart", "/en-gb/collections/table", "/en-gb/products/rim-mug"]],
    ["market:de-de", []],
    ["product:unknown", []],
  ])("with the surrogate key %s are %j", (key, pages) => {
    expect(plan("surrogate-key", [key], ["en-gb"])).toEqual(pages);
  });

  it("are never what is stored and of no market", () => {
    expect(plan("surrogate-key", ["product:gone"], [], ["/sitemap.xml", "/de-de"])).toEqual(["/de-de"]);
  });

  it("with a surrogate key are also those that are stored with it, each once", () => {
    const stored = ["/en-gb/collections/table?page=2", "/en-gb/products/rim-mug", "/de-de"];
    expect(plan("surrogate-key", ["product:nh-1042"], ["en-gb"], stored)).toEqual([
      "/en-gb/products/rim-mug",
      "/en-gb/collections/table?page=2",
    ]);
  });
});

describe("what a fill came to", () => {
  const stored = { status: 200, headers: {} } as Found extends { stored: infer S } ? S : never;
  const found = (change: object): Found => ({ kind: "found", stored, how: "fresh", trail: [], ...change }) as Found;
  const asked = (hit: boolean) => [{ tier: "origin", hit, detail: "origin-503" }];

  it.each<[object, WarmAnswer]>([
    [{ trail: asked(true) }, { kind: "filled" }],
    [{ trail: [] }, { kind: "warm" }],
    [{ stored: { status: 404, headers: {} } }, { kind: "missing" }],
    [{ stored: { status: 200, headers: { Location: "/x" } } }, { kind: "missing" }],
    [
      { how: "stale", because: "sie", trail: asked(false) },
      { kind: "again", because: "origin-503" },
    ],
    [
      { kind: "unavailable", because: "origin-down" },
      { kind: "again", because: "origin-down" },
    ],
  ])("of %j is %j", (change, expected) => expect(toWarmAnswer(found(change))).toEqual(expected));

  it("of a page in several arms is that of all of them", () => {
    const [filled, warm, again] = [{ kind: "filled" }, { kind: "warm" }, { kind: "again", because: "slow" }] as const;
    expect([together([warm, filled]), together([warm, warm]), together([filled, again])]).toEqual([filled, warm, again]);
    const policy = { name: "p", path: "", query: {}, dimensions: { a: ["1", "2"], b: ["x", "y"] } };
    expect(everyDimension(policy).map(({ a, b }) => `${a}${b}`)).toEqual(["1x", "1y", "2x", "2y"]);
    expect(everyDimension({ name: "p", path: "", query: {} })).toEqual([{}]);
  });
});

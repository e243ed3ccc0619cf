/** The simulated network itself: what the benches and rehearsals stand on has to be true first. */
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openWorld } from "../lab/world/open-world.ts";
import type { Pop, World } from "../lab/world/world.ts";

let world: World;
let here: Pop;
let there: Pop;
let elsewhere: Pop;

beforeAll(async () => {
  world = await openWorld({ pops: 3 });
  [here, there, elsewhere] = ["FRA", "LHR", "IAD"].map((name) => world.pop(name)) as [Pop, Pop, Pop];
  for (const pop of world.pops) await vi.waitUntil(() => hasStock(pop), { timeout: 60_000 });
}, 180_000);

afterEach(() => world.mend());
afterAll(() => world?.close());

const passed = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function view(path: string, pop = here, isolate = 0) {
  const response = await pop.fetch(path, {}, isolate);
  const body = await response.text();
  return { status: response.status, body, cache: response.headers.get("Cache-Status") ?? "", headers: response.headers };
}

async function hasStock(pop: Pop): Promise<boolean> {
  return (await view(product("rim-mug"), pop)).headers.get("Fragment-Status")?.includes(", stock=bulletin") === true;
}

/** How often the origin was asked for a product or a collection since its calls were last taken. */
async function pageCalls(path: string): Promise<number> {
  const [, market, kind, handle] = path.split("/");
  const asked = `/v1/pages/${kind?.replace(/s$/, "")}/${handle}?market=${market}`;
  return (await world.takeCalls()).filter(({ what }) => what === asked).length;
}

/** A page is put into stores behind its answer. */
async function untilStored(path: string, tier: "pop" | "shield", pop: Pop): Promise<void> {
  const states = async () => {
    const { tiers } = (await (await world.admin(`/admin/api/explain?url=${path}`, {}, pop)).json()) as { tiers: object[] };
    return tiers;
  };
  await expect.poll(states).toContainEqual(expect.objectContaining({ name: tier, state: "fresh" }));
}

const product = (handle: string) => `/en-gb/products/${handle}`;

describe("points of presence", () => {
  it("have a cache each, which their isolates share", async () => {
    await world.takeCalls();
    const path = product("milk-jug-tall");
    expect((await view(path, here, 0)).cache).toContain("vitrine-pop;fwd=miss;stored");
    await untilStored(path, "pop", here);
    expect((await view(path, here, 1)).cache).toContain("vitrine-pop;hit");
    expect((await view(path, there, 0)).cache).not.toContain("vitrine-pop;hit");
    await untilStored(path, "pop", there);
    expect((await view(path, there, 2)).cache).toContain("vitrine-pop;hit");
    expect(await pageCalls(path)).toBe(1);
  });

  it("hear of a hard purge within a second and a half, wherever it was ordered", async () => {
    const path = product("rim-mug");
    for (const pop of [here, there]) for (const isolate of [0, 1, 2]) await view(path, pop, isolate);
    const body = JSON.stringify({ by: "url", values: [path], mode: "hard", reason: "Wrong price" });
    const ordered = await world.admin(
      "/admin/api/purges",
      { method: "POST", body, headers: { "Content-Type": "application/json" } },
      there,
    );
    expect(ordered.status).toBe(201);
    await passed(1_500);
    await world.takeCalls();
    for (const isolate of [0, 1, 2]) expect((await view(path, here, isolate)).cache).not.toMatch(/^vitrine-memory;hit/);
    expect(await pageCalls(path)).toBe(1);
  });

  it("keep their requests within six operations under way", async () => {
    await world.takeOperations();
    await Promise.all(["blanket", "mugs-cups", "towels"].map((handle) => view(`/de-de/collections/${handle}`)));
    await Promise.all([product("rim-mug"), "/ja-jp", "/ar-ae/cart"].map((path) => view(path, there)));
    const { requests, most, over } = await world.takeOperations();
    expect(requests).toBeGreaterThanOrEqual(6);
    expect(most).toBeGreaterThan(1);
    expect(over).toBe(0);
  });

  // Five cards, a note and recommendations beside the page, each of which would go round the shield after two seconds.
  it("keep them within six where the shield is slow or silent and the origin slow", async () => {
    const recent = ["rim-plate", "drawing-pencils", "allotment-can", "account-book", "rim-mug"].join(".");
    await Promise.all([world.takeOperations(), world.takeCalls()]);
    await world.cut("SHIELD", { slowByMs: 8_000 }, here);
    await world.cut("SHIELD", "silent", there);
    await world.spoilOrigin({ kind: "slow", byMs: 1_500 }, "/v1");
    const headers = { Cookie: `__Host-recent=${recent}` };
    await Promise.all([here, there].map(async (pop) => (await pop.fetch("/de-de/products/milk-jug-tall", { headers })).text()));
    // Cards that came too late for the page are asked for behind it.
    let cards = 0;
    const cardsAskedFor = async () => (cards += (await world.takeCalls()).filter(({ what }) => what.includes("/card/")).length);
    await expect.poll(cardsAskedFor).toBe(10);
    for (const pop of [here, there]) {
      const { most, over, example } = await world.takeOperations(pop);
      expect(most).toBeGreaterThan(3);
      expect([over, example]).toEqual([0, []]);
    }
    expect((await world.takeOperations()).over).toBe(0);
  });

  // Filled pages are put into the cache while the next ones are asked for, and the bulletin is looked at.
  it("keep a second of a prewarm within six, however slow what it reaches is", async () => {
    await world.takeOperations();
    for (const binding of ["BULLETIN", "SHIELD", "CACHE"]) await world.cut(binding, { slowByMs: 200 }, "home");
    const body = JSON.stringify({ by: "sitemap", markets: ["ar-ae"], perSecond: 50, reason: "Launch" });
    const order = { method: "POST", body, headers: { "Content-Type": "application/json" } };
    const { id } = (await (await world.admin("/admin/api/prewarms", order)).json()) as { id: number };
    const filled = async () =>
      ((await (await world.admin(`/admin/api/prewarms/${id}`)).json()) as { counts: { filled: number } }).counts.filled;
    await expect.poll(filled, { timeout: 30_000 }).toBeGreaterThan(30);
    await world.admin(`/admin/api/prewarms/${id}/cancel`, { method: "POST" });
    const { most, over, example } = await world.takeOperations("home");
    expect(most).toBeGreaterThan(3);
    expect([over, example]).toEqual([0, []]);
  });
});

describe("the shield", () => {
  const everywhere = () => [here, there].flatMap((pop) => [0, 1, 2].map((isolate) => ({ pop, isolate })));

  it("fills a page once for three isolates each of two points of presence that ask at once", async () => {
    const path = product("account-book");
    await Promise.all(everywhere().map(({ pop, isolate }) => view("/en-gb", pop, isolate)));
    await world.takeCalls();
    const asked = Array.from({ length: 20 }, everywhere).flat();
    const views = await Promise.all(asked.map(({ pop, isolate }) => view(path, pop, isolate)));
    expect(new Set(views.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await pageCalls(path)).toBe(1);
  });

  it("hands on what it filled for another, with the answers that came along", async () => {
    const path = product("allotment-can");
    await view(path, here);
    await untilStored(path, "shield", here);
    await world.takeCalls();
    expect((await view(path, there)).cache).toMatch(/^vitrine-shield;hit;ttl=\d+, vitrine-pop;fwd=miss;stored/);
    expect((await world.takeCalls()).filter(({ kind, what }) => kind === "page" || what.includes("recommendations"))).toEqual([]);
    const { tiers } = (await (await world.admin(`/admin/api/explain?url=${path}`, {}, there)).json()) as { tiers: object[] };
    expect(tiers).toContainEqual(expect.objectContaining({ name: "shield", state: "fresh" }));
    // Isolates tell what they counted about once a second.
    const hits = async () =>
      ((await (await world.admin("/admin/api/stats", {}, there)).json()) as { hits: { shield: number } }).hits.shield;
    await expect.poll(hits).toBeGreaterThan(0);
  });

  it("is gone round where it is cut off: a page all the same, and the origin asked from there", async () => {
    await world.cut("SHIELD", "refused", there);
    const path = product("drawing-pencils");
    const { status, cache } = await view(path, there);
    expect([status, cache]).toEqual([200, expect.not.stringContaining("vitrine-shield")]);
    expect(await pageCalls(path)).toBe(1);
  });
});

describe("an origin gone wrong", () => {
  it("leaves warm pages as they are and answers cold ones with 503", async () => {
    await view("/en-gb");
    await world.spoilOrigin({ kind: "stopped" });
    expect((await view("/en-gb")).status).toBe(200);
    const cold = await view(product("rim-plate"));
    expect(cold.status).toBe(503);
    expect(cold.headers.get("Retry-After")).toMatch(/^\d+$/);
    expect(cold.cache).toMatch(/vitrine-memory;fwd=miss;detail="origin-down"$/);
  });

  it.each([
    { kind: "garbage", page: "/en-us/collections/mugs-cups" },
    { kind: "foreign", page: "/en-us/collections/towels" },
    { kind: "empty", page: "/en-us/products/rim-mug" },
    { kind: "truncated", page: "/en-us" },
  ] as const)("never has its $kind 200 stored", async ({ kind, page }) => {
    await world.spoilOrigin({ kind }, "/v1/pages");
    expect((await view(page)).status).toBe(503);
    await world.mend();
    const mended = await view(page);
    expect(mended.status).toBe(200);
    expect(mended.cache).toContain("fwd=miss");
  });
});

describe("an origin whose answers are one asker's", () => {
  it.each([
    { because: "set-cookie", fields: { "Set-Cookie": "__cf_bm=1; Path=/" }, page: "/en-gb/collections/pans" },
    { because: "private", fields: { "Cache-Control": "max-age=60, private" }, page: "/de-de/products/rim-mug" },
    { because: "no-store", fields: { "CDN-Cache-Control": "no-store" }, page: "/en-us/collections/vases" },
    { because: "foreign-vary", fields: { Vary: "Accept-Encoding, Cookie" }, page: "/ja-jp/collections/boards" },
  ])("has them given to whoever asked and kept nowhere: $because", async ({ because, fields, page }) => {
    await world.spoilOrigin({ kind: "with-fields", fields }, "/v1/pages");
    await world.takeCalls();
    const asked = [await view(page, here, 0), await view(page, here, 0), await view(page, here, 1), await view(page, there)];
    expect(asked.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    for (const { cache, headers } of asked) {
      expect(cache).toContain(`detail="${because}"`);
      expect(cache).not.toContain("stored");
      expect(headers.get("Set-Cookie") ?? "").not.toContain("__cf_bm");
    }
    expect(asked[1]?.cache).toContain("vitrine-memory;fwd=bypass");
    expect(await pageCalls(page)).toBe(4);
  });

  it("has them kept once they are everybody's again", async () => {
    const page = "/en-gb/collections/pots";
    await world.spoilOrigin({ kind: "with-fields", fields: { "Cache-Control": "private" } }, "/v1/pages");
    expect((await view(page)).cache).not.toContain("stored");
    await world.mend();
    await world.advanceClock(2_100);
    expect((await view(page)).cache).toContain("vitrine-pop;fwd=miss;stored");
  });

  it("has what came along with them kept no more than them", async () => {
    await world.spoilOrigin({ kind: "with-fields", fields: { "Cache-Control": "private" } }, "/v1/pages");
    await world.takeCalls();
    const path = "/en-us/products/account-book";
    for (const pop of [here, there]) expect((await view(path, pop)).status).toBe(200);
    const asked = async () => (await world.takeCalls()).map(({ kind, what }) => `${kind} ${what}`).join("\n");
    await expect.poll(asked).toMatch(/^shared .*recommendations\/account-book/m);
  });

  it("that said so of a refresh leave what was kept in grace", async () => {
    const path = "/de-de/collections/mugs-cups";
    await view(path);
    await untilStored(path, "pop", here);
    await world.spoilOrigin({ kind: "with-fields", fields: { "Cache-Control": "no-store" } }, "/v1/pages");
    await world.takeCalls();
    const body = JSON.stringify({ by: "url", values: [path], mode: "soft", reason: "A new picture" });
    await world.admin("/admin/api/purges", { method: "POST", body, headers: { "Content-Type": "application/json" } });
    await expect.poll(async () => (await view(path)).cache).toContain("fwd=stale");
    // A second refresh is asked for when the first has been judged.
    let refreshes = 0;
    const refreshesSeen = async () => {
      expect(await view(path)).toMatchObject({ status: 200, cache: expect.stringContaining("fwd=stale") });
      refreshes += await pageCalls(path);
      return refreshes;
    };
    await expect.poll(refreshesSeen).toBeGreaterThan(1);
  });
});

describe("a bulletin that is cut off", () => {
  it("has old pages served as unconfirmed, where it is cut off and nowhere else", async () => {
    await view("/en-gb");
    await view("/en-gb", there);
    await world.cut("BULLETIN", "refused", here);
    await world.advanceClock(20_000, here);
    expect((await view("/en-gb")).cache).toContain('detail="purge-unconfirmed"');
    expect((await view("/en-gb", there)).cache).not.toContain("purge-unconfirmed");
  });

  it("that answers later than a copy may be old has nothing shown as fresh that was purged meanwhile", async () => {
    const path = product("rim-plate");
    for (let turn = 0; turn < 2; turn++) expect((await view(path)).status).toBe(200);
    await world.cut("BULLETIN", { slowByMs: 5_000 }, here);
    const body = JSON.stringify({ by: "url", values: [path], mode: "soft", reason: "Other words" });
    const order = { method: "POST", body, headers: { "Content-Type": "application/json" } };
    expect((await world.admin("/admin/api/purges", order, there)).status).toBe(201);
    await passed(1_500);
    const { status, cache } = await view(path);
    expect([status, cache]).toEqual([200, expect.not.stringMatching(/;hit/)]);
  });

  it("has nothing shown that is older than any grace, and pages filled as soon as the origin answers", async () => {
    await view("/en-gb");
    await world.cut("BULLETIN", "refused", here);
    await world.advanceClock(3 * 24 * 3_600_000);
    await world.spoilOrigin({ kind: "stopped" });
    expect((await view("/en-gb")).status).toBe(503);
    await world.spoilOrigin(null);
    await expect.poll(async () => (await view("/en-gb")).status, { timeout: 15_000 }).toBe(200);
  });
});

describe("an operator whose point of presence reaches", () => {
  const order = (further: object, pop: Pop) => {
    const body = JSON.stringify({ by: "url", values: [product("rim-mug")], reason: "Out of reach", ...further });
    return world.admin("/admin/api/purges", { method: "POST", body, headers: { "Content-Type": "application/json" } }, pop);
  };
  const expectNoBulletin = async () => {
    for (const answer of await Promise.all([order({}, here), world.admin("/admin/api/purges", {}, here)]))
      expect([answer.status, answer.headers.get("Retry-After")]).toEqual([503, "5"]);
  };
  const expectNoOrigin = async () => {
    const [products, exported, stats, ready] = await Promise.all(
      ["/admin/api/products", "/admin/api/feeds/export", "/admin/api/stats", "/readyz"].map((path) => world.admin(path, {}, there)),
    );
    for (const answer of [products, exported]) expect([answer?.status, answer?.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(stats?.status).toBe(200);
    const untold = { ok: false, because: "the origin does not tell" };
    expect(await ready?.json()).toMatchObject({ checks: { origin: { ok: false }, bulletin: { ok: true }, catalogue: untold } });
  };
  const expectNoShield = async () => {
    const explained = world.admin(`/admin/api/explain?url=${product("rim-mug")}`, {}, elsewhere);
    expect(await (await order({ dryRun: true }, elsewhere)).json()).toMatchObject({ sampledFrom: "0 of 16 parts of the shield" });
    const unreachable = expect.objectContaining({ name: "shield", state: "none", because: "unreachable" });
    expect(await (await explained).json()).toMatchObject({ tiers: expect.arrayContaining([unreachable]) });
  };

  it("no bulletin is told to try again, of purges and of their log", async () => {
    await world.cut("BULLETIN", "refused", here);
    await expectNoBulletin();
  });

  // Each is waited for as long as the shop waits: all at once, each elsewhere.
  it("a silent bulletin, origin or shield is told so, and has what does not need it", async () => {
    await world.cut("BULLETIN", "silent", here);
    await world.cut("ORIGIN", "silent", there);
    await world.cut("SHIELD", "silent", elsewhere);
    await Promise.all([expectNoBulletin(), expectNoOrigin(), expectNoShield()]);
  }, 30_000);
});

describe("a moved clock", () => {
  it("makes pages stale, which are refreshed behind the answer", async () => {
    await view("/en-gb");
    await world.advanceClock(11 * 60_000);
    expect((await view("/en-gb")).cache).toContain('detail="swr"');
  });
});

// Last, for the network is another one afterwards.
describe("a deploy that changes pages", () => {
  it("shows what the release before left, while the origin is down too, and then its own", async () => {
    const [path, other] = [product("rim-mug"), product("drawing-pencils")];
    const before = await view(path);
    await untilStored(path, "pop", here);
    await world.deploy();
    await world.spoilOrigin({ kind: "stopped" });
    const left = await view(path);
    expect([left.status, left.cache]).toEqual([200, expect.stringContaining('vitrine-pop;fwd=stale;detail="earlier-release"')]);
    const explained = await world.admin(`/admin/api/explain?url=${path}`, {}, here);
    expect(await explained.json()).toMatchObject({ would: { kind: "stale", because: "earlier-release" } });
    expect(left.headers.get("Vitrine-Build")).toBe(before.headers.get("Vitrine-Build"));
    expect((await view(other)).status).toBe(503);
    await world.mend();
    await expect.poll(async () => (await view(path)).headers.get("Vitrine-Build")).not.toBe(before.headers.get("Vitrine-Build"));
    expect((await view(path)).cache).toContain("hit");
  });
});

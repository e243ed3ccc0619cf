/** Purges and prewarms as operators see them: over real sockets, with the origin's own count beside them. */
import { createInterface } from "node:readline";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OperatedShop, openOperatedShop } from "./operated-shop.ts";
import { endedOps, startOps } from "./run-ops.ts";

/** Nothing here is about how long it takes. */
const SOON = { timeout: 10_000 };

let shop: OperatedShop;
beforeAll(async () => {
  shop = await openOperatedShop();
}, 120_000);
afterAll(() => shop?.close());
afterEach(() => {
  shop.edit = undefined;
});

interface Explained {
  readonly would: { readonly kind: string };
  readonly tiers: readonly { readonly name: string; readonly state: string }[];
}

async function stateOf(url: string): Promise<string> {
  const answer = await shop.admin(`/admin/api/explain?url=${encodeURIComponent(url)}`);
  return ((await answer.json()) as Explained).tiers.find(({ state }) => state !== "none")?.state ?? "none";
}

/** Asks for pages until each stands in memory. */
async function warm(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await expect.poll(async () => (await shop.view(path)).headers.get("Cache-Status"), SOON).toContain("vitrine-memory;hit");
  }
}

async function ended(id: unknown): Promise<Record<string, unknown>> {
  let job: Record<string, unknown> = {};
  await expect
    .poll(
      async () => {
        job = (await (await shop.admin(`/admin/api/prewarms/${id}`)).json()) as Record<string, unknown>;
        return job.state;
      },
      { timeout: 30_000, interval: 100 },
    )
    .toBe("done");
  return job;
}

describe("a prewarm", () => {
  it("fills what the sitemap names, so that the first visitors cost the origin nothing", async () => {
    const dry = await shop.order("/admin/api/prewarms", { by: "sitemap", markets: ["ja-jp"], reason: "Launch", dryRun: true });
    const { pages } = dry.body.matched as { pages: number };
    expect([dry.status, pages > 30, (dry.body.urls as string[])[0]]).toEqual([200, true, "/ja-jp"]);
    const { status, body } = await shop.order("/admin/api/prewarms", {
      by: "sitemap",
      markets: ["ja-jp"],
      perSecond: 50,
      reason: "Launch",
    });
    expect([status, body.total]).toEqual([201, pages]);
    expect(await ended(body.id)).toMatchObject({ counts: { filled: pages, warm: 0, missing: 0, failed: 0 } });
    const before = shop.asked().length;
    for (const path of ["", "/cart", "/collections/lamps", "/products/rim-mug", "/products/tall-mug"]) {
      const page = await shop.view(`/ja-jp${path}`);
      expect([path, page.status, page.headers.get("Cache-Status")]).toEqual([path, 200, expect.stringContaining("hit")]);
    }
    expect(shop.asked().length).toBe(before);
  });

  it("of what is warm asks the origin for nothing; of what was purged, once", async () => {
    const values = ["/de-de/products/rim-mug", "/de-de/collections/mugs-cups", "/de-de/products/no-such-mug"];
    const order = { by: "url", values, reason: "Campaign" };
    expect((await ended((await shop.order("/admin/api/prewarms", order)).body.id)).counts).toMatchObject({ filled: 2, missing: 1 });
    const before = shop.asked().length;
    expect((await ended((await shop.order("/admin/api/prewarms", order)).body.id)).counts).toMatchObject({
      filled: 0,
      warm: 2,
      missing: 1,
    });
    expect(shop.asked().length).toBe(before);
    await shop.order("/admin/api/purges", { by: "url", values: values.slice(0, 1), reason: "Campaign" });
    const byKey = { by: "surrogate-key", values: ["product:rim-mug"], markets: ["de-de"], reason: "Campaign" };
    await expect.poll(async () => stateOf("/de-de/products/rim-mug"), SOON).toBe("stale");
    await ended((await shop.order("/admin/api/prewarms", byKey)).body.id);
    expect(
      shop
        .asked()
        .slice(before)
        .filter((path) => path === "product/rim-mug de-de"),
    ).toHaveLength(1);
  });

  it("waits for an origin that is away, stops when told, and goes on when told", async () => {
    shop.edit = (path) =>
      path.includes("/product/") ? new Response("{}", { status: 503 }) : path === "" ? "" : new Response("{}", { status: 503 });
    const values = ["/ar-ae/products/rim-mug", "/ar-ae/products/tall-mug"];
    const { body } = await shop.order("/admin/api/prewarms", { by: "url", values, reason: "Campaign" });
    const read = async () => (await (await shop.admin(`/admin/api/prewarms/${body.id}`)).json()) as Record<string, unknown>;
    await expect.poll(async () => (await read()).because, SOON).not.toBeNull();
    expect((await shop.admin(`/admin/api/prewarms/${body.id}/cancel`, { method: "POST" })).status).toBe(200);
    expect(await read()).toMatchObject({ state: "cancelled", counts: { filled: 0 } });
    shop.edit = undefined;
    expect((await shop.admin(`/admin/api/prewarms/${body.id}/resume`, { method: "POST" })).status).toBe(200);
    expect(await ended(body.id)).toMatchObject({ counts: { filled: 2, failed: 0 } });
  });
});

describe("a purge", () => {
  it("makes stale what its dry run named, and nothing else", async () => {
    const named = ["/en-gb/products/rim-mug", "/en-gb/products/tall-mug"];
    const others = ["/en-gb", "/en-gb/collections/mugs-cups", "/en-us/products/rim-mug"];
    await warm(...named, ...others);
    const order = { by: "prefix", values: ["/en-gb/products/"], reason: "New photographs" };
    const { body: dry } = await shop.order("/admin/api/purges", { ...order, dryRun: true });
    expect(dry).toMatchObject({ matched: { shells: 2 }, urls: named });
    expect(await Promise.all(named.map(stateOf))).toEqual(["fresh", "fresh"]);
    await shop.order("/admin/api/purges", order);
    await expect.poll(() => Promise.all(named.map(stateOf)), SOON).toEqual(["stale", "stale"]);
    expect(await Promise.all(others.map(stateOf))).toEqual(["fresh", "fresh", "fresh"]);
  });

  it("is seen at once by who ordered it, and by its receipt", async () => {
    await warm("/en-us/products/tall-mug");
    const { body } = await shop.order("/admin/api/purges", {
      by: "url",
      values: ["/en-us/products/tall-mug"],
      mode: "hard",
      reason: "Wrong price",
    });
    const before = shop.asked().length;
    const seen = await shop.view("/en-us/products/tall-mug", {
      Authorization: `Bearer ${shop.adminToken}`,
      "Purge-Seq": `${body.epoch}.${body.seq}`,
    });
    expect(seen.headers.get("Cache-Status")).toContain('detail="hard-purge"');
    expect(shop.asked().slice(before)).toEqual(["product/tall-mug en-us"]);
    await expect
      .poll(async () => (await (await shop.admin(`/admin/api/purges/${body.seq}`)).json()) as unknown, SOON)
      .toMatchObject({ receipts: [{ pop: "DEV", seenAt: expect.any(Number) }] });
  });

  it("is told to the zone in front, after it was acknowledged, and its receipt says so", async () => {
    const { body } = await shop.order("/admin/api/purges", { by: "market", values: ["ja-jp"], reason: "Wording" });
    expect(body.zone).toMatchObject({ state: "waiting" });
    await expect
      .poll(async () => (await (await shop.admin(`/admin/api/purges/${body.seq}`)).json()) as unknown, SOON)
      .toMatchObject({ zone: { state: "purged", because: null } });
    const host = new URL(shop.origin).host;
    expect(shop.zone).toContainEqual({ prefixes: expect.arrayContaining([`${host}/ja-jp`]) });
  });

  it("is found again by actor, kind and words", async () => {
    await shop.order("/admin/api/purges", { by: "market", values: ["ar-ae"], reason: "Closing time of the bazaar" });
    const find = async (query: string) => ((await (await shop.admin(`/admin/api/purges?${query}`)).json()) as { purges: unknown[] }).purges;
    expect(await find("text=BAZAAR&by=market&actor=owner")).toMatchObject([{ values: ["ar-ae"], reason: "Closing time of the bazaar" }]);
    expect(await find("text=bazaar&actor=catalogue")).toEqual([]);
  });

  it("that the origin has not heard of yet is asked for again until it has, and nobody needs to purge twice", async () => {
    const path = "/en-gb/products/rim-mug";
    let hasCaughtUp = false;
    shop.edit = (asked, text) => {
      if (asked === "/v1/catalogue") return JSON.stringify({ ...(JSON.parse(text) as object), highestVersion: 99 });
      if (asked !== "/v1/pages/product/rim-mug" || !hasCaughtUp) return text;
      const answer = JSON.parse(text) as { page: { title: string }; entityVersions: Record<string, number> };
      answer.page.title = "Rim mug, mended";
      answer.entityVersions["product:rim-mug"] = 99;
      return JSON.stringify(answer);
    };
    await warm(path);
    const order = { by: "surrogate-key", values: ["product:rim-mug"], reason: "Mended", minVersions: { "product:rim-mug": 99 } };
    expect((await shop.order("/admin/api/purges", order)).status).toBe(201);
    const before = shop.asked().length;
    for (const lagEnds = Date.now() + 3_000; Date.now() < lagEnds; await new Promise((resolve) => setTimeout(resolve, 50))) {
      expect((await shop.view(path)).status).toBe(200);
    }
    const whileLagging = shop
      .asked()
      .slice(before)
      .filter((asked) => asked === "product/rim-mug en-gb").length;
    expect(whileLagging).toBeGreaterThan(1);
    expect(whileLagging).toBeLessThan(10);
    hasCaughtUp = true;
    await expect.poll(async () => (await shop.view(path)).body, { ...SOON, interval: 50 }).toContain("Rim mug, mended");
  });
});

describe("npm run ops", () => {
  const env = () => ({ SHOP_URL: shop.origin, ADMIN_TOKEN: shop.adminToken });
  const ops = (...args: readonly string[]) => endedOps(startOps(args, env()));
  const json = async (...args: readonly string[]) => JSON.parse((await ops(...args, "--json")).out) as Record<string, unknown>;
  const latest = async () => ((await json("audit", "--limit", "1")).purges as { seq: number }[])[0]?.seq;

  it("purges what looks like a page, waits for its receipts, and tells people or programs", async () => {
    await warm("/en-us/products/rim-mug");
    const { status, out, err } = await ops("purge", "/en-us/products/rim-mug", "--reason", "Wrong price", "--mode", "hard", "--yes");
    expect([status, out]).toEqual([0, expect.stringMatching(/^\d+\.\d+ has reached the one PoP in \d+ ms; zone: \w+\n$/)]);
    expect(err).toMatch(
      /^Is never served again: 1 page and 0 fragments, about 1 origin call to refill\..*\n {2}\/en-us\/products\/rim-mug\nPurged: /,
    );
    const row = await json("purge", "product:rim-mug", "listing:new", "--reason", "Wrong price", "--yes");
    expect(row).toMatchObject({
      by: "surrogate-key",
      values: ["product:rim-mug", "listing:new"],
      mode: "soft",
      receipts: [{ pop: "DEV" }],
    });
    expect((await ops("audit", "--text", "wrong", "--mode", "hard")).out).toMatch(/everywhere {2}\/en-us\/products\/rim-mug +Wrong price/);
  });

  it("purges nothing in a dry run, or where nobody says yes", async () => {
    const before = await latest();
    expect(await json("purge", "en-gb", "--reason", "Wording", "--dry-run")).toMatchObject({ matched: { shells: expect.any(Number) } });
    expect(await ops("purge", "en-gb", "--reason", "Wording")).toMatchObject({
      status: 2,
      err: expect.stringContaining("add --yes, or --dry-run"),
    });
    expect(await ops("purge", "--by", "all", "--reason", "Design", "--yes")).toMatchObject({
      status: 2,
      err: expect.stringContaining("--confirm 127.0.0.1:"),
    });
    expect(await ops("purge", "--by", "all", "--reason", "Design", "--confirm", "shop")).toMatchObject({
      status: 1,
      err: expect.stringMatching(/confirm: Type 127/),
    });
    expect(await latest()).toBe(before);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ["a misspelled command", ["pruge"], 2, /Did you mean purge\?/],
    ["a misspelled option", ["purge", "en-gb", "--reason", "x", "--dryrun"], 2, /unknown option '--dryrun'[\s\S]*Did you mean --dry-run/],
    ["a misspelled reason", ["purge", "en-gb", "--resaon", "Test"], 2, /unknown option '--resaon'[\s\S]*Did you mean --reason/],
    ["no reason", ["purge", "en-gb"], 2, /say why, with --reason <text>/],
    ["no reason for a prewarm", ["prewarm", "start"], 2, /say why, with --reason <text>/],
    ["everything, and something", ["purge", "/en-gb", "--by", "all", "--reason", "Test"], 2, /--by all purges everything, not \/en-gb/],
    ["an unknown mode", ["purge", "en-gb", "--reason", "x", "--mode", "gentle"], 2, /Allowed choices are soft, hard/],
    ["values of several kinds", ["purge", "en-gb", "product:1", "--reason", "Test"], 2, /several kinds \(market, surrogate-key\)/],
    ["a value of no kind", ["purge", "rim-mug", "--reason", "Test"], 2, /"rim-mug" is no path, key or market/],
    [
      "a page of another shop",
      ["purge", "https://evil.example/", "--reason", "Test"],
      1,
      /^ {2}https:\/\/evil\.example\/: This URL is not of this shop/m,
    ],
    ["a short reason", ["purge", "en-gb", "--reason", "x"], 1, /reason: At least 3 characters/],
    ["a wrong token", ["stats", "--token", "nobodys-token"], 1, /does not know this token/],
    ["a token no header carries", ["stats", "--token", "→"], 2, /letters that no request may carry/],
    ["nobody there", ["stats", "--url", "http://127.0.0.1:64999"], 2, /Nothing answers at http:\/\/127\.0\.0\.1:64999/],
    ["no address", ["stats", "--url", "shop"], 2, /is not the address of a shop/],
    ["no job", ["prewarm", "cancel", "999"], 1, /There is nothing here \(404\)/],
    ["no number", ["prewarm", "cancel", "x"], 2, /A whole number is wanted/],
  ])("ends with a status and a sentence for %s", async (_, args, status, sentence) => {
    const said = await ops(...args);
    expect([said.status, said.out]).toEqual([status, ""]);
    expect(said.err).toMatch(sentence);
    expect(said.err).not.toMatch(/\bat .*\.ts:\d+/);
  });

  it("prewarms and waits for the end, lists it, explains a page and tells the counts", async () => {
    const { status, out } = await ops("prewarm", "start", "--market", "en-us", "--per-second", "50", "--reason", "Launch", "--yes");
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/^Prewarm \d+ done, (\d+)\/\1: \d+ filled, \d+ warm already, 0 missing, 0 failed\.\n$/),
    ]);
    expect((await ops("prewarm", "list")).out).toMatch(/owner +done +(\d+)\/\1 +the sitemap +Launch/);
    expect((await ops("explain", "/en-us/products/rim-mug?utm_source=a")).out).toMatch(
      /^Would +\w+, .*[\s\S]*Dropped +utm_source \(undeclared\)/,
    );
    expect((await ops("stats")).out).toMatch(/Page views +\d+[\s\S]*Fragment +token/);
    expect(await json("stats")).toMatchObject({ pageViews: expect.any(Number), fragmentWaits: expect.any(Object) });
  });

  it("watches until it is interrupted, a line a thing", async () => {
    const child = startOps(["watch", "--interval", "1", "--json"], env());
    const lines: { kind: string; reason?: string }[] = [];
    if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => lines.push(JSON.parse(line)));
    await expect.poll(() => lines.some(({ kind }) => kind === "stats"), SOON).toBe(true);
    await shop.order("/admin/api/purges", { by: "market", values: ["de-de"], reason: "Watched" });
    await expect.poll(() => lines.find(({ kind, reason }) => kind === "purge" && reason === "Watched"), SOON).toBeDefined();
    child.kill("SIGINT");
    expect((await endedOps(child)).status).toBe(0);
  });
});

import * as v from "valibot";
import { beforeEach, describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { Problem } from "#contract/problem";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { Jobs } from "../prewarm/jobs.ts";
import { MAX_URLS } from "../prewarm/plan-urls.ts";
import { Unreachable } from "../unreachable.ts";
import { adminApp } from "./app.ts";
import { type FakeShop, fakeShop, NOW, SITE, TOKENS } from "./fake-deps.ts";

let shop: FakeShop;
let app: ReturnType<typeof adminApp>;
beforeEach(async () => {
  shop = await fakeShop(new Jobs(nodeSql()));
  app = adminApp(shop.deps);
});

interface Asked {
  readonly token?: string | undefined;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

function ask(path: string, { token = TOKENS.operator, method = "GET", body, headers = {} }: Asked = {}): Promise<Response> {
  const authorization: Record<string, string> = token === "" ? {} : { Authorization: `Bearer ${token}` };
  const init = { method, headers: { ...authorization, ...(body !== undefined && { "Content-Type": "application/json" }), ...headers } };
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return Promise.resolve(app.request(`${SITE.origin}${path}`, body === undefined ? init : { ...init, body: text }));
}
const purge = (body: unknown, asked: Asked = {}) => ask("/admin/api/purges", { method: "POST", body, ...asked });
const problemOf = async (response: Response) => v.parse(Problem, await response.json());
const order = { by: "surrogate-key", values: ["product:1042"], reason: "Price correction" };

describe("a purge", () => {
  it("is a row with a place to read it", async () => {
    const response = await purge({ ...order, mode: "hard", minVersions: { "product:1042": 40 } });
    expect(response.status).toBe(201);
    expect(response.headers.get("Location")).toBe("/admin/api/purges/1");
    expect(response.headers.get("Cache-Control")).toContain("no-store");
    const row = await response.json();
    expect(row).toEqual({
      epoch: 7,
      seq: 1,
      ...order,
      mode: "hard",
      actor: "operator-ann",
      minVersions: { "product:1042": 40 },
      at: NOW,
      receipts: [{ pop: "FRA", seenAt: NOW + 212 }],
    });
    expect(await (await ask("/admin/api/purges/1")).json()).toEqual(row);
  });

  it("is soft unless it says otherwise, and its reason is trimmed", async () => {
    await purge({ ...order, reason: "  VAT wording " });
    expect(shop.purged).toMatchObject([{ mode: "soft", reason: "VAT wording" }]);
  });

  it.each([
    ["url", ["https://shop.example/EN-GB/products/rim-mug/?variant=X&utm_source=a"], ["/en-gb/products/rim-mug?variant=X"]],
    ["url", ["/en-gb", "/en-gb/", "http://shop.example/en-gb?page=3"], ["/en-gb"]],
    ["url", ["/sitemap.xml", "/sitemap-2.xml"], ["/sitemap.xml", "/sitemap-2.xml"]],
    ["prefix", ["/en-gb/products/"], ["/en-gb/products/"]],
    ["prefix", ["/en-gb/products"], ["/en-gb/products/"]],
    ["prefix", ["https://shop.example/en-gb/products/rim-mug/"], ["/en-gb/products/rim-mug/"]],
    ["prefix", ["/en-gb"], ["/en-gb/"]],
    ["market", ["de-de", "ja-jp", "de-de"], ["de-de", "ja-jp"]],
  ])("by %s takes %j as %j", async (by, values, canonical) => {
    const response = await purge({ by, values, reason: "Spelling" });
    expect(response.status).toBe(201);
    expect(shop.purged[0]?.values).toEqual(canonical);
  });

  it("of everything wants the owner and the shop's name typed out", async () => {
    const everything = { by: "all", reason: "New design", confirm: "shop.example" };
    expect((await purge(everything)).status).toBe(403);
    expect(shop.purged).toEqual([]);
    expect((await purge(everything, { token: TOKENS.owner })).status).toBe(201);
    expect(shop.purged).toMatchObject([{ by: "all", values: [], actor: "owner" }]);
  });

  it.each([
    ["market", MARKET_NAMES],
    ["prefix", MARKET_NAMES.map((market) => `/${market}/`)],
    ["surrogate-key", MARKET_NAMES.map((market, at) => (at % 2 === 0 ? `market:${market}` : `prefix:/${market}/`))],
    ["surrogate-key", ["product:1", "page:navigation"]],
  ])("of everything by %s is no way round that", async (by, values) => {
    const everything = { by, values, reason: "New design" };
    expect((await problemOf(await purge(everything, { token: TOKENS.owner }))).errors?.[0]?.field).toBe("confirm");
    expect((await purge({ ...everything, confirm: "shop.example" })).status).toBe(403);
    expect(shop.purged).toEqual([]);
    expect((await purge({ ...everything, confirm: "shop.example" }, { token: TOKENS.owner })).status).toBe(201);
    expect((await purge({ ...everything, values: values.slice(0, -1) })).status).toBe(201);
  });

  it("says what it would meet, and purges nothing, when it is a dry run", async () => {
    const response = await purge({ ...order, dryRun: true });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      matched: { shells: 38, fragments: 1 },
      refills: 12,
      sampledFrom: "PoP FRA",
      urls: ["/en-gb/products/rim-mug"],
    });
    expect(shop.purged).toEqual([]);
  });

  it("happens once for one Idempotency-Key", async () => {
    const headers = { "Idempotency-Key": "abc-1" };
    const first = await purge(order, { headers });
    const second = await purge(order, { headers });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(await second.json()).toEqual(await first.json());
    expect(shop.purged).toHaveLength(1);
  });

  it("is refused when its key was used for another order", async () => {
    const headers = { "Idempotency-Key": "abc-1" };
    await purge(order, { headers });
    const response = await purge({ ...order, reason: "Something else" }, { headers });
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ errors: [{ field: "Idempotency-Key" }] });
    expect(shop.purged).toHaveLength(1);
  });

  it("does not share keys between admins", async () => {
    const headers = { "Idempotency-Key": "abc-1" };
    await purge(order, { headers });
    expect((await purge({ ...order, reason: "Another admin" }, { headers, token: TOKENS.owner })).status).toBe(201);
  });
});

describe("nothing is purged, and the field is named", () => {
  it.each<[string, unknown, number, string]>([
    ["not JSON", "{", 400, "body"],
    ["no object", [], 422, "body"],
    ["null", null, 422, "body"],
    ["nothing", {}, 422, "by"],
    ["unknown by", { ...order, by: "tag" }, 422, "by"],
    ["no values", { by: "url", reason: "Because" }, 422, "values"],
    ["an empty list", { ...order, values: [] }, 422, "values"],
    ["10,000 values", { ...order, values: Array.from({ length: 10_000 }, (_, at) => `product:${at}`) }, 422, "values"],
    ["values that are no list", { ...order, values: "product:1" }, 422, "values"],
    ["a number among the values", { ...order, values: ["product:1", 2] }, 422, "values.1"],
    ["a key with a blank", { ...order, values: ["product:1 042"] }, 422, "values.0"],
    ["a key that is too long", { ...order, values: ["x".repeat(129)] }, 422, "values.0"],
    ["everything by the key that is on everything", { ...order, values: ["product:1", "all"] }, 422, "values.1"],
    ["everything by the prefix that is on every page", { ...order, values: ["prefix:/"] }, 422, "values.0"],
    ["an unknown mode", { ...order, mode: "gentle" }, 422, "mode"],
    ["no reason", { ...order, reason: undefined }, 422, "reason"],
    ["a reason of blanks", { ...order, reason: "      " }, 422, "reason"],
    ["a reason of 501 characters", { ...order, reason: "x".repeat(501) }, 422, "reason"],
    ["a reason with a line break", { ...order, reason: "one\r\ntwo" }, 422, "reason"],
    ["a misspelled dryRun", { ...order, dryrun: true }, 422, "dryrun"],
    ["a dryRun that is no boolean", { ...order, dryRun: "yes" }, 422, "dryRun"],
    ["a prefix inside a segment", { ...order, by: "prefix", values: ["/en-gb/prod"] }, 422, "values.0"],
    ["a prefix inside a segment, closed", { ...order, by: "prefix", values: ["/en-gb/prod/"] }, 422, "values.0"],
    ["a prefix inside a handle", { ...order, by: "prefix", values: ["/en-gb/products/rim"] }, 422, "values.0"],
    ["a prefix of no market", { ...order, by: "prefix", values: ["/"] }, 422, "values.0"],
    ["a prefix with a query", { ...order, by: "prefix", values: ["/en-gb/?a=1"] }, 422, "values.0"],
    ["a prefix in capitals", { ...order, by: "prefix", values: ["/EN-GB/"] }, 422, "values.0"],
    ["a prefix of a foreign host", { ...order, by: "prefix", values: ["//evil.example/en-gb/"] }, 422, "values.0"],
    ["a URL of a foreign host", { ...order, by: "url", values: ["https://evil.example/en-gb"] }, 422, "values.0"],
    [
      "a URL of a foreign host, in disguise",
      { ...order, by: "url", values: ["/en-gb", "https://shop.example@evil.example/en-gb"] },
      422,
      "values.1",
    ],
    ["a URL with a backslash", { ...order, by: "url", values: ["/\\evil.example/en-gb"] }, 422, "values.0"],
    ["a URL of no page", { ...order, by: "url", values: ["/en-gb/nothing"] }, 422, "values.0"],
    ["no URL", { ...order, by: "url", values: ["en-gb/products"] }, 422, "values.0"],
    ["an unknown market", { ...order, by: "market", values: ["fr-fr"] }, 422, "values.0"],
    ["all without confirmation", { by: "all", reason: "New design" }, 422, "confirm"],
    ["all with another host", { by: "all", reason: "New design", confirm: "SHOP.example" }, 422, "confirm"],
    ["all with values", { by: "all", values: ["x"], reason: "New design", confirm: "shop.example" }, 422, "values"],
    ["a future version", { ...order, minVersions: { "product:1042": 41 } }, 422, "minVersions.product:1042"],
    ["a version of zero", { ...order, minVersions: { "product:1042": 0 } }, 422, "minVersions.product:1042"],
    ["half a version", { ...order, minVersions: { "product:1042": 1.5 } }, 422, "minVersions.product:1042"],
    ["a version beyond all numbers", { ...order, minVersions: { "product:1042": 1e300 } }, 422, "minVersions.product:1042"],
    ["versions in a list", { ...order, minVersions: [] }, 422, "minVersions"],
    ["a version of what no entity is called", { ...order, minVersions: JSON.parse('{"__proto__": 1}') }, 422, "minVersions"],
    ["a version of no entity", { ...order, minVersions: { "Product 1": 1 } }, 422, "minVersions.Product 1"],
  ])("for %s", async (_, body, status, field) => {
    const response = await purge(body, { token: TOKENS.owner });
    expect(response.status).toBe(status);
    const problem = await problemOf(response);
    expect(problem.errors?.map((error) => error.field)).toContain(field);
    for (const { because } of problem.errors ?? []) expect(because).toMatch(/^[A-Zt0-9].*\.$/);
    expect(shop.purged).toEqual([]);
  });

  it.each(["purges", "prewarms", "prewarms/1/cancel", "products/mug"])("for what %s is told in its address", async (path) => {
    const response = await ask(`/admin/api/${path}?dryRun=true`, { method: "POST", body: order });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors?.[0]?.field).toBe("dryRun");
    expect(shop.purged).toEqual([]);
  });

  it("for a body of 10 MB", async () => {
    const response = await purge(JSON.stringify({ ...order, reason: "x".repeat(10_000_000) }));
    expect(response.status).toBe(413);
    expect(shop.purged).toEqual([]);
  });

  it("for a body of 10 MB that does not say its length", async () => {
    const chunk = new Uint8Array(100_000).fill(0x20);
    let left = 100;
    const body = new ReadableStream<Uint8Array>({ pull: (stream) => (left-- > 0 ? stream.enqueue(chunk) : stream.close()) });
    const init = {
      method: "POST",
      headers: { Authorization: `Bearer ${TOKENS.owner}`, "Content-Type": "application/json" },
      body,
      duplex: "half",
    };
    expect((await app.request(`${SITE.origin}/admin/api/purges`, init as RequestInit)).status).toBe(413);
    expect(left).toBeGreaterThan(80);
    expect(shop.purged).toEqual([]);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])("for a body of type %s", async (type) => {
    expect((await purge(order, { headers: { "Content-Type": type } })).status).toBe(415);
    expect(shop.purged).toEqual([]);
  });

  it("for a malformed Idempotency-Key", async () => {
    const response = await purge(order, { headers: { "Idempotency-Key": "a b" } });
    expect([response.status, (await problemOf(response)).errors?.[0]?.field]).toEqual([400, "Idempotency-Key"]);
    expect(shop.purged).toEqual([]);
  });

  it("while the origin cannot say which versions there are", async () => {
    shop.world.highestVersion = undefined;
    expect((await purge({ ...order, minVersions: { "product:1": 1 } })).status).toBe(503);
    expect(shop.purged).toEqual([]);
  });

  it("for an admin who purges without end", async () => {
    shop.world.maxPurges = 3;
    const statuses = [];
    for (let at = 0; at < 5; at++) statuses.push((await purge(order)).status);
    expect(statuses).toEqual([201, 201, 201, 429, 429]);
    expect((await purge(order)).headers.get("Retry-After")).toBe("17");
    expect(shop.purged).toHaveLength(3);
  });
});

describe("who may", () => {
  it.each([
    "/admin/api/purges",
    "/admin/api/purges/1",
    "/admin/api/prewarms",
    "/admin/api/prewarms/1",
    "/admin/api/prewarms/1/cancel",
    "/admin/api/explain",
    "/admin/api/stats",
    "/admin/api/feeds",
    "/admin/api/feeds/export",
    "/admin/api/nothing",
    "/admin/metrics",
    "/admin/live/purges",
  ])("not read %s without a token", async (path) => {
    for (const token of ["", "wrong-token-12345", "operator-token-1234x", `${TOKENS.operator} `.repeat(2)]) {
      const response = await ask(path, { token });
      expect(response.status).toBe(401);
      expect(response.headers.get("WWW-Authenticate")).toMatch(/^Bearer /);
      expect(response.headers.get("CDN-Cache-Control")).toBe("no-store");
    }
  });

  it("not purge with a viewer's token, nor import feeds", async () => {
    expect((await purge(order, { token: TOKENS.viewer })).status).toBe(403);
    expect((await ask("/admin/api/feeds", { method: "POST", token: TOKENS.viewer, body: "<rss/>" })).status).toBe(403);
    expect(shop.purged).toEqual([]);
    expect(shop.uploads).toEqual([]);
    expect((await ask("/admin/api/stats", { token: TOKENS.viewer })).status).toBe(200);
  });

  it("not guess tokens without end, while right ones go on working", async () => {
    shop.world.maxTries = 2;
    const statuses = [];
    for (let at = 0; at < 4; at++) statuses.push((await ask("/admin/api/stats", { token: `guess-${at}-123456` })).status);
    expect(statuses).toEqual([401, 401, 429, 429]);
    expect((await ask("/admin", { token: "guess-5-123456" })).status).toBe(429);
    expect((await ask("/admin/api/stats")).status).toBe(200);
    expect(shop.logged.join()).not.toContain("guess");
  });

  it("not pass with Basic credentials", async () => {
    expect((await ask("/admin/api/stats", { token: "", headers: { Authorization: `Basic ${btoa(`x:${TOKENS.owner}`)}` } })).status).toBe(
      401,
    );
  });
});

describe("a prewarm", () => {
  const prewarm = (body: unknown, asked: Asked = {}) => ask("/admin/api/prewarms", { method: "POST", body, ...asked });
  const all = { by: "sitemap", reason: "New design" };
  const jobs = async () => ((await (await ask("/admin/api/prewarms")).json()) as { prewarms: { id: number; state: string }[] }).prewarms;

  it("is a job with a place to watch it, to stop it and to go on", async () => {
    const response = await prewarm({ ...all, markets: ["en-gb", "de-de"], perSecond: 5 });
    expect([response.status, response.headers.get("Location")]).toEqual([201, "/admin/api/prewarms/1"]);
    const job = await response.json();
    expect(job).toEqual({
      ...{ id: 1, ...all, values: [], markets: ["en-gb", "de-de"], perSecond: 5, actor: "operator-ann", at: NOW },
      ...{ state: "running", total: 3, counts: { filled: 0, warm: 0, missing: 0, failed: 0 }, because: null, endedAt: null, failures: [] },
    });
    expect(await (await ask("/admin/api/prewarms/1")).json()).toEqual(job);
    const set = async (to: string) => {
      const answer = await ask(`/admin/api/prewarms/1/${to}`, { method: "POST" });
      return [answer.status, ((await answer.json()) as { state?: string }).state];
    };
    expect([await set("cancel"), await set("cancel"), await set("resume"), await set("resume")]).toEqual([
      [200, "cancelled"],
      [409, undefined],
      [200, "running"],
      [409, undefined],
    ]);
    expect(shop.logged.join()).toContain('"event":"prewarm-cancel","id":1,"actor":"operator-ann"');
  });

  it("says what it would fill, and fills nothing, when it is a dry run", async () => {
    const response = await prewarm({ ...all, perSecond: 2, dryRun: true });
    expect([response.status, await response.json()]).toEqual([200, { matched: { pages: 3 }, seconds: 2, urls: shop.world.pages }]);
    expect(await jobs()).toEqual([]);
  });

  it("by URL takes any spelling of it", async () => {
    await prewarm({
      by: "url",
      values: ["https://shop.example/EN-GB/products/rim-mug/?utm_source=a", "/en-gb/products/rim-mug"],
      reason: "Launch",
    });
    expect(await jobs()).toMatchObject([{ values: ["/en-gb/products/rim-mug"], total: 1, perSecond: 10 }]);
  });

  it("is one job under its key, whose other order is refused", async () => {
    const headers = { "Idempotency-Key": "deploy-7" };
    const statuses = [];
    for (const body of [all, all, { ...all, perSecond: 1 }]) statuses.push((await prewarm(body, { headers })).status);
    expect(statuses).toEqual([201, 200, 422]);
    expect(await jobs()).toHaveLength(1);
  });

  it.each<[string, unknown, number, string]>([
    ["no object", [], 422, "body"],
    ["no JSON", "{by", 400, "body"],
    ["an unknown by", { ...all, by: "magic" }, 422, "by"],
    ["an unknown field", { ...all, dryrun: true }, 422, "dryrun"],
    ["no reason", { by: "sitemap" }, 422, "reason"],
    ["a reason with a line break", { ...all, reason: "one\ntwo" }, 422, "reason"],
    ["a sitemap with values", { ...all, values: ["/en-gb"] }, 422, "values"],
    ["no values", { ...all, by: "url" }, 422, "values"],
    ["10,000 values", { ...all, by: "url", values: Array(10_000).fill("/en-gb") }, 422, "values"],
    ["a URL of a foreign host", { ...all, by: "url", values: ["/en-gb", "https://evil.example/en-gb"] }, 422, "values.1"],
    ["a URL of no page", { ...all, by: "url", values: ["/en-gb/nothing"] }, 422, "values.0"],
    ["the sitemap, which is of no market", { ...all, by: "url", values: ["/en-gb", "/sitemap.xml"] }, 422, "values.1"],
    ["a part of it", { ...all, by: "url", values: ["/sitemap-2.xml"] }, 422, "values.0"],
    ["robots.txt, looked at first", { ...all, by: "url", values: ["https://shop.example/robots.txt"], dryRun: true }, 422, "values.0"],
    ["a malformed key", { ...all, by: "surrogate-key", values: ["Product 1"] }, 422, "values.0"],
    ["an unknown market", { ...all, markets: ["fr-fr"] }, 422, "markets.0"],
    ["no pages a second", { ...all, perSecond: 0 }, 422, "perSecond"],
    ["51 pages a second", { ...all, perSecond: 51 }, 422, "perSecond"],
    ["half a page a second", { ...all, perSecond: 0.5 }, 422, "perSecond"],
    ["a body of 10 MB", { ...all, reason: "x".repeat(10_000_000) }, 413, ""],
  ])("is refused for %s", async (_, body, status, field) => {
    const response = await prewarm(body);
    expect(response.status).toBe(status);
    if (field !== "") expect((await problemOf(response)).errors?.map((error) => error.field)).toContain(field);
    expect(await jobs()).toEqual([]);
  });

  it("is refused for more pages than a job takes", async () => {
    shop.world.pages = Array.from({ length: MAX_URLS + 1 }, (_, at) => `/en-gb/products/p-${at}`);
    expect((await problemOf(await prewarm(all))).errors?.[0]?.field).toBe("markets");
    expect(await jobs()).toEqual([]);
  });

  it("is refused while the origin cannot say which pages there are", async () => {
    shop.world.highestVersion = undefined;
    expect((await prewarm(all)).status).toBe(503);
    expect(await jobs()).toEqual([]);
  });

  it("is nothing for viewers, who may watch", async () => {
    await prewarm(all);
    for (const path of ["", "/1/cancel", "/1/resume"])
      expect((await ask(`/admin/api/prewarms${path}`, { method: "POST", body: all, token: TOKENS.viewer })).status).toBe(403);
    expect((await ask("/admin/api/prewarms/1", { token: TOKENS.viewer })).status).toBe(200);
    expect(await jobs()).toMatchObject([{ state: "running" }]);
  });

  it.each(["/0", "/9", "/x", "/9/cancel", "/x/resume"])("has no %s", async (path) => {
    expect((await ask(`/admin/api/prewarms${path}`, { method: /[a-z]{3}/.test(path) ? "POST" : "GET" })).status).toBe(404);
  });

  it("is listed in pages", async () => {
    for (let at = 0; at < 3; at++) await prewarm(all);
    expect(await (await ask("/admin/api/prewarms?limit=2")).json()).toMatchObject({ prewarms: [{ id: 3 }, { id: 2 }], next: 2 });
    expect(await (await ask("/admin/api/prewarms?limit=2&before=2")).json()).toMatchObject({ prewarms: [{ id: 1 }], next: null });
    for (const query of ["limit=0", "limit=101", "before=x"]) expect((await ask(`/admin/api/prewarms?${query}`)).status).toBe(400);
  });
});

describe("the log of purges", () => {
  it("is read in pages", async () => {
    for (let at = 1; at <= 5; at++) await purge({ ...order, reason: `Purge ${at}` });
    const first = (await (await ask("/admin/api/purges?limit=2")).json()) as { purges: { seq: number }[]; next: number };
    expect([first.purges.map(({ seq }) => seq), first.next]).toEqual([[5, 4], 4]);
    const last = await (await ask("/admin/api/purges?limit=4&before=4")).json();
    expect(last).toMatchObject({ purges: [{ seq: 3 }, { seq: 2 }, { seq: 1 }], next: null });
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=x",
    "limit=1e1",
    "before=-1",
    "before=x",
    "by=magic",
    "mode=gentle",
    "since=yesterday",
    "until=2026-13-01",
    "epoch=-1",
    "actr=ines",
    `text=${"x".repeat(129)}`,
    "actor=a%00b",
  ])("refuses %s, naming the field", async (query) => {
    const response = await ask(`/admin/api/purges?${query}`);
    expect([response.status, (await problemOf(response)).errors?.map(({ field }) => field)]).toEqual([400, [query.split("=")[0]]]);
    expect(shop.asked).toEqual([]);
  });

  it("is filtered by actor, kind, mode, words and time", async () => {
    const query = "actor=ines&by=market&mode=hard&text=VAT&since=2026-11-22T09:00&until=2026-11-22T10:00%2B01:00&epoch=7&limit=5&before=9";
    expect((await ask(`/admin/api/purges?${query}`)).status).toBe(200);
    const hour = (text: string) => Date.parse(`2026-11-22T${text}Z`);
    const times = { since: hour("09:00"), until: hour("09:00") };
    expect(shop.asked).toEqual([{ limit: 5, before: 9, epoch: 7, actor: "ines", by: "market", mode: "hard", text: "VAT", ...times }]);
    await ask("/admin/api/purges?actor=&by=&text=&since=");
    expect(shop.asked[1]).toEqual({ limit: 20 });
  });

  it.each(["0", "99", "x", "1e0", "%31%00"])("has no purge %s", async (seq) => {
    await purge(order);
    expect((await ask(`/admin/api/purges/${seq}`)).status).toBe(404);
  });
});

it.each([
  ["/admin/api/purges/1?receipts=1", "receipts"],
  ["/admin/api/prewarms?actor=ines", "actor"],
  ["/admin/api/prewarms/1?full=1", "full"],
  ["/admin/api/products/nh-1042?market=en-gb", "market"],
  ["/admin/api/explain?url=/en-gb&arms=a:b", "arms"],
  ["/admin/api/stats?since=1", "since"],
  ["/admin/api/feeds/export?markt=en-gb", "markt"],
  ["/admin/metrics?format=json", "format"],
])("%s has a parameter that nobody reads, and says which", async (path, field) => {
  const response = await ask(path);
  expect([response.status, (await problemOf(response)).errors?.map((error) => error.field)]).toEqual([400, [field]]);
});

it.each([
  ["/admin/api/purges?limit=1&limit=2", "limit"],
  ["/admin/api/purges?before=5&before=5", "before"],
  ["/admin/api/purges?actor=ines&actor=", "actor"],
  ["/admin/api/purges?by=url&by=all", "by"],
  ["/admin/api/prewarms?limit=1&limit=2", "limit"],
  ["/admin/api/prewarms?before=2&before=1", "before"],
  ["/admin/api/products?text=mug&text=jug", "text"],
  ["/admin/api/explain?url=/en-gb&url=/de-de", "url"],
  ["/admin/api/explain?url=/en-gb/cart&arm=promise:with&arm=promise:without", "arm"],
  ["/admin/api/feeds/export?market=en-gb&market=de-de", "market"],
])("%s has a parameter twice, of which none is taken", async (path, field) => {
  const response = await ask(path);
  expect([response.status, (await problemOf(response)).errors?.map((error) => error.field)]).toEqual([422, [field]]);
  expect([shop.asked, shop.exported]).toEqual([[], []]);
});

const NO_NUMBERS = ["", "0", "-1", "1.5", "0x10", "1e1", "%D9%A1", "9007199254740993", "99999999999999999999", "%2B1", "1,2"];
it.each(NO_NUMBERS)("takes %j for no number, and names the parameter", async (number) => {
  for (const path of ["purges", "prewarms"])
    for (const field of ["limit", "before"]) {
      const response = await ask(`/admin/api/${path}?${field}=${number}`);
      expect([response.status, (await problemOf(response)).errors?.map((error) => error.field)]).toEqual([400, [field]]);
    }
});

describe("explain", () => {
  it("says what a URL means to the shop", async () => {
    const response = await ask(`/admin/api/explain?url=${encodeURIComponent("https://shop.example/en-gb/products/rim-mug?utm_source=a")}`);
    expect(await response.json()).toMatchObject({
      canonical: "/en-gb/products/rim-mug",
      route: "product",
      dropped: [{ name: "utm_source", because: "undeclared" }],
      would: { kind: "fill", because: "nothing stored" },
    });
  });

  it.each([
    ["/en-gb/products/made-up", "not-found"],
    ["/en-gb/products/rim-mug?variant=made-up", "redirect"],
  ])("says that %s has a name nobody has heard of", async (url, kind) => {
    const response = await ask(`/admin/api/explain?url=${encodeURIComponent(url)}`);
    expect(await response.json()).toMatchObject({ would: { kind, because: "unknown-name" } });
  });

  it.each([
    ["/robots.txt", /writes it for each request; no tier keeps it/],
    ["/admin/traffic", /console/],
    ["/readyz", /about itself/],
    ["/en-gb/_fragments?page=/en-gb&names=stock", /one visitor/],
    ["/en-gb/cart/lines/line-1", /origin/],
  ])("says what answers %s, which is no page", async (url, because) => {
    const response = await ask(`/admin/api/explain?url=${encodeURIComponent(url)}`);
    expect(await response.json()).toMatchObject({
      key: null,
      tiers: [],
      would: { kind: "answer", because: expect.stringMatching(because) },
    });
  });

  it.each([
    ["/sitemap.xml", '"sitemap",[],'],
    ["/sitemap-2.xml", '"sitemap",["handle","2"],'],
  ])("knows the own key of %s, though it is of no market", async (url, key) => {
    const response = await ask(`/admin/api/explain?url=${url}`);
    expect(await response.json()).toMatchObject({
      canonical: url,
      route: "sitemap",
      key: expect.stringContaining(key),
      would: { kind: "fill", because: "nothing stored" },
    });
  });

  it("explains the arm that is named, another key than the first one's", async () => {
    const read = async (query: string) =>
      (await (await ask(`/admin/api/explain?url=/en-gb/cart${query}`)).json()) as { key: string; arms: object[] };
    const first = await read("");
    const named = await read("&arm=promise:with");
    expect(first.arms).toEqual([{ experiment: "promise", arm: "without", of: ["without", "with"] }]);
    expect(named.arms).toMatchObject([{ arm: "with" }]);
    expect(named.key).not.toBe(first.key);
    expect(await read("&arm=promise:without")).toEqual(first);
  });

  it.each([
    ["/en-gb/cart", "promise:never", "One of promise:without, promise:with."],
    ["/en-gb", "promise:with", "This page is the same in every experiment."],
  ])("of %s knows no arm %s", async (url, arm, because) => {
    const response = await ask(`/admin/api/explain?url=${url}&arm=${arm}`);
    expect([response.status, (await problemOf(response)).errors]).toEqual([422, [{ field: "arm", because }]]);
  });

  it.each([
    "https://evil.example/en-gb",
    "//evil.example/",
    "https://shop.example.evil.example/",
    "https://x@shop.example/",
    "ftp://shop.example/",
    "en-gb",
    "https://shop.example:8443/",
  ])("asks nothing about %s", async (url) => {
    const response = await ask(`/admin/api/explain?url=${encodeURIComponent(url)}`);
    expect([response.status, (await problemOf(response)).errors?.[0]?.field]).toEqual([422, "url"]);
    expect(shop.explained).toEqual([]);
  });

  it("wants a URL", async () => {
    expect((await ask("/admin/api/explain")).status).toBe(400);
  });
});

describe("a feed", () => {
  it("is streamed to the origin, and its report back", async () => {
    shop.world.feedAnswer = () =>
      new Response('\u001e{"kind":"report"}\n', { headers: { "Content-Type": "application/json-seq", "Set-Cookie": "a=b" } });
    const response = await ask("/admin/api/feeds?mode=dry-run&minShare=0.5", {
      method: "POST",
      body: "<rss/>",
      headers: { "Content-Type": "application/xml" },
    });
    expect(response.headers.get("Content-Type")).toBe("application/json-seq");
    expect(response.headers.get("Set-Cookie")).toBeNull();
    expect(await response.text()).toContain("report");
    expect(shop.uploads).toMatchObject([{ mode: "dry-run", minShare: 0.5, actor: "operator-ann", contentType: "application/xml" }]);
    expect(await new Response(shop.uploads[0]?.body).text()).toBe("<rss/>");
  });

  it.each(["mode=try", "minshare=0.5", "minShare=2", "minShare=-1", "minShare=x", "minShare="])("is refused with %s", async (query) => {
    expect((await ask(`/admin/api/feeds?${query}`, { method: "POST", body: "<rss/>" })).status).toBe(400);
    expect(shop.uploads).toEqual([]);
  });

  it("is not applied where it was said twice how", async () => {
    expect((await ask("/admin/api/feeds?mode=apply&mode=dry-run", { method: "POST", body: "<rss/>" })).status).toBe(422);
    expect(shop.uploads).toEqual([]);
  });

  it("comes back from the origin as a file, with this shop's addresses and nobody else's", async () => {
    shop.world.feedAnswer = () => new Response("<rss/>", { headers: { "Content-Type": "application/xml", "Cache-Control": "public" } });
    expect((await ask("/admin/api/feeds/export?site=https://evil.example", { token: TOKENS.viewer })).status).toBe(400);
    const response = await ask("/admin/api/feeds/export?market=de-de", { token: TOKENS.viewer });
    expect([response.status, await response.text(), response.headers.get("Cache-Control")]).toEqual([200, "<rss/>", "private, no-store"]);
    expect(shop.exported).toEqual([{ market: "de-de", site: SITE.origin }]);
  });

  it("is refused without a body", async () => {
    expect((await ask("/admin/api/feeds", { method: "POST" })).status).toBe(400);
  });

  it("does not tell what broke at the origin", async () => {
    shop.world.feedAnswer = () => new Response("Error: connect mysql://root:secret@db", { status: 500 });
    const response = await ask("/admin/api/feeds", { method: "POST", body: "<rss/>" });
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain("secret");
  });
});

describe("stats, metrics and health", () => {
  it("are told in JSON and for Prometheus", async () => {
    expect(await (await ask("/admin/api/stats")).json()).toMatchObject({
      isolates: 3,
      pageViews: 5,
      fragments: { stock: { bulletin: 3 } },
    });
    const metrics = await ask("/admin/metrics");
    expect(metrics.headers.get("Content-Type")).toContain("version=0.0.4");
    expect(await metrics.text()).toContain("vitrine_page_views_total 5\n");
  });

  it("are not told when the counters fail, nor why", async () => {
    shop.world.silent = true;
    const response = await ask("/admin/api/stats");
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("internal.example");
  });

  it("may be asked for again when what keeps them does not answer", async () => {
    app = adminApp({ ...shop.deps, stats: () => Promise.reject(new Unreachable("http://internal.example/ is unreachable")) });
    const response = await ask("/admin/api/stats");
    expect([response.status, response.headers.get("Retry-After")]).toEqual([503, "5"]);
    expect(await response.text()).not.toContain("internal.example");
  });

  it("say whether the shop lives and is ready", async () => {
    expect(await (await ask("/healthz", { token: "" })).text()).toBe("ok\n");
    expect((await ask("/readyz", { token: "" })).status).toBe(200);
    shop.world.checks = { bulletin: { ok: true }, origin: { ok: false, because: "slow" } };
    const response = await ask("/readyz", { token: "" });
    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ ready: false, checks: shop.world.checks });
  });
});

it.each([
  ["/admin/api/purges", "DELETE", "GET, HEAD, POST"],
  ["/admin/api/purges/1", "POST", "GET, HEAD"],
  ["/admin/api/prewarms", "DELETE", "GET, HEAD, POST"],
  ["/admin/api/prewarms/1", "PUT", "GET, HEAD"],
  ["/admin/api/prewarms/1/cancel", "GET", "POST"],
  ["/admin/api/prewarms/1/resume", "GET", "POST"],
  ["/admin/api/stats", "PUT", "GET, HEAD"],
  ["/admin/api/explain", "POST", "GET, HEAD"],
  ["/admin/api/feeds", "GET", "POST"],
  ["/admin/api/feeds/export", "POST", "GET, HEAD"],
  ["/admin/metrics", "POST", "GET, HEAD"],
  ["/admin", "POST", "GET, HEAD"],
  ["/admin/traffic", "POST", "GET, HEAD"],
  ["/admin/audit", "POST", "GET, HEAD"],
  ["/admin/live/purges", "POST", "GET, HEAD"],
  ["/admin/prewarms", "PUT", "GET, HEAD, POST"],
  ["/admin/purges", "GET", "POST"],
  ["/admin/session", "GET", "POST"],
  ["/healthz", "POST", "GET, HEAD"],
  ["/readyz", "PURGE", "GET, HEAD"],
])("%s does not answer %s", async (path, method, allow) => {
  const response = await ask(path, { method });
  expect([response.status, response.headers.get("Allow")]).toEqual([405, allow]);
});

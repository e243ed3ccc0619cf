import { beforeEach, describe, expect, it } from "vitest";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { Jobs } from "../prewarm/jobs.ts";
import { NOTHING, type Period } from "../telemetry/counts.ts";
import { adminApp } from "./app.ts";
import { type FakeShop, fakeShop, NOW, SITE, TOKENS } from "./fake-deps.ts";
import { SESSION_LIFE } from "./session.ts";

let shop: FakeShop;
let app: ReturnType<typeof adminApp>;
beforeEach(async () => {
  shop = await fakeShop(new Jobs(nodeSql()));
  app = adminApp(shop.deps);
});

const OURS = { Origin: SITE.origin };
type Fields = Record<string, string | readonly string[]>;

async function post(path: string, fields: Fields, headers: Record<string, string> = OURS): Promise<Response> {
  const form = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one])));
  return app.request(`${SITE.origin}${path}`, {
    method: "POST",
    body: form.toString(),
    headers: { "Content-Type": "application/x-www-form-urlencoded", ...headers },
  });
}

async function signIn(token: string = TOKENS.owner): Promise<string> {
  const response = await post("/admin/session", { token });
  expect(response.status).toBe(303);
  return response.headers.get("Set-Cookie")?.split(";")[0] ?? "";
}

async function open(cookie: string, path = "/admin"): Promise<Response> {
  return app.request(`${SITE.origin}${path}`, { headers: { Cookie: cookie } });
}

const input: Fields = { by: "surrogate-key", values: "product:1042\r\n\r\ncollection:mugs", mode: "soft", reason: "Price correction" };
const proofIn = (page: string): string => /name="proof" value="([^"]+)"/.exec(page)?.[1] ?? "none";
const purgeButton = (page: string): string => /<button[^>]*value="purge"[^>]*>[^<]*/.exec(page)?.[0] ?? "";

describe("signing in", () => {
  it("keeps an admin signed in by a cookie that is not the token", async () => {
    const response = await post("/admin/session", { token: TOKENS.operator });
    const cookie = response.headers.get("Set-Cookie") ?? "";
    expect(cookie).toMatch(/^__Host-admin=[^;]+; Max-Age=28800; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(cookie).not.toContain(TOKENS.operator);
    expect(response.headers.get("Location")).toBe("/admin");
    const page = await open(cookie.split(";")[0] ?? "");
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("operator-ann, operator");
  });

  it("shows nothing of the shop before", async () => {
    const response = await open("");
    expect(response.status).toBe(401);
    const page = await response.text();
    expect(page).toContain('name="token"');
    expect(page).not.toContain("Recent purges");
  });

  it("refuses a wrong token in words, and without end of tries", async () => {
    shop.world.maxTries = 1;
    const first = await post("/admin/session", { token: "wrong-token-12345" });
    expect([first.status, first.headers.get("Set-Cookie")]).toEqual([401, null]);
    expect(await first.text()).toContain("That token is nobody");
    expect((await post("/admin/session", { token: "wrong-token-12346" })).status).toBe(429);
  });

  it("ends after eight hours", async () => {
    const cookie = await signIn();
    shop.world.now += SESSION_LIFE - 1;
    expect((await open(cookie)).status).toBe(200);
    shop.world.now += 1;
    expect((await open(cookie)).status).toBe(401);
  });

  it("ends when the admin's token is changed", async () => {
    const cookie = await signIn();
    const admins = shop.deps.admins.map((admin) => ({ ...admin, sha256: "0".repeat(64) }));
    app = adminApp({ ...shop.deps, admins });
    expect((await open(cookie)).status).toBe(401);
  });

  it("ends by signing out", async () => {
    const response = await post("/admin/session/end", {}, { ...OURS, Cookie: await signIn() });
    expect(response.headers.get("Set-Cookie")).toMatch(/^__Host-admin=; Max-Age=0;/);
  });

  it("does not take a cookie that was forged, prolonged, cut, or sent twice", async () => {
    const cookie = await signIn(TOKENS.viewer);
    const [name, value = ""] = cookie.split("=");
    const [who, until, mac] = value.split("~");
    const forged = [
      `${name}=owner~${until}~${mac}`,
      `${name}=${who}~${Number(until) + 1}~${mac}`,
      `${name}=${value.slice(0, -1)}`,
      `${name}=${value}~x`,
      `${name}=`,
      `admin=${value}`,
      `${cookie}; ${cookie}`,
    ];
    for (const header of forged) expect((await open(header)).status).toBe(401);
    expect((await open(cookie)).status).toBe(200);
  });
});

describe("what a cookie allows", () => {
  it.each<[string, Record<string, string>]>([
    ["another site", { Origin: "https://evil.example" }],
    ["a page without origin", { Origin: "null" }],
    ["nobody knows whom", {}],
    ["a sibling of this site", { "Sec-Fetch-Site": "same-site" }],
  ])("is not done for %s", async (_, headers) => {
    const Cookie = await signIn();
    const paths = ["/admin/purges", "/admin/prewarms", "/admin/prewarms/1/cancel", "/admin/api/purges", "/admin/api/prewarms"];
    for (const path of [...paths, "/admin/api/feeds", "/admin/session/end"]) {
      expect((await post(path, input, { ...headers, Cookie })).status).toBe(403);
    }
    expect((await post("/admin/session", { token: TOKENS.owner }, headers)).status).toBe(403);
    expect(shop.purged).toEqual([]);
    expect(shop.uploads).toEqual([]);
  });
});

describe("the purge form", () => {
  it("looks first: the red button is out until a dry run of the same input", async () => {
    const Cookie = await signIn();
    expect(purgeButton(await (await open(Cookie)).text())).toContain("disabled");
    const looked = await (await post("/admin/purges", { ...input, step: "dry-run" }, { ...OURS, Cookie })).text();
    expect(purgeButton(looked)).not.toContain("disabled");
    expect(purgeButton(looked)).toContain("Purge 40 entries");
    expect(shop.purged).toEqual([]);
    const done = await post("/admin/purges", { ...input, step: "purge", proof: proofIn(looked) }, { ...OURS, Cookie });
    expect([done.status, done.headers.get("Location")]).toEqual([303, "/admin#purge-1"]);
    expect(shop.purged).toMatchObject([{ values: ["product:1042", "collection:mugs"], mode: "soft", actor: "owner" }]);
  });

  it("purges once, however often it is sent", async () => {
    const headers = { ...OURS, Cookie: await signIn() };
    const proof = proofIn(await (await post("/admin/purges", input, headers)).text());
    for (let at = 0; at < 3; at++) expect((await post("/admin/purges", { ...input, step: "purge", proof }, headers)).status).toBe(303);
    expect(shop.purged).toHaveLength(1);
  });

  it.each<[string, Fields]>([
    ["other values", { values: "product:1" }],
    ["another mode", { mode: "hard" }],
    ["another reason", { reason: "Something else" }],
    ["another kind", { by: "market", market: ["de-de"] }],
    ["no proof", { proof: "" }],
    ["a forged proof", { proof: "1795340467000~k1.00" }],
  ])("purges nothing after a dry run of %s", async (_, changed) => {
    const headers = { ...OURS, Cookie: await signIn() };
    const proof = proofIn(await (await post("/admin/purges", input, headers)).text());
    const response = await post("/admin/purges", { ...input, proof, ...changed, step: "purge" }, headers);
    expect(response.status).toBe(422);
    expect(await response.text()).toContain("Dry run it first");
    expect(shop.purged).toEqual([]);
  });

  it("purges nothing two minutes after the dry run, nor with another admin's", async () => {
    const headers = { ...OURS, Cookie: await signIn() };
    const proof = proofIn(await (await post("/admin/purges", input, headers)).text());
    const other = { ...OURS, Cookie: await signIn(TOKENS.operator) };
    expect((await post("/admin/purges", { ...input, step: "purge", proof }, other)).status).toBe(422);
    shop.world.now += 120_001;
    expect((await post("/admin/purges", { ...input, step: "purge", proof }, headers)).status).toBe(422);
    expect(shop.purged).toEqual([]);
  });

  it("purges whole markets by their boxes", async () => {
    const headers = { ...OURS, Cookie: await signIn() };
    const markets: Fields = { by: "market", market: ["de-de", "ar-ae"], values: "left over", reason: "VAT wording", mode: "hard" };
    const proof = proofIn(await (await post("/admin/purges", markets, headers)).text());
    await post("/admin/purges", { ...markets, step: "purge", proof }, headers);
    expect(shop.purged).toMatchObject([{ by: "market", values: ["de-de", "ar-ae"], mode: "hard" }]);
  });

  it("wants the shop's name typed before it purges everything", async () => {
    const headers = { ...OURS, Cookie: await signIn() };
    const everything: Fields = { by: "all", reason: "New design", mode: "soft" };
    const looked = await post("/admin/purges", everything, headers);
    expect(looked.status).toBe(200);
    const proof = proofIn(await looked.text());
    const response = await post("/admin/purges", { ...everything, step: "purge", proof }, headers);
    expect(await response.text()).toContain("Type shop.example");
    expect(shop.purged).toEqual([]);
    expect((await post("/admin/purges", { ...everything, step: "purge", proof, confirm: "shop.example" }, headers)).status).toBe(303);
  });

  it("says beside the field what is wrong, and keeps what was typed", async () => {
    const page = await (
      await post("/admin/purges", { ...input, values: "product:1\nNo Key <b>", reason: "x" }, { ...OURS, Cookie: await signIn() })
    ).text();
    expect(page).toContain("At least 3 characters.");
    const lines = await (
      await post("/admin/purges", { ...input, values: "product:1\nNo Key <b>" }, { ...OURS, Cookie: await signIn() })
    ).text();
    expect(lines).toContain("Line 2: Not a surrogate key");
    expect(lines).toContain("No Key &lt;b&gt;");
    expect(lines).not.toContain("No Key <b>");
  });

  it("is not for viewers, who see no form for it", async () => {
    const shown = await (await open(await signIn(TOKENS.viewer))).text();
    expect([shown.includes("purge-form"), shown.includes("Purging needs the role operator.")]).toEqual([false, true]);
    const response = await post("/admin/purges", input, { ...OURS, Cookie: await signIn(TOKENS.viewer) });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("needs the role operator");
  });
});

describe("the console", () => {
  it("shows ratios, receipts and explanations", async () => {
    const Cookie = await signIn();
    await shop.deps.purge({ by: "market", values: ["de-de"], mode: "soft", reason: "VAT <wording>", actor: "ines" });
    const page = await (await open(Cookie, "/admin?explain=/en-gb/products/rim-mug%3Futm_source%3Dletter")).text();
    for (const text of [
      "Pages 90%",
      "Purge 09:41, all of de-de",
      "75.0%</span></li>",
      "0.0%</span></li>",
      "VAT &lt;wording&gt;",
      "212 ms",
      "utm_source (undeclared)",
      "3 isolates",
    ]) {
      expect(page).toContain(text);
    }
  });

  it("names whatever can be focused in a part that renews itself, so that whoever is there stays", async () => {
    const Cookie = await signIn();
    await shop.deps.purge({ by: "market", values: ["de-de"], mode: "soft", reason: "Wording", actor: "ines" });
    for (const part of ["purges", "audit?by=market"]) {
      const shown = await (await open(Cookie, `/admin/live/${part}`)).text();
      const focusable = shown.match(/<(?:a|button|input)\b[^>]*>/g) ?? [];
      expect(focusable.length, part).toBeGreaterThan(0);
      for (const tag of focusable) expect(tag).toMatch(/ id="[a-z]+(?:-\d+)?"/);
    }
  });

  it("marks PoPs that are waited for, in words too", async () => {
    await shop.deps.purge({ by: "url", values: ["/en-gb"], mode: "soft", reason: "Closing time", actor: "ines" });
    const [row] = shop.rows;
    if (row) shop.rows[0] = { ...row, receipts: [...row.receipts, { pop: "NRT", seenAt: null }] };
    const table = await (await open(await signIn(), "/admin/live/purges")).text();
    expect(table).toContain("1/2");
    expect(table).toContain("waiting for NRT");
    expect(table).toContain("NRT has not read it yet");
  });

  it("explains no URL of another shop", async () => {
    const page = await (await open(await signIn(), "/admin?explain=https://evil.example/")).text();
    expect(page).toContain("This URL is not of this shop.");
    expect(shop.explained).toEqual([]);
  });

  it("still opens when the rest of the shop is silent", async () => {
    shop.world.silent = true;
    const response = await open(await signIn());
    expect(response.status).toBe(200);
    const page = await response.text();
    expect(page).toContain("The counters did not answer");
    expect(page).not.toContain("internal.example");
  });

  it("may run its own style and script, by hash, and nothing else", async () => {
    const response = await open(await signIn());
    const policy = response.headers.get("Content-Security-Policy") ?? "";
    const page = await response.text();
    expect(page).toContain('<script type="module">void 0;</script>');
    expect(policy).toContain("script-src 'sha256-script'");
    expect(policy).toContain("style-src 'sha256-test'");
    expect(policy).not.toContain("unsafe");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page).not.toMatch(/ style="| on\w+="/);
    expect(page.match(/<script/g)).toHaveLength(1);
  });

  it("is never stored", async () => {
    for (const response of [await open(""), await open(await signIn()), await open(await signIn(), "/admin/live/purges")]) {
      expect(response.headers.get("Cache-Control")).toBe("private, no-store");
      expect(response.headers.get("CDN-Cache-Control")).toBe("no-store");
    }
  });
});

describe("what the console shows again by itself", () => {
  it("is each part of its pages, as the pages show it", async () => {
    const Cookie = await signIn();
    await shop.deps.purge({ by: "market", values: ["de-de"], mode: "soft", reason: "VAT wording", actor: "ines" });
    for (const path of ["/admin", "/admin/traffic?range=hour", "/admin/prewarms", "/admin/audit?actor=ines"]) {
      const page = await (await open(Cookie, path)).text();
      const parts = [...page.matchAll(/data-live="([^"]+)">/g)].map(([, part = ""]) => part.replaceAll("&amp;", "&"));
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) expect(page).toContain(await (await open(Cookie, part)).text());
    }
  });

  it("is nothing that is no part, and nothing without a session", async () => {
    expect((await open(await signIn(), "/admin/live/constructor")).status).toBe(404);
    expect((await open("", "/admin/live/purges")).status).toBe(401);
  });
});

describe("the page of the traffic", () => {
  const periods = (count: number, length: number, change: (at: number) => Partial<Period["counts"]>): Period[] =>
    Array.from({ length: count }, (_, at) => ({ from: NOW - (count - at) * length, counts: { ...NOTHING, pageViews: 60, ...change(at) } }));

  it("draws hits, origin calls and freshness, with their values for who points at them", async () => {
    const history = (length: number) =>
      Promise.resolve(
        periods(4, length, (at) => ({
          hits: { memory: 48, pop: 6, shield: 0, origin: 6 },
          stale: at * 2,
          originCalls: { ...NOTHING.originCalls, page: 6 },
          unavailable: 3,
        })),
      );
    app = adminApp({ ...shop.deps, history });
    const page = await (await open(await signIn(), "/admin/traffic?range=hour")).text();
    expect(page.match(/<svg class="chart"/g)).toHaveLength(4);
    for (const text of [
      "Pages 90%",
      "Pages 6",
      "Fresh 90%",
      "Answered 95%",
      "Freshness, last hour, now: ",
      "09:38 Fresh 96.7%, Answered 95%",
    ]) {
      expect(page).toContain(text);
    }
  });

  it("tells every fragment's outcomes and waits, the one that fails most first", async () => {
    const stats = {
      ...{ ...NOTHING, since: NOW, isolates: 1 },
      fragments: {
        stock: { token: 0, bulletin: 99, tier: 0, batch: 0, fallback: 1 },
        cart: { token: 0, bulletin: 0, tier: 0, batch: 3, fallback: 1 },
      },
      fragmentWaits: { cart: { classes: [0, 0, 0, 0, 2, 1, 0, 0, 0, 1], sumMs: 3_000 } },
    };
    app = adminApp({ ...shop.deps, stats: async () => stats });
    const table = await (await open(await signIn(), "/admin/live/fragments")).text();
    const cells = table
      .split("<tr>")
      .slice(2)
      .map((row) =>
        row
          .replaceAll(/<[^>]+>/g, "|")
          .split("|")
          .filter(Boolean),
      );
    expect(cells).toEqual([
      ["cart", "4", "0.0%", "0.0%", "0.0%", "75.0%", "25.0%", "4", "100 ms", "over 2.5 s"],
      ["stock", "100", "0.0%", "99.0%", "0.0%", "0.0%", "1.0%", "0", "–", "–"],
    ]);
  });

  it("counts by whole numbers where each period is a minute", async () => {
    const history = async (length: number) => periods(4, length, () => ({ hits: { memory: 1, pop: 2, shield: 0, origin: 0 } }));
    app = adminApp({ ...shop.deps, history });
    const axesOf = async (range: string) => {
      const page = await (await open(await signIn(), `/admin/traffic?range=${range}`)).text();
      return page.split("<figure>").map((figure) => [...figure.matchAll(/x="38"[^>]*>([^<]*)</g)].map(([, label]) => label));
    };
    expect((await axesOf("hour")).slice(2, 4)).toEqual([
      ["0", "1", "2"],
      ["0", "1"],
    ]);
    expect((await axesOf("day"))[2]).toContain("0.2");
  });

  it("says so when nothing was asked for", async () => {
    app = adminApp({ ...shop.deps, history: async () => [] });
    expect(await (await open(await signIn(), "/admin/live/charts")).text()).toContain("No page was asked for in this time.");
  });
});

describe("the page of the audit", () => {
  it("finds by the filters of its form, shows what was asked for, and goes on", async () => {
    const Cookie = await signIn();
    for (let at = 0; at < 21; at++) await shop.deps.purge({ by: "all", values: [], mode: "hard", reason: `Design ${at}`, actor: "ines" });
    const page = await (await open(Cookie, "/admin/audit?actor=ines&by=all&mode=&text=&since=2026-11-22T09%3A00&until=")).text();
    expect(shop.asked.at(-1)).toEqual({ limit: 20, actor: "ines", by: "all", since: Date.UTC(2026, 10, 22, 9) });
    expect(page).toContain('value="ines"');
    expect(page).toMatch(/<option value="all" selected="">/);
    const older = /href="([^"]+)" id="older"/.exec(page)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(older).toContain("actor=ines&by=all");
    expect(await (await open(Cookie, older)).text()).toContain("Design 0");
    expect(shop.asked.at(-1)).toMatchObject({ before: 2, actor: "ines" });
  });

  it("says which filter is none, and finds nothing then", async () => {
    const page = await (await open(await signIn(), '/admin/audit?since=yesterday&actor="><b>')).text();
    expect(page).toContain("since: A moment");
    expect(page).not.toContain("<b>");
    expect(shop.asked).toEqual([]);
  });
});

describe("the page of prewarms", () => {
  const form: Fields = { by: "sitemap", market: ["en-gb"], perSecond: "5", reason: "Launch", once: "1795340467000" };
  const started = (page: string) => /class="bar is-progress"[^>]*aria-label="([^"]+)"/.exec(page)?.[1];

  it("looks, starts one job however often it is sent, and shows how far it is", async () => {
    const headers = { ...OURS, Cookie: await signIn() };
    const looked = await (await post("/admin/prewarms", { ...form, step: "dry-run" }, headers)).text();
    expect(looked).toContain("Fill 3 pages");
    expect(looked).toContain("<code>/en-gb/products/rim-mug</code>");
    for (let at = 0; at < 3; at++) {
      const done = await post("/admin/prewarms", { ...form, step: "start" }, headers);
      expect([done.status, done.headers.get("Location")]).toEqual([303, "/admin/prewarms#prewarm-1"]);
    }
    expect(started(await (await open(headers.Cookie, "/admin/prewarms")).text())).toBe("0 of 3 pages");
    for (const [to, state] of [
      ["cancel", "cancelled"],
      ["resume", "running"],
    ] as const) {
      expect((await post(`/admin/prewarms/1/${to}`, {}, headers)).status).toBe(303);
      expect(await (await open(headers.Cookie, "/admin/live/jobs")).text()).toContain(`<td>${state}</td>`);
    }
  });

  it.each<[string, Fields, string]>([
    ["no reason", { reason: "" }, "At least 3 characters."],
    ["a page of another shop", { by: "url", values: "/en-gb\nhttps://evil.example/" }, "Line 2: This URL is not of this shop."],
    ["too many a second", { perSecond: "500" }, "At most 50 pages a second."],
  ])("says beside the field what is wrong, and starts nothing, for %s", async (_, changed, sentence) => {
    const headers = { ...OURS, Cookie: await signIn() };
    const answer = await post("/admin/prewarms", { ...form, ...changed, step: "start" }, headers);
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(sentence)]);
    expect(await (await open(headers.Cookie, "/admin/live/jobs")).text()).toContain("Nothing was prewarmed yet.");
  });

  it("starts and stops nothing for viewers", async () => {
    const headers = { ...OURS, Cookie: await signIn(TOKENS.viewer) };
    expect((await post("/admin/prewarms", { ...form, step: "start" }, headers)).status).toBe(403);
    const refused = await post("/admin/prewarms/1/cancel", {}, headers);
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining("Prewarming needs the role operator.")]);
  });

  it("shows viewers how far a job is, and no button that is not theirs", async () => {
    expect((await post("/admin/prewarms", { ...form, step: "start" }, { ...OURS, Cookie: await signIn() })).status).toBe(303);
    const Cookie = await signIn(TOKENS.viewer);
    for (const path of ["/admin/prewarms", "/admin/live/jobs"]) {
      const page = await (await open(Cookie, path)).text();
      expect(started(page), path).toBe("0 of 3 pages");
      expect(page).not.toMatch(/action="[^"]*\/1\/|Stop or go on/);
    }
  });
});

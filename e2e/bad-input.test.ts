/** Whatever comes in, the answer is a clear page or problem below 500, and nothing is stored or lost. */
import { request as send } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenShop, openShop } from "./shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop();
}, 120_000);
afterAll(() => shop?.close());

/** A request as it is written, without a client's own corrections. */
function raw(path: string, { method = "GET", headers = {}, body = "" } = {}): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(shop.origin);
  return new Promise((resolve, reject) => {
    const outgoing = send({ hostname, port, path, method, headers, maxHeaderSize: 1 << 20 }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

describe("addresses", () => {
  it.each([
    ["/xx-yy", 404],
    ["/en-gb/products/no-such-thing", 404],
    ["/en-gb/collections/no-such-shelf", 404],
    ["/en-gb/nothing/here", 404],
    ["/en-gb/products/%E0%A4%A", 400],
    ["/en-gb/products/%00", 400],
    ["//evil.example", 404],
    ["/en-gb/products/rim-mug?variant=NO-SUCH", 302],
    ["/en-gb/collections/table?page=999999", 301],
    ["/en-gb/cart/lines", 302],
    ["/en-gb/cart/lines/l1", 302],
    ["/xx-yy/cart/lines", 404],
    ["/en-gb/collections/table?page=-1", 301],
    ["/en-gb/collections/table?sort=sideways", 301],
  ])("%s is %i", async (path, status) => {
    const answer = await raw(path);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toMatch(/\bat .*\.(ts|js):\d+/);
  });

  it("refuses an address of 32 KB", async () => {
    expect((await raw(`/en-gb/${"a".repeat(32_000)}`)).status).toBe(414);
  });

  it.each(["PURGE", "TRACE", "DELETE", "PUT", "PATCH"])("%s is not allowed on a page", async (method) => {
    const answer = await raw("/en-gb", { method });
    expect([405, 501]).toContain(answer.status);
  });

  it("outlives 250 KB of headers", async () => {
    const answer = await raw("/en-gb", { headers: { "X-Much": "y".repeat(250_000) } }).catch(() => ({ status: 431, body: "" }));
    expect(answer.status).toBeLessThan(500);
    expect((await raw("/en-gb")).status).toBe(200);
  });

  it("tells a person in a page of the market that the address is damaged", async () => {
    for (const [path, status] of [
      ["/de-de/products/%E0%A4%A", 400],
      [`/de-de/${"a".repeat(32_000)}`, 414],
    ] as const) {
      const answer = await raw(path, { headers: { Accept: "text/html,*/*" } });
      expect([answer.status, answer.body.includes("Hier steht nichts"), answer.body.includes('href="/de-de"')]).toEqual([
        status,
        true,
        true,
      ]);
    }
  });

  it("clamps a page beyond the last to the last, whatever number it was", async () => {
    const answer = await fetch(`${shop.origin}/en-gb/collections/table?page=999999`);
    expect([answer.status, answer.url]).toEqual([200, `${shop.origin}/en-gb/collections/table?page=2`]);
    expect(await answer.text()).toContain("Page 2 ·");
  });
});

describe("forms", () => {
  const post = (fields: Record<string, string> | string, headers: Record<string, string> = {}) =>
    fetch(`${shop.origin}/en-gb/cart/lines`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json", Origin: shop.origin, ...headers },
      body: typeof fields === "string" ? fields : new URLSearchParams(fields),
    });
  const variant = "NH-1042-WC-350";

  it.each(["0", "-1", "1e9", "1.5", "two", "", "100", "1 2", "０"])("refuses the quantity %j and names the field", async (quantity) => {
    const answer = await post({ variant, quantity });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    const problem = (await answer.json()) as { errors: { field: string }[] };
    expect(problem.errors.map(({ field }) => field)).toContain("quantity");
    expect(answer.headers.getSetCookie()).toEqual([]);
  });

  it.each(["", "NO-SUCH-VARIANT", "'; DROP TABLE products; --", "x".repeat(5000)])(
    "refuses the variant %j and names the field",
    async (unknown) => {
      const answer = await post({ variant: unknown, quantity: "1" });
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(JSON.stringify(await answer.json())).toContain('"variant"');
    },
  );

  it("refuses what another site sends, a body that is too large and one of another kind", async () => {
    expect((await post({ variant, quantity: "1" }, { Origin: "https://evil.example", "Sec-Fetch-Site": "cross-site" })).status).toBe(403);
    expect((await post(`variant=${variant}&quantity=1&x=${"y".repeat(20_000)}`)).status).toBe(413);
    expect((await post('{"variant":1', { "Content-Type": "application/xml" })).status).toBe(415);
  });

  it("never sends a shopper off the site", async () => {
    for (const away of ["//evil.example", "https://evil.example", "/\\evil.example", "\\\\evil.example", "/%0d%0aLocation:evil"]) {
      const answer = await post({ variant, quantity: "1", return: away }, { Accept: "text/html" });
      const location = answer.headers.get("Location");
      if (location !== null) expect(new URL(location, shop.origin).origin, away).toBe(shop.origin);
    }
  });

  it("tells a person in a page, in the market's language, with a way back", async () => {
    const answer = await post({ variant, quantity: "two", return: "/en-gb/products/rim-mug" }, { Accept: "text/html" });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain("That could not be done");
    expect(page).toContain('href="/en-gb/products/rim-mug"');
  });

  it("tells a person without script who wanted more than there is", async () => {
    const answer = await post({ variant: "NH-1042-CW-350", quantity: "99", return: "/en-gb/products/rim-mug" }, { Accept: "text/html" });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toMatch(/Only \d of 99 could be had\..*href="\/en-gb\/cart"/s);
    expect(answer.headers.getSetCookie().join()).toContain("__Host-visitor=v1.");
    expect(answer.headers.get("Cache-Control")).toBe("private, no-store");
  });
});

describe("purges", () => {
  const purge = (body: unknown, headers: Record<string, string> = {}) =>
    shop.admin("/admin/api/purges", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const seqNow = async () =>
    ((await (await shop.admin("/admin/api/purges?limit=1")).json()) as { purges?: { seq: number }[] }).purges?.[0]?.seq;
  const good = { by: "surrogate-key", values: ["product:nh-1042"], reason: "price correction" };

  it.each([
    ["an unknown way", { ...good, by: "magic" }, "by"],
    ["no values", { ...good, values: [] }, "values"],
    ["10,000 values", { ...good, values: Array.from({ length: 10_000 }, (_, i) => `product:${i}`) }, "values"],
    ["a short reason", { ...good, reason: "x" }, "reason"],
    ["everything without confirmation", { by: "all", reason: "because" }, "confirm"],
    ["a foreign URL", { ...good, by: "url", values: ["https://evil.example/en-gb"] }, "values.0"],
    ["a prefix inside a segment", { ...good, by: "prefix", values: ["/en-gb/prod"] }, "values.0"],
    ["a version of the future", { ...good, minVersions: { "product:nh-1042": 999_999_999 } }, "minVersions"],
  ])("refuse %s, name the field and purge nothing", async (what, body, field) => {
    const before = await seqNow();
    const answer = await purge(body);
    expect(answer.status, what).toBeGreaterThanOrEqual(400);
    expect(answer.status, what).toBeLessThan(500);
    expect(JSON.stringify(await answer.json())).toContain(field);
    expect(await seqNow()).toBe(before);
  });

  it("refuse a body of 10 MB, and purge nothing", async () => {
    const before = await seqNow();
    expect((await purge({ ...good, reason: "x".repeat(10_000_000) })).status).toBe(413);
    expect(await seqNow()).toBe(before);
  });

  it.each(["by=magic", "mode=gentle", "since=yesterday", "limit=1000", "actr=owner"])(
    "are not listed by %s, which is named",
    async (query) => {
      const answer = await shop.admin(`/admin/api/purges?${query}`);
      expect(answer.status).toBe(400);
      expect(((await answer.json()) as { errors: { field: string }[] }).errors).toMatchObject([{ field: query.split("=")[0] }]);
    },
  );

  it("refuse a wrong token and a key that was used for another order", async () => {
    const wrong = await fetch(`${shop.origin}/admin/api/purges`, {
      method: "POST",
      headers: { Authorization: "Bearer nobody-at-all" },
      body: "{}",
    });
    expect(wrong.status).toBe(401);
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const first = await purge(good, key);
    const again = await purge(good, key);
    const other = await purge({ ...good, reason: "another reason" }, key);
    expect([first.status, again.status, other.status]).toEqual([201, 200, 422]);
    expect(((await first.json()) as { seq: number }).seq).toBe(((await again.json()) as { seq: number }).seq);
  });
});

describe("prewarms", () => {
  const prewarm = (body: unknown, headers: Record<string, string> = {}) =>
    shop.admin("/admin/api/prewarms", {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
  const jobs = async () => ((await (await shop.admin("/admin/api/prewarms")).json()) as { prewarms: unknown[] }).prewarms.length;
  const good = { by: "url", values: ["/en-gb"], reason: "campaign" };

  it.each([
    ["an unknown way", { ...good, by: "magic" }, 422, "by"],
    ["10,000 values", { ...good, values: Array(10_000).fill("/en-gb") }, 422, "values"],
    ["a foreign URL", { ...good, values: ["https://evil.example/en-gb"] }, 422, "values.0"],
    ["an unknown market", { ...good, markets: ["fr-fr"] }, 422, "markets.0"],
    ["a thousand pages a second", { ...good, perSecond: 1_000 }, 422, "perSecond"],
    ["no reason", { ...good, reason: "" }, 422, "reason"],
    ["a body of 10 MB", { ...good, reason: "x".repeat(10_000_000) }, 413, undefined],
  ])("refuse %s, name the field and start nothing", async (_, body, status, field) => {
    const before = await jobs();
    const answer = await prewarm(body);
    expect(answer.status).toBe(status);
    const { errors = [] } = (await answer.json()) as { errors?: { field: string }[] };
    expect(errors[0]?.field).toBe(field);
    expect(await jobs()).toBe(before);
  });

  it("refuse a wrong token, a key that was used for another order, and a job that is none", async () => {
    const nobody = { method: "POST", headers: { Authorization: "Bearer nobody-at-all" }, body: "{}" };
    for (const path of ["", "/1/cancel", "/1/resume"])
      expect((await fetch(`${shop.origin}/admin/api/prewarms${path}`, nobody)).status).toBe(401);
    const key = { "Idempotency-Key": crypto.randomUUID() };
    const statuses = [];
    for (const body of [good, good, { ...good, perSecond: 3 }]) statuses.push((await prewarm(body, key)).status);
    expect(statuses).toEqual([201, 200, 422]);
    expect((await shop.admin("/admin/api/prewarms/999/cancel", { method: "POST" })).status).toBe(404);
  });
});

/** The catalogue in the console and its API, before a real origin in memory. */
import { beforeEach, describe, expect, it } from "vitest";
import type { ProductDetail } from "#contract/products";
import { openShop, type ShopInMemory } from "../../origin-api/fixtures/shop-in-memory.ts";
import { adminApp } from "./app.ts";
import { readAmount, readEdit, touchedIn } from "./console/product-input.ts";
import { type FakeShop, fakeShop, SITE, TOKENS } from "./fake-deps.ts";

let shop: FakeShop;
let origin: ShopInMemory;
let app: ReturnType<typeof adminApp>;
beforeEach(async () => {
  [shop, origin] = [await fakeShop(), await openShop()];
  shop.world.products = (path, edit) => (edit ? origin.post(`/v1/products${path}`, edit) : origin.get(`/v1/products${path}`));
  app = adminApp(shop.deps);
});

const as = (role: keyof typeof TOKENS) => ({ Authorization: `Bearer ${TOKENS[role]}` });
const get = async (path: string, role: keyof typeof TOKENS = "viewer") => {
  const response = await app.request(`${SITE.origin}${path}`, { headers: as(role) });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
const postJson = (path: string, body: unknown, role: keyof typeof TOKENS = "operator") =>
  app.request(`${SITE.origin}${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { ...as(role), "Content-Type": "application/json" },
  });
const postForm = (path: string, fields: Record<string, string>, role: keyof typeof TOKENS = "operator") =>
  app.request(`${SITE.origin}${path}`, {
    method: "POST",
    body: new URLSearchParams(fields).toString(),
    headers: { ...as(role), "Content-Type": "application/x-www-form-urlencoded" },
  });
const detail = async (id = "rim-mug") => (await (await origin.get(`/v1/products/${id}`)).json()) as ProductDetail;

describe("the catalogue's API", () => {
  it("lists, searches and shows products to every role", async () => {
    const { products } = JSON.parse((await get("/admin/api/products?text=rim&filter=for-sale")).text);
    expect(products).toMatchObject([{ id: "rim-mug", available: 17 }]);
    expect(JSON.parse((await get("/admin/api/products/rim-mug")).text)).toMatchObject({ id: "rim-mug", version: 17 });
    expect([(await get("/admin/api/products/nobody")).status, (await get("/admin/api/products?filter=lost")).status]).toEqual([404, 422]);
  });

  it("refuses a parameter that it does not know, and names it", async () => {
    const { status, text } = await get("/admin/api/products?q=rim");
    expect([status, JSON.parse(text).errors]).toMatchObject([422, [{ field: "q" }]]);
  });

  it("makes an operator's edit in the operator's own name", async () => {
    const edit = {
      version: 17,
      reason: "Wrong price",
      actor: "somebody-else",
      prices: [{ sku: "rim-mug-0", market: "en-us", minor: 1500 }],
    };
    const response = await postJson("/admin/api/products/rim-mug", edit);
    expect([response.status, await response.json()]).toMatchObject([200, { version: 18, changed: ["price"] }]);
    expect((await detail()).edits).toMatchObject([{ actor: "operator-ann", reason: "Wrong price" }]);
    expect(shop.logged.join()).toContain('"product-edited"');
  });

  it("lets no viewer change anything, and nobody a version that is not the present one", async () => {
    const edit = { version: 17, reason: "Why not", stock: [{ sku: "rim-mug-0", onHand: 1 }] };
    expect((await postJson("/admin/api/products/rim-mug", edit, "viewer")).status).toBe(403);
    expect((await postJson("/admin/api/products/rim-mug", { ...edit, version: 16 })).status).toBe(409);
    expect((await postJson("/admin/api/products/rim-mug", { ...edit, stock: 3 })).status).toBe(422);
    expect((await postJson("/admin/api/products/rim-mug", [])).status).toBe(400);
    expect((await detail()).version).toBe(17);
  });

  it("tells nothing of an origin that fails, but that it does", async () => {
    shop.world.products = () => Promise.reject(new Error("http://internal.example refused"));
    const { status, text } = await get("/admin/api/products");
    expect([status, text.includes("internal.example")]).toEqual([503, false]);
  });
});

describe("the catalogue in the console", () => {
  it("shows nothing to somebody who is not signed in", async () => {
    expect((await app.request(`${SITE.origin}/admin/products`)).status).toBe(401);
  });

  it("lists products, keeps what was searched for, and leads to the next ones", async () => {
    const { text, headers } = await get("/admin/products?filter=for-sale&text=lamp");
    expect(text).toContain('href="/admin/products/lamp-07"');
    expect(text).toContain('value="lamp"');
    expect(text).not.toContain("rim-mug");
    expect(headers.get("Cache-Control")).toContain("no-store");
    expect((await get("/admin/products?text=%3Cscript%3E")).text).not.toContain("<script>");
  });

  it("shows what a product is, where it is listed, which shells show it and what was changed", async () => {
    const { text } = await get("/admin/products/rim-mug", "operator");
    for (const part of ["17, of", "mugs-cups in English", "38 shells", "listing:mugs-cups:price", 'value="16.00"'])
      expect(text).toContain(part);
    expect(text).toContain('name="stock.rim-mug-0"');
    expect((await get("/admin/products/rim-mug", "viewer")).text).not.toContain("<textarea");
    expect((await get("/admin/products/nobody")).status).toBe(404);
  });

  it("changes only what was typed anew", async () => {
    const response = await postForm("/admin/products/rim-mug", {
      ...{ version: "17", reason: "Mended the title", "titles.en": "A better mug", "titles.de": "Das rim-mug", "stock.rim-mug-0": "14" },
      ...{ "price.rim-mug-0.en-us": "16", "price.rim-mug-1.en-us": "17.50" },
    });
    expect([response.status, response.headers.get("Location")]).toEqual([303, "/admin/products/rim-mug#edits"]);
    const { titles, version, edits, variants } = await detail();
    expect([titles, version, edits[0]?.changed]).toEqual([{ en: "A better mug", de: "Das rim-mug" }, 18, ["title", "price"]]);
    expect(variants.map(({ prices }) => prices.find(({ market }) => market === "en-us")?.minor)).toEqual([1600, 1750]);
  });

  it("withdraws a product and brings it back, with its reason", async () => {
    expect((await postForm("/admin/products/tall-mug", { version: "17", reason: "Recalled", published: "no" })).status).toBe(303);
    expect((await get("/admin/products/tall-mug", "operator")).text).toContain("Publish again");
    expect((await postForm("/admin/products/tall-mug", { version: "18", reason: "Mended", published: "yes" })).status).toBe(303);
    expect(await detail("tall-mug")).toMatchObject({ withdrawnAt: null, edits: [{ reason: "Mended" }, { reason: "Recalled" }] });
  });

  describe("of two operators", () => {
    /** The form as a page shows it, whole, as a browser sends it. */
    const formIn = (page: string): Record<string, string> => {
      const inputs = [...page.matchAll(/<input (?:type="hidden" )?name="([^"]+)"[^>]*? value="([^"]*)"/g)];
      const areas = [...page.matchAll(/<textarea name="([^"]+)"[^>]*>([^<]*)</g)];
      return Object.fromEntries([...inputs, ...areas].map(([, name = "", value = ""]) => [name, value]));
    };
    const opened = async () => formIn((await get("/admin/products/rim-mug", "operator")).text);

    it("never takes back what one changed because the other had the page open", async () => {
      const [first, second] = [await opened(), await opened()];
      expect(Object.keys(first)).toEqual(expect.arrayContaining(["titles.en", "stock.rim-mug-0", "price.rim-mug-0.ja-jp", "version"]));
      await postForm("/admin/products/rim-mug", { ...first, reason: "Title", "titles.en": "By the first" });
      const refused = await postForm("/admin/products/rim-mug", { ...second, reason: "Wording", "titles.de": "Vom zweiten" });
      const again = formIn(await refused.text());
      expect([refused.status, again.version, again["titles.en"], again["titles.de"], again.reason]).toEqual([
        ...[409, "18", "By the first", "Vom zweiten", "Wording"],
      ]);
      expect((await postForm("/admin/products/rim-mug", again)).status).toBe(303);
      expect((await detail()).titles).toMatchObject({ en: "By the first", de: "Vom zweiten" });
    });

    it("never writes a number that was left alone, though it is another by now", async () => {
      const form = await opened();
      expect(form["stock.rim-mug-0"]).toBe("14");
      const product = await detail();
      const sold = { ...product, variants: product.variants.map((variant) => ({ ...variant, onHand: variant.onHand - 3 })) };
      const typed = new URLSearchParams({ ...form, reason: "Title", "titles.en": "Mended" });
      expect(readEdit(touchedIn(typed), sold)).toEqual({ ok: true, edit: { version: 17, reason: "Title", titles: { en: "Mended" } } });
    });
  });

  it("keeps what was typed when it is refused, and says why", async () => {
    const stale = await postForm("/admin/products/rim-mug", { version: "3", reason: "Too late", "titles.en": "Mine" });
    const text = await stale.text();
    expect([stale.status, text.includes("Mine"), text.includes("look at it again")]).toEqual([409, true, true]);
    expect(text).toContain('name="version" value="17"');
    const odd = await postForm("/admin/products/rim-mug", { version: "17", reason: "Odd price", "price.rim-mug-0.ja-jp": "12.50" });
    const earlier = await postForm("/admin/products/rim-mug", { version: "16", reason: "Odd price", "price.rim-mug-0.ja-jp": "12.50" });
    expect(await earlier.text()).toContain('name="version" value="16"');
    expect([odd.status, (await odd.text()).includes("is no price in JPY")]).toEqual([422, true]);
    expect((await postForm("/admin/products/rim-mug", { version: "17", reason: "x", "titles.en": "Mine" }, "viewer")).status).toBe(403);
  });
});

it.each([
  ["16", "GBP", 1600],
  ["16.5", "GBP", 1650],
  ["0.99", "EUR", 99],
  ["2800", "JPY", 2800],
  ["28.5", "JPY", undefined],
  ["1.234", "USD", undefined],
  ["-4", "USD", undefined],
  ["1,5", "EUR", undefined],
  ["", "USD", undefined],
] as const)("reads %j as an amount of %s", (text, currency, minor) => expect(readAmount(text, currency)).toBe(minor));

it("takes line breaks as browsers send them for those that are stored", async () => {
  const product = await detail();
  const typed = new URLSearchParams({ version: "17", reason: "None", "descriptions.en": "One.\r\n\r\nTwo." });
  expect(readEdit(typed, product)).toEqual({ ok: true, edit: { version: 17, reason: "None" } });
});

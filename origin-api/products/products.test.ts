import * as v from "valibot";
import { describe, expect, it } from "vitest";
import type { Invalidation } from "#contract/outbox";
import { ProductDetail, ProductEdited, ProductList } from "#contract/products";
import { claimImport } from "../feed/claim.io.ts";
import { feed, item } from "../feed/fixtures/feed-xml.ts";
import { importText } from "../feed/fixtures/import-text.ts";
import { openShop as openOrigin } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { deliverOutbox } from "../outbox/deliver.io.ts";
import { imports } from "../store/schema.ts";

const mug = { id: "MUG", title: "Enamel mug", link: "https://x.example/enamel-mug", "v:stock": "9" };
const FEED = feed([
  item(mug),
  item({ id: "CUP", title: "Tall cup", link: "https://x.example/tall-cup", "v:stock": "0" }),
  item({ id: "JUG", title: "Big jug", link: "https://x.example/big-jug", product_type: "Table > Jugs", "v:stock": "4" }),
]);

async function openShop() {
  const shop = await openOrigin({ filled: false });
  await importText(shop.db, FEED, NOON);
  const purged = async () => {
    const keys: string[] = [];
    const reasons: string[] = [];
    const send = async ({ surrogateKeys, reason }: Invalidation) => {
      keys.push(...surrogateKeys);
      reasons.push(reason);
    };
    await deliverOutbox(shop.db, { send });
    return { keys: keys.sort(), reasons };
  };
  await purged();
  const list = async (query = "") => v.parse(ProductList, await (await shop.get(`/v1/products${query}`)).json());
  const ids = async (query = "") => (await list(query)).products.map(({ id }) => id);
  const detail = async (id = "mug") => v.parse(ProductDetail, await (await shop.get(`/v1/products/${id}`)).json());
  const post = async (change: object, id = "mug") => {
    const { version } = await detail(id);
    return shop.post(`/v1/products/${id}`, { version, actor: "ines", reason: "wrong in the feed", ...change });
  };
  const edit = async (change: object, id = "mug") => {
    const response = await post(change, id);
    expect(response.status, await response.clone().text()).toBe(200);
    return v.parse(ProductEdited, await response.json());
  };
  const page = async (handle = "enamel-mug") => {
    const response = await shop.get(`/v1/pages/product/${handle}?market=en-gb`);
    return response.ok
      ? ((await response.json()) as { page: { title: string; variants: { price: { minor: number } }[] } }).page
      : response.status;
  };
  return { ...shop, purged, list, ids, detail, send: post, edit, page };
}

describe("the catalogue of those who run the shop", () => {
  it("lists every product with what is left of it, and finds them by title, handle, id and SKU", async () => {
    const { list, ids } = await openShop();
    expect((await list()).products).toMatchObject([
      { id: "cup", handle: "tall-cup", title: "Tall cup", variants: 1, available: 0 },
      { id: "jug", available: 4 },
      { id: "mug", title: "Enamel mug", available: 9, withdrawnAt: null, version: 1 },
    ]);
    expect([await ids("?text=ENAMEL"), await ids("?text=tall-"), await ids("?text=JUG"), await ids("?text=%25")]).toEqual([
      ["mug"],
      ["cup"],
      ["jug"],
      [],
    ]);
  });

  it("tells those for sale from those sold out and those that left", async () => {
    const { ids, edit } = await openShop();
    await edit({ published: false }, "jug");
    expect([await ids("?filter=for-sale"), await ids("?filter=sold-out"), await ids("?filter=withdrawn")]).toEqual([
      ["mug"],
      ["cup"],
      ["jug"],
    ]);
    expect((await (await openShop()).get("/v1/products?filter=lost")).status).toBe(422);
  });

  it("goes on after fifty", async () => {
    const shop = await openOrigin({ filled: false });
    await importText(
      shop.db,
      feed(Array.from({ length: 60 }, (_, n) => item({ id: `p${100 + n}`, title: `Thing ${n}`, link: `https://x.example/${n}` }))),
      NOON,
    );
    const first = v.parse(ProductList, await (await shop.get("/v1/products")).json());
    const rest = v.parse(ProductList, await (await shop.get(`/v1/products?after=${first.next}`)).json());
    expect([first.products.length, rest.products.length, rest.next]).toEqual([50, 10, null]);
  });

  it("shows a product with its versions, its prices and stock, where it is listed, and what can purge it", async () => {
    expect(await (await openShop()).detail()).toMatchObject({
      ...{ id: "mug", version: 1, titles: { en: "Enamel mug" }, edits: [] },
      variants: [{ sku: "MUG", onHand: 9, held: 0, prices: [{ market: "en-gb", minor: 1600, saleMinor: null }] }],
      collections: [{ id: "mugs-cups" }, { id: "table", title: "Table" }],
      surrogateKeys: expect.arrayContaining(["product:mug", "listing:mugs-cups:price", "page:home"]),
    });
  });
});

describe("an edit", () => {
  it("of a price purges what shows it, in the same transaction, and says who and why", async () => {
    const { edit, purged, page, detail } = await openShop();
    const edited = await edit({ prices: [{ sku: "MUG", market: "en-gb", minor: 1250 }] });
    const { keys, reasons } = await purged();
    expect(keys).toEqual(["listing:mugs-cups:price", "listing:table:price", "product:mug"]);
    expect(edited).toEqual({ version: 2, changed: ["price"], purgedKeys: expect.arrayContaining(keys) });
    expect(reasons).toEqual(["ines changed price: wrong in the feed"]);
    expect(await page()).toMatchObject({ variants: [{ price: { minor: 1250 } }] });
    expect((await detail()).edits).toEqual([{ at: NOON, actor: "ines", reason: "wrong in the feed", version: 2, changed: ["price"] }]);
  });

  it("of texts purges the product alone; an empty text takes its language away", async () => {
    const { edit, purged, detail, page } = await openShop();
    await edit({ titles: { en: "Enamelled mug", de: "Emailbecher" }, details: { en: "Steel" } });
    await edit({ titles: { de: " " } });
    expect((await purged()).keys).toEqual(["product:mug", "product:mug"]);
    expect(await detail()).toMatchObject({ titles: { en: "Enamelled mug" }, details: { en: "Steel" }, version: 3 });
    expect(await page()).toMatchObject({ title: "Enamelled mug" });
  });

  it("of stock purges only when something sells out or comes back", async () => {
    const { edit, purged, detail } = await openShop();
    await edit({ stock: [{ sku: "MUG", onHand: 3 }] });
    expect((await purged()).keys).toEqual([]);
    await edit({ stock: [{ sku: "MUG", onHand: 0 }] });
    expect((await purged()).keys).toEqual(["listing:mugs-cups:available", "listing:table:available", "product:mug"]);
    const { variants, edits } = await detail();
    expect([variants[0]?.onHand, edits.length]).toEqual([0, 2]);
  });

  it("takes a product out of the shop, and brings it back to its shelf", async () => {
    const { edit, page, purged, detail } = await openShop();
    await edit({ published: false });
    expect([await page(), (await purged()).keys]).toEqual([
      410,
      expect.arrayContaining(["product:mug", "listing:mugs-cups", "page:sitemap"]),
    ]);
    await edit({ published: true, stock: [{ sku: "MUG", onHand: 2 }] });
    expect(await page()).toMatchObject({ title: "Enamel mug" });
    expect((await detail()).collections.map(({ id }) => id)).toEqual(["mugs-cups", "table"]);
  });

  it("that changes nothing writes nothing", async () => {
    const { edit, purged, detail } = await openShop();
    expect(await edit({ titles: { en: "Enamel mug" } })).toEqual({ version: 1, changed: [], purgedKeys: [] });
    expect([(await purged()).keys, (await detail()).edits]).toEqual([[], []]);
  });

  it("is overruled by the next feed that tells of the product", async () => {
    const { edit, db, page, purged } = await openShop();
    await edit({ prices: [{ sku: "MUG", market: "en-gb", minor: 1250 }] });
    await purged();
    await importText(db, FEED, NOON + 60_000);
    expect(await page()).toMatchObject({ variants: [{ price: { minor: 1600 } }] });
    expect((await purged()).keys).toEqual(["listing:mugs-cups:price", "listing:table:price", "product:mug"]);
  });

  it.each([
    [{ version: 7, titles: { en: "Late" } }, 409],
    [{ stock: [{ sku: "CUP", onHand: 3 }] }, 422],
    [{ titles: { en: "" } }, 422],
    [{ prices: [{ sku: "MUG", market: "en-gb", minor: 0 }] }, 422],
    [{ prices: [{ sku: "MUG", market: "fr-fr", minor: 100 }] }, 422],
    [{ published: false, titles: { en: "Gone" } }, 422],
    [{ reason: " " }, 422],
    [{ colour: "red" }, 422],
  ])("of %j is refused, and changes nothing", async (change, status) => {
    const { send, detail, purged } = await openShop();
    const before = await detail();
    expect((await send(change)).status).toBe(status);
    expect([await detail(), (await purged()).keys]).toEqual([before, []]);
  });

  it("of a product that nobody has is none", async () => {
    const shop = await openShop();
    const edit = { version: 1, actor: "ines", reason: "why not", titles: { en: "x" } };
    expect([(await shop.post("/v1/products/nobody", edit)).status, (await shop.get("/v1/products/nobody")).status]).toEqual([404, 404]);
  });

  it("waits for no import, and leaves none behind", async () => {
    const shop = await openShop();
    const before = await shop.db.select().from(imports);
    await shop.edit({ titles: { en: "Mug" } });
    expect(await shop.db.select().from(imports)).toEqual(before);
    await claimImport(shop.db, NOON);
    expect((await shop.send({ titles: { en: "Cup" } })).status).toBe(409);
  });

  it("of one version by two people at once is made by one of them", async () => {
    const { send, detail } = await openShop();
    const answers = await Promise.all([send({ titles: { en: "One" } }), send({ titles: { en: "Other" } })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await detail()).version).toBe(2);
  });
});

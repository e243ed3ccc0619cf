import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { PageAnswer, type PageKind, type PageOf } from "#contract/pages";
import { ANSWERS } from "#contract/questions";
import { openShop, type ShopInMemory } from "../fixtures/shop-in-memory.ts";
import { DAY, HOUR, NOON, publish } from "../fixtures/small-shop.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { inTransaction } from "../store/transaction.ts";

/** The answer, checked against the contract the edge decodes it by. */
async function ask<K extends PageKind>(shop: ShopInMemory, kind: K, path: string) {
  const response = await shop.get(`/v1/pages/${kind}${path}`);
  expect(response.status, await response.clone().text()).toBe(200);
  const answer = v.parse(PageAnswer, await response.json());
  return { ...answer, page: answer.page as PageOf<K> };
}

const problemOf = async (response: Response) => ({ status: response.status, ...((await response.json()) as object) });

describe("the home page", () => {
  it("shows the listing of what is new, and fills the other rows with what came last, no product twice", async () => {
    const { page } = await ask(await openShop(), "home", "?market=en-us");
    expect(page.rows.map(({ name, collection }) => [name, collection?.handle])).toEqual([
      ["new", "new"],
      ["story", undefined],
      ["evening", undefined],
    ]);
    const shown = page.rows.flatMap(({ cards }) => cards.map(({ id }) => id));
    expect(new Set(shown).size).toBe(shown.length);
    expect(page.rows[0]?.cards.map(({ id }) => id)).toEqual(["rim-mug"]);
  });

  it("is there before anything is sold", async () => {
    const { page, surrogateKeys } = await ask(await openShop({ filled: false }), "home", "?market=ja-jp");
    expect(page).toEqual({ kind: "home", navigation: { rooms: [], productCount: 0 }, rows: [] });
    expect(surrogateKeys).toEqual(expect.arrayContaining(["page:home", "listing:new", "listing:enamel-set", "listing:evening"]));
  });

  it("is named by every product and listing it shows, and changes when the next product is released", async () => {
    const { page, surrogateKeys, entityVersions, changesAt } = await ask(await openShop(), "home", "?market=en-us");
    const shown = page.rows.flatMap(({ cards }) => cards.map(({ id }) => `product:${id}`));
    expect(surrogateKeys).toEqual(
      expect.arrayContaining([...shown, "page:home", "page:navigation", "listing:new:price", "listing:new:available"]),
    );
    expect(entityVersions["product:rim-mug"]).toBe(17);
    expect(changesAt).toBe(NOON + HOUR);
  });
});

describe("the navigation", () => {
  it("counts what is sold in the market, and leaves empty shelves and further listings out", async () => {
    const shop = await openShop();
    const us = (await ask(shop, "chrome", "?market=en-us")).page.navigation;
    const gb = (await ask(shop, "chrome", "?market=en-gb")).page.navigation;
    expect(us.rooms.map(({ handle, collections }) => [handle, collections.map((link) => `${link.handle} ${link.productCount}`)])).toEqual([
      ["table", ["mugs-cups 3", "plates 1"]],
      ["light", ["lamps 30"]],
    ]);
    expect(gb.rooms[0]?.collections[0]?.productCount).toBe(4);
    expect([us.productCount, gb.productCount]).toEqual([34, 35]);
  });

  it("is remembered until the catalogue changes or an instant passes that changes it", async () => {
    const shop = await openShop();
    const count = async (at: number) => (await ask(shop, "chrome", `?market=en-us&at=${at}`)).page.navigation.productCount;
    expect(await count(NOON)).toBe(34);
    expect(await count(NOON + 2 * DAY)).toBe(35);
    expect(await count(NOON)).toBe(34);
    await publish(shop.db, { id: "fresh-plate", shelf: "plates" });
    expect(await count(NOON)).toBe(35);
  });
});

describe("a collection page", () => {
  it("has 24 cards, and its last page the rest; a page past the end is the last", async () => {
    const shop = await openShop();
    const first = (await ask(shop, "collection", "/lamps?market=en-us")).page;
    const last = (await ask(shop, "collection", "/lamps?market=en-us&page=9")).page;
    expect([first.page, first.pageCount, first.productCount, first.cards.length]).toEqual([1, 2, 30, 24]);
    expect([last.page, last.cards.length]).toEqual([2, 6]);
    expect(new Set([...first.cards, ...last.cards].map(({ id }) => id)).size).toBe(30);
  });

  it.each([
    ["price-asc", (a: number, b: number) => a <= b],
    ["price-desc", (a: number, b: number) => a >= b],
  ])("sorts by %s over all pages", async (sort, inOrder) => {
    const shop = await openShop();
    const pages = await Promise.all([1, 2].map((page) => ask(shop, "collection", `/lamps?market=en-us&sort=${sort}&page=${page}`)));
    const prices = pages.flatMap(({ page }) => page.cards.map(({ price }) => price.minor));
    expect(prices.every((price, i) => i === 0 || inOrder(prices[i - 1] ?? price, price))).toBe(true);
  });

  it("shows what was released last first when asked for the newest", async () => {
    const { page } = await ask(await openShop(), "collection", "/mugs-cups?market=en-us&sort=newest");
    expect(page.cards[0]?.id).toBe("rim-mug");
  });

  it("shows a room with its shelves, and a shelf with its room and the room's other shelves", async () => {
    const shop = await openShop();
    const room = (await ask(shop, "collection", "/table?market=de-de")).page;
    const shelf = (await ask(shop, "collection", "/plates?market=de-de")).page;
    expect([room.title, room.room, room.children.map(({ handle }) => handle)]).toEqual([
      "table auf Deutsch",
      null,
      ["mugs-cups", "plates"],
    ]);
    expect([shelf.room?.handle, shelf.children.map(({ handle }) => handle)]).toEqual(["table", ["mugs-cups"]]);
    expect(room.cards.map(({ id }) => id)).toEqual(["rim-mug", "tall-mug", "empty-mug", "sale-plate"]);
  });

  it("says how much is left of a card, and whether its variants differ in price", async () => {
    const { page } = await ask(await openShop(), "collection", "/mugs-cups?market=en-us");
    expect(page.cards.map(({ id, availability, priceIsFrom, isNew }) => [id, availability, priceIsFrom, isNew])).toEqual([
      ["rim-mug", "in", true, true],
      ["tall-mug", "low", false, false],
      ["empty-mug", "out", false, false],
    ]);
    expect(page.cards[0]).toMatchObject({ price: { minor: 1600, currency: "USD" }, ground: "sky", detail: "enamel" });
  });

  it("is named by its listing in every way and by each product on it", async () => {
    const { surrogateKeys, entityVersions } = await ask(await openShop(), "collection", "/plates?market=en-us");
    expect(surrogateKeys).toEqual([
      "collection:plates",
      "listing:plates",
      "listing:plates:price",
      "listing:plates:available",
      "page:navigation",
      "product:sale-plate",
    ]);
    expect(entityVersions).toEqual({ "product:sale-plate": 17, "collection:plates": 3 });
  });

  it("does not show what is not released yet, and tells when it will be", async () => {
    const shop = await openShop();
    const today = await ask(shop, "collection", "/new?market=en-us");
    expect(today.page.cards.map(({ id }) => id)).toEqual(["rim-mug"]);
    expect(today.changesAt).toBe(NOON + DAY);
    const then = await ask(shop, "collection", `/new?market=en-us&at=${NOON + DAY}`);
    expect(then.page.cards.map(({ id }) => id)).toEqual(["rim-mug", "late-lamp"]);
    expect(then.asAt).toBe(NOON + DAY);
  });

  it("is empty, but there, in a market that sells none of it", async () => {
    const shop = await openShop({ further: [{ id: "gb-lamp", shelf: "lamps", markets: ["en-gb"] }] });
    const { page } = await ask(shop, "collection", `/new?market=en-us&at=0`);
    expect([page.pageCount, page.page, page.cards]).toEqual([1, 1, []]);
  });

  it("says where a moved collection went, and knows nothing of others", async () => {
    const shop = await openShop();
    expect(await problemOf(await shop.get("/v1/pages/collection/cups?market=en-us"))).toMatchObject({ status: 404, movedTo: "mugs-cups" });
    expect(await problemOf(await shop.get("/v1/pages/collection/nothing?market=en-us"))).not.toHaveProperty("movedTo");
  });
});

describe("a product page", () => {
  it("selects the variant that is asked for, else the first that can be bought, else the first", async () => {
    const shop = await openShop({ further: [{ id: "half-mug", shelf: "mugs-cups", stock: [0, 7] }] });
    const selected = async (path: string) => (await ask(shop, "product", path)).page.selected;
    expect(await selected("/rim-mug?market=en-us&variant=rim-mug-1")).toBe("rim-mug-1");
    expect(await selected("/half-mug?market=en-us&variant=nonsense")).toBe("half-mug-1");
    expect(await selected("/empty-mug?market=en-us")).toBe("empty-mug-0");
  });

  it("speaks the market's language, and another one where it has no word", async () => {
    const shop = await openShop();
    const de = (await ask(shop, "product", "/rim-mug?market=de-de")).page;
    const ja = (await ask(shop, "product", "/rim-mug?market=ja-jp")).page;
    expect([de.title, de.options[0]?.label, de.room?.title, ja.title]).toEqual([
      "Das rim-mug",
      "Größe",
      "table auf Deutsch",
      "The rim-mug",
    ]);
    expect(ja.variants[0]?.price).toEqual({ minor: 1600, currency: "JPY" });
  });

  it("brings the first recommendations along: neighbours, never itself, what can be bought first", async () => {
    const { page, publicFragments } = await ask(await openShop(), "product", "/rim-mug?market=en-us");
    const [recommendations] = publicFragments;
    const ids = v.parse(ANSWERS.recommendations, recommendations?.data).cards.map(({ id }) => id);
    expect([page.room?.handle, page.collection?.handle, page.ground]).toEqual(["table", "mugs-cups", "sky"]);
    expect([recommendations?.question, recommendations?.subject, ids]).toEqual([
      "recommendations",
      "rim-mug",
      ["tall-mug", "sale-plate", "empty-mug"],
    ]);
    expect(recommendations?.surrogateKeys).toEqual(expect.arrayContaining(["product:rim-mug", "product:tall-mug", "listing:mugs-cups"]));
  });

  it("brings its own card along, as whoever asked for that alone would get it", async () => {
    const shop = await openShop();
    const { publicFragments } = await ask(shop, "product", "/rim-mug?market=en-us");
    const asked = await shop.post("/v1/fragments", {
      market: "en-us",
      visitor: null,
      asks: [{ id: "1", question: "card", handle: "rim-mug" }],
    });
    const frames = (await asked.text()).split("\u001e").filter(Boolean);
    const { data, surrogateKeys } = JSON.parse(frames[1] ?? "");
    expect(data.title).toBe("The rim-mug");
    expect(publicFragments[1]).toEqual({ question: "card", subject: "rim-mug", data, surrogateKeys });
  });

  it("changes by the clock when a sale begins and when it ends", async () => {
    const shop = await openShop();
    const during = NOON + HOUR;
    const before = await ask(shop, "product", "/sale-plate?market=en-us");
    const sale = await ask(shop, "product", `/sale-plate?market=en-us&at=${during}`);
    const card = (await ask(shop, "collection", `/plates?market=en-us&at=${during}`)).page.cards[0];
    expect([before.page.variants[0]?.price.minor, before.page.variants[0]?.was, before.changesAt]).toEqual([2400, null, during]);
    expect([sale.page.variants[0]?.price.minor, sale.page.variants[0]?.was?.minor, sale.changesAt]).toEqual([1800, 2400, NOON + 2 * HOUR]);
    expect([card?.price.minor, card?.was?.minor]).toEqual([1800, 2400]);
  });

  it("is gone when it was withdrawn, under its old handle too", async () => {
    const shop = await openShop();
    for (const handle of ["gone-mug", "older-mug"]) expect((await shop.get(`/v1/pages/product/${handle}?market=en-us`)).status).toBe(410);
  });

  it.each([
    ["gone-mug", "product:gone-mug"],
    ["older-mug", "product:gone-mug"],
    ["uk-mug", "product:uk-mug"],
    ["late-lamp", "product:late-lamp"],
  ])("is missing under %s only until the product changes", async (handle, key) => {
    const shop = await openShop();
    const answer = await shop.get(`/v1/pages/product/${handle}?market=en-us`);
    expect(await answer.json()).toMatchObject({ surrogateKeys: [key] });
  });

  it("is not found where it is not sold, before it is released, and where it moved away from", async () => {
    const shop = await openShop();
    expect((await shop.get("/v1/pages/product/uk-mug?market=en-gb")).status).toBe(200);
    expect((await shop.get("/v1/pages/product/uk-mug?market=en-us")).status).toBe(404);
    expect((await shop.get("/v1/pages/product/late-lamp?market=en-us")).status).toBe(404);
    expect((await shop.get(`/v1/pages/product/late-lamp?market=en-us&at=${NOON + DAY}`)).status).toBe(200);
    expect(await problemOf(await shop.get("/v1/pages/product/old-mug?market=en-us"))).toMatchObject({ status: 404, movedTo: "rim-mug" });
  });
});

describe("a question that is not valid", () => {
  it.each([
    ["/v1/pages/home", "market"],
    ["/v1/pages/home?market=fr-fr", "market"],
    ["/v1/pages/collection/lamps?market=en-us&page=two", "page"],
    ["/v1/pages/collection/lamps?market=en-us&page=0", "page"],
    ["/v1/pages/collection/lamps?market=en-us&page=1e99", "page"],
    ["/v1/pages/collection/lamps?market=en-us&sort=cheapest", "sort"],
    ["/v1/pages/home?market=en-us&at=yesterday", "at"],
    ["/v1/pages/home?market=en-us&at=-1", "at"],
    [`/v1/pages/product/rim-mug?market=en-us&variant=${"x".repeat(65)}`, "variant"],
  ])("%s names the field %s", async (path, field) => {
    const response = await (await openShop()).get(path);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(await problemOf(response)).toMatchObject({ status: 422, errors: [{ field }] });
  });

  it.each([
    "/v1/pages/basket?market=en-us",
    "/v1/pages/product/%E0%A4%A?market=en-us",
    "/v1/pages/product/'%20or%201=1?market=en-us",
    "/nothing",
  ])("%s is not found", async (path) => {
    const shop = await openShop();
    expect((await shop.get(path)).status).toBe(404);
    expect(shop.reported).toEqual([]);
  });
});

it("answers a page in few queries, however many cards it has", async () => {
  const shop = await openShop();
  await inTransaction(shop.db, (tx) => raiseRevision(tx, "catalogue"));
  const queries: string[] = [];
  const { $client: client } = shop.db as typeof shop.db & { $client: { execute(statement: string, ...rest: never[]): unknown } };
  const execute = client.execute.bind(client);
  const counted = (statement: string, ...rest: never[]) => {
    queries.push(statement);
    return execute(statement, ...rest);
  };
  Object.assign(client, { execute: counted });
  const count = async (path: string) => {
    queries.length = 0;
    await shop.get(path);
    return queries.length;
  };
  await count("/v1/pages/chrome?market=en-us");
  expect(await count("/v1/pages/collection/lamps?market=en-us")).toBe(3);
  expect(await count("/v1/pages/product/rim-mug?market=en-us")).toBe(9);
  expect(await count("/v1/pages/home?market=en-us")).toBe(4);
});

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { SORTS } from "#contract/pages";
import type { Gateway } from "../../tools/planetscale/gateway.ts";
import { onMysql } from "../../tools/planetscale/store-on-mysql.ts";
import { openShop } from "../fixtures/shop-in-memory.ts";
import { shopOn } from "../fixtures/shop-on.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { CONTRACT } from "./contract-suite/all.ts";
import type { Db } from "./db.ts";
import { migrate, migrationStatus, rollback } from "./migrate.io.ts";
import { MIGRATIONS } from "./migrations/index.ts";
import { openPlanetScale } from "./open.io.ts";
import { raiseRevision, readRevision } from "./revisions.io.ts";
import { revisions } from "./schema.ts";
import { inTransaction } from "./transaction.ts";

let gateway: Gateway;
let db: Db;
onMysql(NOON, (opened) => {
  ({ gateway, db } = opened);
});

describe("the store on MySQL, behind PlanetScale's protocol", () => {
  it.each(CONTRACT)("%s", (_, run) => run(db));

  it("runs a transaction again that lost a deadlock", async () => {
    await db.insert(revisions).values(["a", "b"].map((name) => ({ name, value: 0 })));
    const raise = (name: string) => sql`update ${revisions} set value = value + 1 where name = ${name}`;
    let runs = 0;
    let both = () => {};
    const bothHoldOne = new Promise<void>((resolve) => {
      both = resolve;
    });
    const inOrder = (first: string, second: string) =>
      inTransaction(db, async (tx) => {
        await tx.execute(raise(first));
        if (++runs === 2) both();
        await bothHoldOne;
        await tx.execute(raise(second));
      });
    await Promise.all([inOrder("a", "b"), inOrder("b", "a")]);
    expect(runs).toBe(3);
    expect(await db.select().from(revisions).orderBy(revisions.name)).toEqual([
      { name: "a", value: 2 },
      { name: "b", value: 2 },
    ]);
    expect(gateway.transactions.size).toBe(0);
  });
});

it("answers every page and question exactly as the embedded engine does", async () => {
  const [onMysql, embedded] = [await shopOn(db), await openShop()];
  const pages = [
    ...["home", "sitemap", "sitemap/1", "sitemap/2", "sitemap/3", "chrome"],
    ...["table", "mugs-cups", "plates", "lamps", "new", "cups", "nothing"].flatMap((handle) =>
      SORTS.map((sort) => `collection/${handle}?sort=${sort}`),
    ),
    ...["lamps?page=2", "lamps?page=9"].map((page) => `collection/${page}`),
    ...["rim-mug", "tall-mug", "gone-mug", "empty-mug", "uk-mug", "sale-plate", "late-lamp", "lamp-07", "old-mug"].map(
      (handle) => `product/${handle}`,
    ),
  ];
  const asks = ["rim-mug", "uk-mug", "lamp-07"].flatMap((handle, id) => [
    { id: `${id}`, question: "recommendations", handle },
    { id: `c${id}`, question: "card", handle },
  ]);
  for (const market of MARKET_NAMES) {
    for (const page of pages) {
      const path = `/v1/pages/${page}${page.includes("?") ? "&" : "?"}market=${market}`;
      expect(await (await onMysql.get(path)).text(), path).toBe(await (await embedded.get(path)).text());
    }
    const batch = { market, visitor: null, asks };
    const framesOf = async (shop: typeof embedded) => (await (await shop.post("/v1/fragments", batch)).text()).split("\x1e").sort();
    expect(await framesOf(onMysql), market).toEqual(await framesOf(embedded));
  }
});

describe("a migration that breaks off half-way", () => {
  it.each([
    ["request", "variants"],
    ["reply", "variants"],
    ["reply", "insert into `migrations`"],
    ["reply", "insert ignore into `handles`"],
  ] as const)("after a lost %s of %s is finished by the next call", async (loss, at) => {
    const url = gateway.url(`half_${loss}_${at.replace(/\W+/g, "_")}`);
    const half = openPlanetScale(url);
    gateway.faults.lose(loss, new RegExp(at.startsWith("insert") ? at : `create table \`${at}\``));
    await expect(migrate(half, NOON)).rejects.toThrow();
    if (at === "variants") expect((await migrationStatus(half)).map(({ appliedAt }) => appliedAt)).toEqual(MIGRATIONS.map(() => null));
    await migrate(half, NOON);
    expect((await migrationStatus(half)).map(({ appliedAt }) => appliedAt)).toEqual(MIGRATIONS.map(() => NOON));
    await raiseTwice(half);
    expect(await rollback(half, 100)).toHaveLength(MIGRATIONS.length);
  });
});

const raiseTwice = async (store: Db) => {
  for (let i = 0; i < 2; i++) await inTransaction(store, (tx) => raiseRevision(tx, "stock"));
  expect(await readRevision(store, "stock")).toBe(2);
};

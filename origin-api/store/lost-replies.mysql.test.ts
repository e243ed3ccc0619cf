/** Connections that break at every statement in turn: what was asked for happens once, whatever was not heard. */
import { asc } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { Loss } from "../../tools/planetscale/faults.ts";
import type { Gateway } from "../../tools/planetscale/gateway.ts";
import { emptyStore, onMysql } from "../../tools/planetscale/store-on-mysql.ts";
import { feed, item } from "../feed/fixtures/feed-xml.ts";
import { importText } from "../feed/fixtures/import-text.ts";
import { shopOn } from "../fixtures/shop-on.ts";
import { NOON } from "../fixtures/small-shop.ts";
import type { Db } from "./db.ts";
import { cartLines, carts, handledWrites, imports, outbox, products, stagedRows, stock, transactionReceipts } from "./schema.ts";

let gateway: Gateway;
let db: Db;
onMysql(NOON, (opened) => {
  ({ gateway, db } = opened);
});

const LINE = { market: "en-us", cartId: null, customer: null, variant: "rim-mug-0", quantity: 2 };

describe("putting something into a cart", () => {
  const STATEMENTS = [
    /^begin/i,
    /^insert into `transaction_receipts`/,
    /^insert into `carts`/,
    /^insert into `cart_lines`/,
    /^update `carts`/,
    /^commit/i,
  ];
  const cases = STATEMENTS.flatMap((statement) => (["request", "reply"] as const).map((loss): [Loss, RegExp] => [loss, statement]));

  it.each(cases)("happens once when the %s of %s is lost", async (loss, statement) => {
    const shop = await shopOn(db);
    gateway.faults.lose(loss, statement);
    expect((await shop.post("/v1/carts/lines", LINE)).status).toBe(200);
    expect(gateway.faults.lost).toHaveLength(1);
    await expectOneCart();
  });

  it.each([
    ["what settled it is lost as well", [/^commit/i, /^insert ignore into `transaction_receipts`/, /^select `outcome`/]],
    ["the rollback is lost as well", [/^commit/i, /^rollback/i]],
  ])("happens once when the reply to the commit is lost and %s", async (_, statements) => {
    const shop = await shopOn(db);
    for (const statement of statements) gateway.faults.lose("reply", statement);
    expect((await shop.post("/v1/carts/lines", LINE)).status).toBe(200);
    expect(gateway.faults.lost).toHaveLength(statements.length);
    await expectOneCart();
  });

  it("tells who asks again under the same key, after an answer that never left, what was done", async () => {
    const shop = await shopOn(db);
    const first = await shop.post("/v1/carts/lines", LINE, { "Idempotency-Key": "asked-twice" });
    gateway.faults.lose("reply", /^commit/i);
    const second = await shop.post("/v1/carts/lines", LINE, { "Idempotency-Key": "asked-twice" });
    expect([second.status, await idOf(second)]).toEqual([200, await idOf(first)]);
    expect(await db.select().from(handledWrites)).toHaveLength(1);
    await expectOneCart();
  });

  async function expectOneCart() {
    expect(await db.select({ quantity: cartLines.quantity }).from(cartLines)).toEqual([{ quantity: 2 }]);
    expect((await db.select().from(carts)).map(({ version }) => version)).toEqual([1]);
    const outcomes = await db.select({ outcome: transactionReceipts.outcome }).from(transactionReceipts);
    expect(outcomes.length).toBeGreaterThan(0);
  }
});

const idOf = async (response: Response) => ((await response.json()) as { cart: { id: string } }).cart.id;

describe("an import", () => {
  const two = (price: string, units: string) =>
    feed(
      ["a", "b"].map((name) =>
        item({ id: `P-${name}`, title: name, link: `https://x.example/${name}`, price: `${price} GBP`, "v:stock": units }),
      ),
    );
  const shopIsAt = async () => [
    await db.select({ id: products.id, version: products.version, digest: products.digest }).from(products).orderBy(asc(products.id)),
    await db.select({ sku: stock.sku, onHand: stock.onHand }).from(stock).orderBy(asc(stock.sku)),
    (await db.select().from(outbox).orderBy(asc(outbox.id))).map(({ surrogateKeys, minVersions }) => ({ surrogateKeys, minVersions })),
    await db.select().from(stagedRows),
    (await db.select().from(imports).orderBy(asc(imports.id))).map(({ outcome }) => outcome),
  ];

  /** What `shopIsAt` asks. */
  const READ_BACK = 5;

  it("says and writes the same whichever reply is lost", async () => {
    const run = async () => {
      await emptyStore(db);
      await importText(db, two("16.00", "5"), NOON);
      await db.delete(outbox);
      const from = gateway.statements.length;
      return { from, change: () => importText(db, two("12.00", "0"), NOON + 60_000) };
    };
    const whole = await run();
    const told = await whole.change();
    const wanted = await shopIsAt();
    const statements = gateway.statements.length - whole.from - READ_BACK;
    expect(statements).toBeGreaterThan(30);
    for (let lost = 0; lost < statements; lost++) {
      const { change } = await run();
      let at = 0;
      gateway.faults.clear();
      gateway.faults.lose("reply", () => at++ === lost);
      const report = await change();
      const where = `the reply to ${gateway.faults.lost[0]}`;
      expect(gateway.faults.lost, where).toHaveLength(1);
      expect(report, where).toEqual(told);
      expect(await shopIsAt(), where).toEqual(wanted);
    }
  });
});

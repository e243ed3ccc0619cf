import { expect, it } from "vitest";
import { shopOn } from "../fixtures/shop-on.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { migrate } from "../store/migrate.io.ts";
import { nodeSqlite } from "../store/node-sqlite.io.ts";
import { openEmbedded } from "../store/open.io.ts";

/** A shop, and the steps of the questions asked since the last look: which index they follow, what they sort. */
async function openWatchedShop() {
  const engine = nodeSqlite();
  const asked: string[] = [];
  const watched: typeof engine = {
    ...engine,
    query: (statement, parameters) => {
      if (/^select/i.test(statement)) asked.push(statement);
      return engine.query(statement, parameters);
    },
  };
  const db = openEmbedded(watched);
  await migrate(db, NOON);
  const shop = await shopOn(db);
  await shop.get("/v1/pages/chrome?market=en-us");
  const stepsOf = async (path: string) => {
    asked.length = 0;
    expect((await shop.get(path)).status).toBe(200);
    const steps = asked.flatMap((statement) => engine.query(`explain query plan ${statement}`, []).rows);
    return steps.map(([, , , step]) => String(step));
  };
  return { stepsOf };
}

it.each([
  ["collection/lamps?market=en-us&sort=featured", "product_collections_order"],
  ["product/rim-mug?market=en-us", "product_collections_order"],
  ["home?market=en-us", "products_newest"],
])("%s follows an index to what it shows, and looks through no table", async (path, index) => {
  const steps = await (await openWatchedShop()).stepsOf(`/v1/pages/${path}`);
  expect(steps.filter((step) => step.includes(`COVERING INDEX ${index}`))).not.toEqual([]);
  expect(steps.filter((step) => /^SCAN (products|product_|variants|prices|stock)/.test(step) && !step.includes(index))).toEqual([]);
});

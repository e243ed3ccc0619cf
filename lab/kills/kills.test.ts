/**
 * The way of a change from a feed to the bulletin, with a kill at every instant in turn: before each statement, before and
 * after each commit, each message, each purge. In the end every page that changed is purged, and no other.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { NOON } from "../../origin-api/fixtures/small-shop.ts";
import { CHANGED, HANDED_ON, REARRANGED } from "./feeds.ts";
import { Life } from "./life.ts";
import { changedShells, purgedShells, type Shells } from "./shells.ts";
import { type Arrangement, Shop, writeBeginning } from "./shop.ts";

const MINUTE = 60_000;
const folder = mkdtempSync(join(tmpdir(), "kills-"));
const beginning = join(folder, "beginning.db");

beforeAll(() => writeBeginning(beginning));
afterAll(() => rmSync(folder, { recursive: true }));

const ARRANGEMENTS: readonly Arrangement[] = ["together", "apart"];

it.each(
  ARRANGEMENTS.flatMap((arrangement) => [
    { arrangement, change: "products", file: CHANGED },
    { arrangement, change: "shelves", file: REARRANGED },
    { arrangement, change: "what goes from one product to another", file: HANDED_ON },
  ]),
)(
  "purges every page that changed and no other, at whatever instant it is killed: $change, parts $arrangement",
  async ({ arrangement, file }) => {
    const known = new Map<number, Shells>();
    const whole = new Shop(beginning, arrangement);
    const before = await whole.shells(known);
    const undisturbed = new Life();
    await change(whole, file, undisturbed);
    const after = await whole.shells(known);
    const wanted = [...whole.purged].sort();
    expect(purgedShells(before, whole.purged)).toEqual(expect.arrayContaining(changedShells(before, after)));

    for (let instant = 0; instant < undisturbed.passed.length; instant++) {
      const shop = new Shop(beginning, arrangement);
      const life = new Life(instant);
      await change(shop, file, life);
      expect(life.isDead).toBe(true);
      await recover(shop);
      const where = life.passed.at(-1);
      expect(purgedShells(before, shop.purged), where).toEqual(expect.arrayContaining(changedShells(before, await shop.shells(known))));
      expect(await shop.isWaiting(), where).toBe(false);

      await change(shop, file, new Life(), NOON + 3 * MINUTE);
      expect(await shop.shells(known), where).toEqual(after);
      expect([...shop.purged].sort(), where).toEqual(wanted);
      expect(shop.purges, where).toBe(whole.purges);
    }
  },
  60_000,
);

it("leaves pages alone that show nothing of what changed", async () => {
  const shop = new Shop(beginning, "apart");
  const before = await shop.shells(new Map());
  await change(shop, CHANGED, new Life());
  const purged = purgedShells(before, shop.purged);
  expect(before.size - purged.length).toBeGreaterThan(2);
  for (const path of ["product/same", "product/counted", "product/pot", "collection/pots"]) expect(purged).not.toContain(path);
});

/** From the feed to the bulletin. Where the parts are apart, the edge goes on when the origin is dead, and dies where the origin did not. */
async function change(shop: Shop, file: string, life: Life, now = NOON + MINUTE): Promise<void> {
  await shop.origin(life, file, now);
  await shop.edge(life.isDead ? new Life() : life, now);
}

/** What starts by itself after a death: a delivery of what the outbox holds, and of what the queue holds. */
async function recover(shop: Shop): Promise<void> {
  await shop.origin(new Life(), undefined, NOON + 2 * MINUTE);
  await shop.edge(new Life(), NOON + 2 * MINUTE);
}

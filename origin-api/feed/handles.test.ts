import { describe, expect, it } from "vitest";
import { findMovedProduct, findProduct } from "../catalog/queries.io.ts";
import { shopifyCsv, shopifyMug } from "./fixtures/feed-tables.ts";
import { feed, item } from "./fixtures/feed-xml.ts";
import { importText } from "./fixtures/import-text.ts";
import { openTestShop, type TestShop } from "./fixtures/test-shop.ts";

/** More than two lots. */
const MANY = 45;
const numbers = Array.from({ length: MANY }, (_, n) => n);

/** Products `p-00`, `p-01` ... by the handles they shall have; undefined: the feed lacks it. */
const named = (handleOf: (n: number) => string | undefined, more: readonly string[] = []): string =>
  feed([
    ...numbers.flatMap((n) => {
      const handle = handleOf(n);
      return handle === undefined ? [] : [item({ id: idOf(n), title: `Thing ${n}`, link: undefined, "v:handle": handle })];
    }),
    ...more,
  ]);
const idOf = (n: number): string => `p-${String(n).padStart(2, "0")}`;

/** What an address answers with: the product there, or the one it leads to. */
async function at(shop: TestShop, handle: string): Promise<string> {
  const there = await findProduct(shop.db, handle);
  if (there) return there.withdrawnAt === null ? there.id : "gone";
  const moved = await findMovedProduct(shop.db, handle);
  if (!moved) return "nothing";
  return moved.withdrawnAt === null ? `to ${moved.id}` : "gone";
}

async function shopOf(file: string): Promise<TestShop> {
  const shop = await openTestShop();
  await shop.import(file);
  await shop.purged();
  return shop;
}

/** Imports it, and again: the second time nothing is written or purged. Returns the first report. */
async function importTwice(shop: TestShop, file: string) {
  const rehearsed = await shop.import(file, { dryRun: true });
  const report = await shop.import(file);
  const purges = await shop.purged();
  expect({ ...rehearsed, durationMs: 0 }).toEqual({ ...report, durationMs: 0 });
  expect([purges, report.purgedKeys]).toEqual([report.purges, purges.length]);
  const before = await shop.rows("products");
  expect(await shop.import(file)).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
  expect([await shop.rows("products"), await shop.purged()]).toEqual([before, []]);
  return { ...report, purges };
}

/** Imports a file by a process that is killed after so many commits with purges; false when it lives to the end. */
async function dies(shop: TestShop, file: string, commits: number): Promise<boolean> {
  let left = commits;
  const kill = () => {
    if (--left === 0) throw new Error("killed");
  };
  return importText(shop.db, file, shop.now, { committed: kill }).then(
    () => false,
    () => true,
  );
}

describe("handles that go from one product of a file to another", () => {
  it.each([
    ["down a chain", 1],
    ["up a chain", -1],
  ])("arrive by one import %s, over several lots, and the end that is free leads on", async (_, step) => {
    const shop = await shopOf(named((n) => `thing-${n}`));
    expect(
      await importTwice(
        shop,
        named((n) => `thing-${n + step}`),
      ),
    ).toMatchObject({ problems: [], products: { updated: MANY } });
    for (const n of numbers) expect(await at(shop, `thing-${n + step}`)).toBe(idOf(n));
    const left = step === 1 ? 0 : MANY - 1;
    expect(await at(shop, `thing-${left}`)).toBe(`to ${idOf(left)}`);
  });

  it.each([2, MANY])("arrive by one import when %i go round in a circle", async (round) => {
    const shop = await shopOf(named((n) => `thing-${n}`));
    // Far apart: first and last of the file change places.
    const next = (n: number): number => (round === MANY ? (n * 2 + 1) % MANY : n === 0 ? MANY - 1 : n === MANY - 1 ? 0 : n);
    await importTwice(
      shop,
      named((n) => `thing-${next(n)}`),
    );
    for (const n of numbers) expect(await at(shop, `thing-${next(n)}`)).toBe(idOf(n));
  });

  it("also those of products that leave the shop with the file, or left it long ago", async () => {
    const shop = await shopOf(named((n) => `thing-${n}`));
    await shop.import(named((n) => (n === 44 ? undefined : `thing-${n}`)));
    await shop.purged();
    const file = named((n) => (n === 43 || n === 44 ? undefined : n === 0 ? "thing-43" : n === 1 ? "thing-44" : `thing-${n}`));
    const { purges } = await importTwice(shop, file);
    expect([await at(shop, "thing-43"), await at(shop, "thing-44")]).toEqual([idOf(0), idOf(1)]);
    expect([await at(shop, "thing-0"), await at(shop, "thing-1")]).toEqual([`to ${idOf(0)}`, `to ${idOf(1)}`]);
    // Their addresses answered 410 until then.
    expect(purges).toEqual(expect.arrayContaining(["product:p-43", "product:p-44"]));
  });

  it("purge the redirect that an address was, whoever wrote it", async () => {
    const shop = await shopOf(named((n) => `thing-${n}`));
    await shop.import(named((n) => (n === 0 ? "away" : `thing-${n}`)));
    await shop.purged();
    const { purges } = await importTwice(
      shop,
      named((n) => (n === 0 ? "away" : n === 44 ? "thing-0" : `thing-${n}`)).replace("16.00 GBP", "17.00 GBP"),
    );
    expect(await at(shop, "thing-0")).toBe(idOf(44));
    expect(purges).toEqual(expect.arrayContaining(["product:p-00", "product:p-44"]));
  });

  it("stay where they are when one that keeps its own stands in the way, and each is told", async () => {
    const shop = await shopOf(named((n) => `thing-${n}`));
    const before = await shop.rows("products");
    // 2 wants 1's, 1 wants 0's, and 0's row is bad.
    const bad = item({ id: idOf(0), title: "Thing 0", link: undefined, "v:handle": "elsewhere", price: "?" });
    const file = named((n) => (n === 0 ? undefined : n < 3 ? `thing-${n - 1}` : `thing-${n}`), [bad]);
    const { problems } = await shop.import(file);
    expect(problems.map(({ id, because }) => [id, because])).toEqual([
      [idOf(0), "is not an amount and a currency, as in 16.00 GBP"],
      [idOf(1), "is the handle of another product: thing-1 is used"],
      [idOf(2), "is the handle of another product: thing-2 is used"],
    ]);
    expect([await shop.rows("products"), await shop.purged()]).toEqual([before, []]);
  });

  it("leave a product that comes back without its own under the one the feed makes for it", async () => {
    const shop = await shopOf(feed([item({ id: "OLD" }), item({ id: "OTHER", link: undefined, title: "Other" })]));
    await shop.import(feed([item({ id: "NEW" }), item({ id: "OTHER", link: undefined, title: "Other" })]));
    await shop.import(feed([item({ id: "OLD" }), item({ id: "NEW" }), item({ id: "OTHER", link: undefined, title: "Other" })]));
    expect([await at(shop, "enamel-mug"), await at(shop, "enamel-mug-old")]).toEqual(["new", "old"]);
  });

  it("are right after a kill at any moment, whether the same file follows or the one before", async () => {
    const [first, second] = [named((n) => `thing-${n}`), named((n) => `thing-${(n + 22) % MANY}`)];
    for (let commits = 1; ; commits++) {
      const shop = await shopOf(first);
      if (!(await dies(shop, second, commits))) {
        expect(commits).toBeGreaterThan(5);
        break;
      }
      for (const n of numbers) expect(await at(shop, `thing-${n}`)).not.toMatch(/gone|nothing/);
      shop.now += 60_000;
      await shop.import(commits % 2 === 0 ? second : first);
      const step = commits % 2 === 0 ? 22 : 0;
      for (const n of numbers) expect(await at(shop, `thing-${(n + step) % MANY}`)).toBe(idOf(n));
    }
  });
});

describe("where a handle is a product's only name", () => {
  const mugs = (...rows: readonly (readonly [handle: string, sku: string])[]): string =>
    shopifyCsv(
      [...rows, ["other", "OTHER"] as const, ["another", "ANOTHER"] as const].map(([handle, sku]) => ({
        ...shopifyMug,
        ...{ Handle: handle, Title: `Thing ${sku}`, "Option1 Value": "Blue", "Variant SKU": sku },
      })),
    );
  const before = mugs(["a", "SKU-A"], ["b", "SKU-B"], ["c", "SKU-C"]);

  it.each([
    ["a chain", mugs(["b", "SKU-A"], ["c", "SKU-B"], ["d", "SKU-C"]), { a: "to a", b: "a", c: "b", d: "c" }],
    ["two that change places", mugs(["b", "SKU-A"], ["a", "SKU-B"], ["c", "SKU-C"]), { a: "b", b: "a", c: "c" }],
    ["one that takes the place of one that leaves", mugs(["a", "SKU-B"], ["c", "SKU-C"]), { a: "b", b: "to b", c: "c" }],
    ["one that moves away for another", mugs(["x", "SKU-A"], ["a", "SKU-B"], ["c", "SKU-C"]), { x: "a", a: "b", b: "to b" }],
  ])("its SKUs tell which it is: %s", async (_, file, addresses) => {
    const shop = await shopOf(before);
    const report = await importTwice(shop, file);
    expect([report.problems.map(({ field }) => field), report.products.created]).toEqual([["currency"], 0]);
    for (const [handle, there] of Object.entries(addresses)) expect([handle, await at(shop, handle)]).toEqual([handle, there]);
  });

  it("a new one that takes the handle of one that moved is at that address, and is another one in every later import", async () => {
    const shop = await shopOf(before);
    const file = mugs(["x", "SKU-A"], ["a", "SKU-NEW"], ["b", "SKU-B"], ["c", "SKU-C"]);
    const { products } = await importTwice(shop, file);
    expect(products).toMatchObject({ created: 1, updated: 1, withdrawn: 0 });
    const id = (await shop.rows("variants")).find(({ sku }) => sku === "SKU-NEW")?.product_id;
    expect([await at(shop, "x"), await at(shop, "a")]).toEqual(["a", id]);
    expect(id).not.toBe("a");
    // And round once more: the name that was made for it is no product of its own.
    await importTwice(shop, mugs(["y", "SKU-A"], ["x", "SKU-NEW"], ["a", "SKU-NEWER"], ["b", "SKU-B"], ["c", "SKU-C"]));
    expect([await at(shop, "y"), await at(shop, "x")]).toEqual(["a", id]);
    expect(await at(shop, "a")).not.toMatch(/ |^a$/);
  });

  it("a row that is bad counts as well", async () => {
    const shop = await shopOf(before);
    const renamed = mugs(["x", "SKU-A"], ["b", "SKU-B"], ["c", "SKU-C"]);
    const line = renamed.split("\r\n").find((row) => row.startsWith("x,")) ?? "";
    const report = await shop.import(renamed.replace(line, line.replace("16.00", "free")));
    expect(report).toMatchObject({ outcome: "unchanged", problemCount: 2, products: { withdrawn: 0 } });
    expect(await at(shop, "a")).toBe("a");
  });
});

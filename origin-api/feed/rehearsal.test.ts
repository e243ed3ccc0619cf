/** A rehearsal says what the import after it does, whatever goes from one lot to another. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { feed, item } from "./fixtures/feed-xml.ts";
import { openTestShop, type TestShop } from "./fixtures/test-shop.ts";

/** More than two lots; the first half of the products has a second variant. */
const PRODUCTS = 44;
const SKUS = 66;

interface Row {
  readonly group: number;
  readonly stock: number;
  readonly pence: number;
  readonly shelf: number;
  readonly state: "good" | "absent" | "bad price" | "bad type";
  /** A product of which a bad row has the same SKU. */
  readonly twin?: number | undefined;
}

/** What a feed says: rows by SKU, and the handles that products are given, if any. */
interface Told {
  readonly rows: readonly Row[];
  readonly handles: readonly (number | undefined)[];
}

const BEGINNING: Told = {
  rows: Array.from({ length: SKUS }, (_, n) => ({ group: n % PRODUCTS, stock: n % 4, pence: 1600, shelf: n % 30, state: "good" })),
  handles: Array.from({ length: PRODUCTS }, (_, n) => (n % 3 === 0 ? undefined : n)),
};

const product = fc.nat(PRODUCTS - 1);
const rowEdit = fc.record(
  {
    group: product,
    stock: fc.nat(2),
    pence: fc.constantFrom(1600, 1700),
    shelf: fc.nat(31),
    twin: fc.option(product, { nil: undefined }),
    state: fc.constantFrom<Row["state"]>("good", "absent", "bad price", "bad type"),
  },
  { requiredKeys: [] },
);
const edits = fc.record({
  rows: fc.array(fc.tuple(fc.nat(SKUS - 1), rowEdit), { maxLength: 30 }),
  handles: fc.array(fc.tuple(product, fc.option(product, { nil: undefined })), { maxLength: 20 }),
  sold: fc.array(fc.nat(SKUS - 1), { maxLength: 10 }),
});

function edited(told: Told, { rows, handles }: typeof edits extends fc.Arbitrary<infer E> ? E : never): Told {
  const next = { rows: [...told.rows], handles: [...told.handles] };
  for (const [sku, edit] of rows) next.rows[sku] = { ...(next.rows[sku] as Row), ...edit };
  for (const [id, handle] of handles) next.handles[id] = handle;
  return next;
}

function fileOf({ rows, handles }: Told): string {
  const itemOf = (n: number, { group, stock, pence, shelf, state }: Row): string => {
    const handle = handles[group];
    return item({
      ...{ id: `S-${n}`, item_group_id: `g-${group}`, title: `Thing ${group}`, link: undefined, size: `${n}`, "v:stock": `${stock}` },
      price: state === "bad price" ? "free" : `${pence / 100}.00 GBP`,
      product_type: state === "bad type" ? "x".repeat(2_000) : `Room > Shelf ${shelf}`,
      "v:handle": handle === undefined ? undefined : `named-${handle}`,
    });
  };
  const items = rows.flatMap((row, n) => [
    ...(row.state === "absent" ? [] : [itemOf(n, row)]),
    ...(row.twin === undefined ? [] : [itemOf(n, { ...row, group: row.twin, state: "bad price" })]),
  ]);
  return feed([...items, item({ id: "ALWAYS", link: undefined, title: "Always there", product_type: undefined })]);
}

async function rehearseAndImport(shop: TestShop, told: Told): Promise<void> {
  const file = fileOf(told);
  const rehearsed = await shop.import(file, { dryRun: true, minShare: 0 });
  const report = await shop.import(file, { minShare: 0 });
  expect({ ...rehearsed, durationMs: 0 }).toEqual({ ...report, durationMs: 0 });
  const purged = await shop.purged();
  expect(purged).toEqual(report.purges);
  expect(report.purgedKeys).toBe(purged.length);
  const [products, variants] = [await shop.rows("products"), await shop.rows("variants")];
  expect(products.filter(({ handle }) => String(handle).startsWith("aside-")).every(({ withdrawn_at }) => withdrawn_at !== null)).toBe(
    true,
  );
  const bad = told.rows.some(({ state, twin }) => state.startsWith("bad") || twin !== undefined);
  for (const { sku, product_id } of bad ? [] : variants.filter(({ sku }) => sku !== "ALWAYS")) {
    const { group, state } = told.rows[Number(String(sku).slice(2))] as Row;
    if (state === "good") expect([sku, product_id]).toEqual([sku, `g-${group}`]);
  }
  expect(await shop.import(file, { minShare: 0 })).toMatchObject({ outcome: "unchanged", purgedKeys: 0 });
  expect([await shop.rows("products"), await shop.purged()]).toEqual([products, []]);
}

it("says what the import then does: counts, changes, purges and problems", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(edits, { minLength: 1, maxLength: 3 }), async (steps) => {
      const shop = await openTestShop();
      let told = BEGINNING;
      await rehearseAndImport(shop, told);
      for (const step of steps) {
        told = edited(told, step);
        for (const n of step.sold) await shop.execute(`update stock set on_hand = 0 where sku = 'S-${n}'`);
        await rehearseAndImport(shop, told);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 20) },
  );
});

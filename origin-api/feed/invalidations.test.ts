/** The invalidation table, held against whole imports: what changed between two feeds decides what is purged. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { feed, item } from "./fixtures/feed-xml.ts";
import { openTestShop } from "./fixtures/test-shop.ts";

interface Product {
  readonly present: boolean;
  readonly title: string;
  readonly picture: string;
  readonly pence: number;
  readonly shelf: string;
  readonly handle: string;
  /** Units of each of its two variants. */
  readonly stock: readonly [number, number];
}

const TYPES: Readonly<Record<string, string>> = { mugs: "Table > Mugs", plates: "Table > Plates", pots: "Garden > Pots" };
const ROOMS: Readonly<Record<string, string>> = { mugs: "table", plates: "table", pots: "garden" };
const COLLECTIONS = Object.entries({ table: "Table", garden: "Garden" })
  .map(([handle, title]) => `<v:collection handle="${handle}" position="1"><v:title>${title}</v:title></v:collection>`)
  .concat(
    Object.entries(TYPES).map(
      ([handle, type]) =>
        `<v:collection handle="${handle}" parent="${ROOMS[handle]}"><v:title>${type.split(" > ")[1]}</v:title></v:collection>`,
    ),
  )
  .join("\n");

/** Small ranges, so that most parts of a product stay the same. */
const product: fc.Arbitrary<Product> = fc.record({
  present: fc.constantFrom(true, true, true, false),
  title: fc.constantFrom("Mug", "Cup"),
  picture: fc.constantFrom("a.svg", "b.svg"),
  pence: fc.constantFrom(1600, 1700),
  shelf: fc.constantFrom(...Object.keys(TYPES)),
  handle: fc.constantFrom("one", "two"),
  stock: fc.tuple(fc.constantFrom(0, 3, 9), fc.constantFrom(0, 3, 9)),
});
/** Mostly small steps: each part changes or does not. */
const step = fc.tuple(
  product,
  product,
  fc.uniqueArray(fc.constantFrom<keyof Product>("present", "title", "picture", "pence", "shelf", "handle", "stock", "stock"), {
    minLength: 1,
    maxLength: 2,
  }),
);
const steps = fc.array(
  step.map(([was, other, changed]) => ({
    was,
    is: { ...was, ...Object.fromEntries(changed.map((part) => [part, other[part]])) } as Product,
  })),
  { minLength: 2, maxLength: 5 },
);

const items = (products: readonly Product[]): string[] =>
  products.flatMap((one, n) => (one.present ? one.stock.map((units, i) => variant(one, n, i, units)) : []));

function variant({ title, picture, pence, shelf, handle }: Product, n: number, i: number, units: number): string {
  const own = { item_group_id: `p${n}`, id: `p${n}-${i}`, size: String(i), "v:handle": `${handle}-${n}`, "v:position": "1" };
  const image_link = `https://x.example/${picture}`;
  return item({ ...own, title, image_link, price: `${pence / 100}.00 GBP`, product_type: TYPES[shelf], "v:stock": String(units) });
}

/** Written a second time, from the table and not from the code. */
function expected(was: Product, is: Product, n: number): readonly string[] {
  if (!was.present && !is.present) return [];
  const of = (one: Product): string[] => (one.present ? [one.shelf, ROOMS[one.shelf] ?? ""] : []);
  const around = [...new Set([...of(was), ...of(is)])];
  const moved = was.present !== is.present || was.shelf !== is.shelf || was.handle !== is.handle;
  if (was.present && is.present && JSON.stringify(was) === JSON.stringify(is)) return [];
  const keys: string[] = [];
  const flips = was.stock.some((units, i) => units > 0 !== (is.stock[i] ?? 0) > 0);
  if (moved) keys.push(...around.map((id) => `listing:${id}`), "page:home", "page:sitemap");
  if (was.present && is.present && was.pence !== is.pence) keys.push(...around.map((id) => `listing:${id}:price`));
  if (was.present && is.present && flips) keys.push(...around.map((id) => `listing:${id}:available`));
  const seen = moved || flips || was.pence !== is.pence || was.title !== is.title || was.picture !== is.picture;
  return seen ? [`product:p${n}`, ...keys] : [];
}

/** Which collections have something to sell is on every page: first what leaves is withdrawn, then the others are written. */
function navigationKeys(changes: readonly { readonly was: Product; readonly is: Product }[]): readonly string[] {
  const filled = (products: readonly Product[]): string =>
    [...new Set(products.filter(({ present }) => present).flatMap(({ shelf }) => [shelf, ROOMS[shelf] ?? ""]))].sort().join();
  const [before, between, after] = [
    changes.map(({ was }) => was),
    changes.map(({ was, is }) => ({ ...was, present: was.present && is.present })),
    changes.map(({ is }) => is),
  ].map(filled);
  return before === between && between === after ? [] : ["page:navigation"];
}

it("every import purges what the table says of its changes, no more and no less", { timeout: 120_000 }, async () => {
  const always = item({ id: "ALWAYS", link: undefined, title: "Always there", product_type: undefined });
  const file = (products: readonly Product[]): string => feed([always, ...items(products)], COLLECTIONS);
  await fc.assert(
    fc.asyncProperty(steps, async (changes) => {
      const shop = await openTestShop();
      await shop.import(file(changes.map(({ was }) => was)));
      await shop.purged();
      const rehearsed = await shop.import(file(changes.map(({ is }) => is)), { minShare: 0, dryRun: true });
      const report = await shop.import(file(changes.map(({ is }) => is)), { minShare: 0 });
      const wanted = new Set([...changes.flatMap(({ was, is }, n) => expected(was, is, n)), ...navigationKeys(changes)]);
      expect(report.problems).toEqual([]);
      expect(rehearsed.purges).toEqual([...wanted].sort());
      expect(await shop.purged()).toEqual([...wanted].sort());
      expect(report.purgedKeys).toBe(wanted.size);
      expect(await shop.import(file(changes.map(({ is }) => is)))).toMatchObject({ outcome: "unchanged" });
      expect(await shop.purged()).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it("twelve prices that change among 5,000 products are twelve writes, and purge these and the price lists they stand in", {
  timeout: 120_000,
}, async () => {
  const [shop, shelves] = [await openTestShop(), Object.values(TYPES)];
  const changed = (n: number): boolean => n % 400 === 7 && n < 4_800;
  const file = (price: (n: number) => string): string =>
    feed(Array.from({ length: 5_000 }, (_, n) => item({ ...plain(n), price: price(n), product_type: shelves[n % 2] })));
  const plain = (n: number) => ({ id: `P-${n}`, title: `Thing ${n}`, link: `https://x.example/thing-${n}` });
  await shop.import(file(() => "16.00 GBP"));
  await shop.purged();
  const report = await shop.import(file((n) => (changed(n) ? "12.00 GBP" : "16.00 GBP")));
  expect(report).toMatchObject({ products: { created: 0, updated: 12, withdrawn: 0, unchanged: 4_988 } });
  const ids = Array.from({ length: 5_000 }, (_, n) => n).filter(changed);
  const listings = ["mugs", "plates", "table"].filter((_, i) => i === 2 || ids.some((n) => n % 2 === i)).map((id) => `listing:${id}:price`);
  expect(await shop.purged()).toEqual([...listings, ...ids.map((n) => `product:p-${n}`)].sort());
  const written = (await shop.rows("products")).filter(({ changed_at }) => changed_at === shop.now).map(({ id }) => id);
  expect(written).toEqual(ids.map((n) => `p-${n}`).sort());
});

it("a shelf that gets its first product or loses its last purges the navigation of every page, in a market and in all", async () => {
  const shop = await openTestShop();
  const always = item({ id: "ALWAYS", link: undefined, product_type: "Table > Plates", "v:price": "20.00 USD" });
  const mug = { id: "MUG", link: undefined, product_type: "Table > Mugs" };
  const purgedBy = async (items: readonly string[]): Promise<boolean> => {
    await shop.import(feed([always, ...items], COLLECTIONS), { minShare: 0 });
    return (await shop.purged()).includes("page:navigation");
  };
  await purgedBy([]);
  expect(await purgedBy([item(mug)])).toBe(true);
  expect(await purgedBy([item(mug), item({ ...mug, id: "CUP" })])).toBe(false);
  expect(await purgedBy([item({ ...mug, "v:price": "19.00 USD" }), item({ ...mug, id: "CUP" })])).toBe(true);
  expect(await purgedBy([item({ ...mug, id: "CUP" })])).toBe(true);
  expect(await purgedBy([])).toBe(true);
});

it.each([
  ["is emptied", "mugs", "plates"],
  ["is filled for a while, by what leaves another", "plates", "mugs"],
])("a shelf that %s over several lots purges what a rehearsal says, the navigation once", async (_, from, to) => {
  const [shop, lots] = [await openTestShop(), 3 * 20];
  const always = item({ id: "ALWAYS", link: undefined, product_type: "Table > Plates" });
  const on = (shelf: string) =>
    Array.from({ length: lots }, (_, n) => item({ id: `P-${n}`, title: `Thing ${n}`, link: undefined, product_type: TYPES[shelf] }));
  await shop.import(feed([always, ...on(from)], COLLECTIONS));
  await shop.purged();
  const { purges } = await shop.import(feed([always, ...on(to)], COLLECTIONS), { dryRun: true });
  expect(purges).toContain("page:navigation");
  await shop.import(feed([always, ...on(to)], COLLECTIONS));
  expect(await shop.purged()).toEqual(purges);
});

it("what only gathers products is in no navigation, whether it is filled or emptied", async () => {
  const shop = await openTestShop();
  const extra = '<v:collection handle="new" kind="extra" position="1"><v:title>New</v:title></v:collection>';
  const mug = (also?: string) => item({ product_type: "Table > Mugs", ...(also && { "v:also": also }) });
  await shop.import(feed([mug("new")], `${COLLECTIONS}\n${extra}`));
  await shop.purged();
  for (const file of [feed([mug()], `${COLLECTIONS}\n${extra}`), feed([mug("new")], `${COLLECTIONS}\n${extra}`)]) {
    const { purges } = await shop.import(file, { dryRun: true });
    await shop.import(file);
    expect(await shop.purged()).toEqual(purges);
    expect(purges).toContain("listing:new");
    expect(purges).not.toContain("page:navigation");
  }
});

it("a fence names the version that the purged product has from then on", async () => {
  const shop = await openTestShop();
  await shop.import(feed([item()]));
  await shop.purged();
  await shop.import(feed([item({ price: "17.00 GBP" })]));
  const [row] = await shop.rows("outbox");
  expect(JSON.parse(String(row?.min_versions))).toEqual({ "product:mug-1": 2 });
  expect(await shop.rows("products")).toMatchObject([{ version: 2 }]);
});

it("a renamed collection purges itself and the navigation, and no product", async () => {
  const shop = await openTestShop();
  const named = (title: string): string => `<v:collection handle="table" position="1"><v:title>${title}</v:title></v:collection>
    <v:collection handle="mugs" parent="table" position="1"><v:title>Mugs</v:title></v:collection>`;
  const mug = item({ product_type: "Table > Mugs" });
  await shop.import(feed([mug], named("Table")));
  await shop.purged();
  const table = item({ product_type: "At table > Mugs" });
  expect(await shop.import(feed([table], named("At table")))).toMatchObject({ outcome: "applied", products: { unchanged: 1 } });
  expect(await shop.purged()).toEqual(["collection:table", "page:home", "page:navigation"]);
});

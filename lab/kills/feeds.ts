/** Feeds of one small shop, which differ in every way the invalidation table knows. */
import { feed, item } from "../../origin-api/feed/fixtures/feed-xml.ts";

type Fields = NonNullable<Parameters<typeof item>[0]>;

const product = (id: string, shelf: string, fields: Fields = {}): string =>
  item({
    ...{ id: `SKU-${id}`, title: `Thing ${id}`, link: `https://x.example/${id}`, product_type: `House > ${shelf}`, "v:stock": "9" },
    ...fields,
  });

const BEFORE_PARTS = {
  same: product("same", "Mugs"),
  priced: product("priced", "Mugs"),
  titled: product("titled", "Plates"),
  emptied: product("emptied", "Plates"),
  counted: product("counted", "Bowls"),
  moved: product("moved", "Bowls"),
  gone: product("gone", "Plates"),
  pot: product("pot", "Pots"),
};

export const BEFORE = feed(Object.values(BEFORE_PARTS));

/** Every row of the table, within the same shelves. */
export const CHANGED = feed([
  BEFORE_PARTS.same,
  product("priced", "Mugs", { price: "12.00 GBP" }),
  product("titled", "Plates", { title: "Thing with another title" }),
  product("emptied", "Plates", { "v:stock": "0" }),
  product("counted", "Bowls", { "v:stock": "8" }),
  product("moved", "Plates"),
  product("added", "Plates"),
  BEFORE_PARTS.pot,
]);

/** A shelf goes and another one comes, which every page shows. */
export const REARRANGED = feed([
  ...Object.values({ ...BEFORE_PARTS, counted: product("counted", "Jars"), moved: product("moved", "Jars") }),
]);

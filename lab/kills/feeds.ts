/** Feeds of one small shop, which differ in every way the invalidation table knows. */
import { feed, item } from "../../origin-api/feed/fixtures/feed-xml.ts";

type Fields = NonNullable<Parameters<typeof item>[0]>;

const product = (id: string, shelf: string, fields: Fields = {}): string =>
  item({
    ...{ id: `SKU-${id}`, title: `Thing ${id}`, link: `https://x.example/${id}`, product_type: `House > ${shelf}`, "v:stock": "9" },
    ...fields,
  });

/** Two variants, which may be those of different products. */
const small = (group: string): string => product("set-small", "Pots", { item_group_id: group, title: "Set of things", size: "S" });
const large = (group: string): string => product("set-large", "Pots", { item_group_id: group, title: "Set of things", size: "L" });

const BEFORE_PARTS = {
  same: product("same", "Mugs"),
  priced: product("priced", "Mugs"),
  titled: product("titled", "Plates"),
  emptied: product("emptied", "Plates"),
  counted: product("counted", "Bowls"),
  moved: product("moved", "Bowls"),
  gone: product("gone", "Plates"),
  pot: product("pot", "Pots"),
  set: [small("set"), large("set")].join("\n"),
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
  BEFORE_PARTS.set,
]);

/** A shelf goes and another one comes, which every page shows. */
export const REARRANGED = feed([
  ...Object.values({ ...BEFORE_PARTS, counted: product("counted", "Jars"), moved: product("moved", "Jars") }),
]);

/** Handles change places, move on in a chain and are left by what goes; a variant becomes one of another product, and another product of its own. */
export const HANDED_ON = feed([
  BEFORE_PARTS.same,
  product("priced", "Mugs", { "v:handle": "titled" }),
  product("titled", "Plates", { "v:handle": "priced" }),
  product("emptied", "Plates", { "v:handle": "counted", "v:stock": "0" }),
  product("counted", "Bowls", { "v:handle": "moved" }),
  product("moved", "Bowls", { "v:handle": "gone" }),
  BEFORE_PARTS.pot,
  product("set-small", "Pots", { item_group_id: "set", title: "Set of things" }),
  product("set-large", "Bowls", { "v:handle": "added" }),
]);

/** Columns of Shopify's product CSV, in both of its spellings, and what is done about each. */

/** Field -> its column names, in lower case. These are read. */
const READ = {
  handle: ["handle", "url handle"],
  title: ["title"],
  body: ["body (html)", "body html", "description"],
  vendor: ["vendor"],
  category: ["product category", "standardized product type", "standard product type"],
  type: ["type", "custom product type"],
  tags: ["tags"],
  published: ["published", "published on online store"],
  status: ["status"],
  option1Name: ["option1 name"],
  option1Value: ["option1 value"],
  option2Name: ["option2 name"],
  option2Value: ["option2 value"],
  option3Name: ["option3 name"],
  option3Value: ["option3 value"],
  sku: ["variant sku", "sku"],
  price: ["variant price", "price"],
  compareAt: ["variant compare at price", "compare-at price", "compare at price"],
  tracker: ["variant inventory tracker", "inventory tracker"],
  quantity: ["variant inventory qty", "variant inventory quantity", "inventory quantity"],
  policy: ["variant inventory policy", "continue selling when out of stock"],
  barcode: ["variant barcode", "barcode"],
  image: ["image src", "product image url"],
  imagePosition: ["image position"],
  variantImage: ["variant image", "variant image url"],
  mpn: ["google shopping / mpn", "google shopping / manufacturer part number (mpn)"],
} as const satisfies Record<string, readonly string[]>;
export type ShopifyField = keyof typeof READ;

const FIELDS: ReadonlyMap<string, ShopifyField> = new Map(
  Object.entries(READ).flatMap(([field, names]) => names.map((name) => [name, field as ShopifyField] as const)),
);

/** Known, and of no use to this shop. */
const UNUSED = new Set(
  `variant grams|weight value (grams)|variant fulfillment service|fulfillment service|variant requires shipping|requires shipping
  |variant taxable|charge tax|tax code|variant tax code|image alt text|gift card|seo title|seo description|cost per item|variant weight unit
  |weight unit for display|option1 linked to|option2 linked to|option3 linked to|unit price total measure|unit price total measure unit
  |unit price base measure|unit price base measure unit|collection|template suffix|published scope`
    .split("|")
    .map((name) => name.trim()),
);
const UNUSED_KINDS =
  /^(google shopping \/|(included|price|compare[ -]at price) \/|.*\((product|variant)\.metafields\.mm-google-shopping\.)/;
const METAFIELD = /^(.+) \(product\.metafields\.[\w-]+\.[\w-]+\)$/;

/** What stands in each place of a row. */
export interface ShopifyColumns {
  readonly at: ReadonlyMap<ShopifyField, number>;
  /** Metafields: attributes by the name the merchant gave them. */
  readonly attributes: readonly { readonly name: string; readonly at: number }[];
  readonly unknown: readonly string[];
  readonly unused: readonly string[];
}

export function shopifyColumns(header: readonly string[]): ShopifyColumns {
  const at = new Map<ShopifyField, number>();
  const attributes: { name: string; at: number }[] = [];
  const unknown: string[] = [];
  const unused: string[] = [];
  header.forEach((written, i) => {
    const name = written.trim();
    const field = FIELDS.get(name.toLowerCase());
    const metafield = METAFIELD.exec(name)?.[1];
    if (field !== undefined && !at.has(field)) at.set(field, i);
    else if (UNUSED.has(name.toLowerCase()) || UNUSED_KINDS.test(name.toLowerCase())) unused.push(name);
    else if (metafield !== undefined) attributes.push({ name: metafield, at: i });
    else if (name !== "") unknown.push(name);
  });
  return { at, attributes, unknown, unused };
}

/** Both spellings name a handle, a title, and what a variant costs or is chosen by. */
export function isShopifyHeader(names: readonly string[]): boolean {
  const { at } = shopifyColumns(names);
  return at.has("handle") && at.has("title") && (at.has("price") || at.has("option1Value")) && !names.includes("id");
}

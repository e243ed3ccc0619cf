/** The lines of the feed: collections in the channel, then an item for every variant. */

import { around, element, inLanguages } from "../../../origin-api/feed/export/xml.ts";
import { colourLabel } from "../catalogue/colours.ts";
import { feedPrice } from "../catalogue/prices.ts";
import type { Product, Spec, Variant } from "../catalogue/product.ts";
import type { Listing } from "../catalogue/rooms.ts";
import type { Room } from "../catalogue/row.ts";
import { COLOURWAYS } from "../pictures/colourways.ts";

export const SITE = "https://nearhand.example";

/** A picture as the feed links it: a path below the site, and how it stands on its ground. */
export interface FeedPicture {
  readonly path: string;
  readonly kind: "cutout" | "hang" | "drawing";
}

/** A room and its shelves. */
export function roomElements(room: Room, position: number, picture: FeedPicture): readonly string[] {
  const attributes = { handle: room.handle, position: String(position) };
  const shelves = room.shelves.map(({ handle, ground, title, intro }, i) =>
    around("v:collection", [...inLanguages("v:title", title), ...inLanguages("v:intro", intro)], {
      handle,
      parent: room.handle,
      ground,
      position: String(i + 1),
    }),
  );
  const texts = [...inLanguages("v:title", room.title), ...inLanguages("v:intro", room.intro)];
  return [around("v:collection", [element("v:picture", picture.path), ...texts], attributes), ...shelves];
}

export function listingElement({ handle, ground, title, intro }: Listing, position: number): string {
  const texts = [...inLanguages("v:title", title), ...inLanguages("v:intro", intro)];
  return around("v:collection", texts, { handle, kind: "extra", ground, position: String(position) });
}

/** One `<item>`. The first of a product also tells what all its variants share. */
export function itemElement(product: Product, variant: Variant, pictures: readonly FeedPicture[], first: boolean): string {
  const fields = [...standardFields(product, variant, pictures), ...ownFields(product, variant, pictures)];
  return around("item", first ? [...fields, ...sharedFields(product)] : fields);
}

function standardFields(product: Product, variant: Variant, pictures: readonly FeedPicture[]): readonly string[] {
  const { sku, colourway, size, prices, gtin } = variant;
  const [main, ...others] = pictures.map(({ path }) => SITE + path);
  const several = product.sizes.length > 1;
  return [
    element("g:id", sku),
    element("g:item_group_id", product.id),
    element("g:title", [product.title.en, colourLabel(colourway).en.toLowerCase(), ...(several ? [size.label.en] : [])].join(", ")),
    element("g:description", product.description.en),
    element("g:link", `${SITE}/en-gb/products/${product.handle}?variant=${sku}`),
    element("g:image_link", main ?? ""),
    ...others.map((link) => element("g:additional_image_link", link)),
    element("g:availability", availability(product, variant)),
    ...(product.preorderUntil ? [element("g:availability_date", `${product.preorderUntil}T09:00Z`)] : []),
    element("g:price", prices[0] ? feedPrice(prices[0]) : ""),
    element("g:brand", "Nearhand"),
    ...(gtin ? [element("g:gtin", gtin)] : []),
    element("g:mpn", sku),
    element("g:condition", "new"),
    element("g:color", colourLabel(colourway).en),
    element("g:size", size.label.en),
    element("g:material", product.material.en),
    element("g:product_type", product.type),
    ...product.specs.map(detailElement),
  ];
}

function availability({ preorderUntil }: Product, { stock }: Variant): string {
  if (preorderUntil) return "preorder";
  return stock > 0 ? "in_stock" : "out_of_stock";
}

function detailElement({ name, value }: Spec): string {
  return around("g:product_detail", [element("g:attribute_name", name.en), element("g:attribute_value", value.en)]);
}

function ownFields(product: Product, { colourway, size, prices, stock }: Variant, pictures: readonly FeedPicture[]): readonly string[] {
  const colour = { name: "color", value: colourway, ...COLOURWAYS[colourway] };
  const sized = { name: "size", value: size.name.toLowerCase() };
  return [
    ...prices.slice(1).map((price) => element("v:price", feedPrice(price))),
    element("v:stock", String(stock)),
    around("v:option", inLanguages("v:label", colourLabel(colourway)), colour),
    ...(product.sizes.length > 1 ? [around("v:option", inLanguages("v:label", size.label), sized)] : []),
    ...pictures.map(({ kind }) => element("v:picture-kind", kind)),
  ];
}

function sharedFields(product: Product): readonly string[] {
  return [
    element("v:handle", product.handle),
    ...inLanguages("v:title", product.title),
    ...inLanguages("v:detail", product.detail),
    ...inLanguages("v:description", product.description),
    ...product.specs.map(({ name, value }) => around("v:spec", [...inLanguages("v:name", name), ...inLanguages("v:value", value)])),
    element("v:position", String(product.position)),
    element("v:released", product.released),
    ...product.also.map((handle) => element("v:also", handle)),
  ];
}

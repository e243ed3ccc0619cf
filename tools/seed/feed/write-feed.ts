/** Writes the catalogue as a product feed: RSS 2.0 with Google's namespace and Vitrine's own. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { element } from "../../../origin-api/feed/export/xml.ts";
import type { Product, Variant } from "../catalogue/product.ts";
import { LISTINGS, ROOMS } from "../catalogue/rooms.ts";
import { type FeedPicture, itemElement, listingElement, roomElements, SITE } from "./items.ts";

/** What is drawn of a variant, the main picture first. */
export type PicturesOf = (product: Product, variant: Variant) => readonly FeedPicture[];

/** Streams the feed into a file: no more than one item is in memory besides the catalogue. */
export async function writeFeed(path: string, products: readonly Product[], picturesOf: PicturesOf): Promise<void> {
  await pipeline(Readable.from(feedLines(products, picturesOf)), createWriteStream(path, "utf8"));
}

/** The feed, a line at a time. */
export function* feedLines(products: readonly Product[], picturesOf: PicturesOf): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n';
  yield '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0" xmlns:v="urn:vitrine:feed:1">\n<channel>\n';
  yield `${element("title", "Nearhand")}\n${element("link", SITE)}\n`;
  yield `${element("description", "Plain household things worth keeping within reach")}\n`;
  for (const line of collectionLines(products, picturesOf)) yield `${line}\n`;
  for (const product of products) {
    for (const [i, variant] of product.variants.entries()) {
      yield `${itemElement(product, variant, picturesOf(product, variant), i === 0)}\n`;
    }
  }
  yield "</channel>\n</rss>\n";
}

function collectionLines(products: readonly Product[], picturesOf: PicturesOf): readonly string[] {
  const rooms = ROOMS.flatMap((room, i) => roomElements(room, i + 1, pictureFor(room.picture, products, picturesOf)));
  return [...rooms, ...LISTINGS.map((listing, i) => listingElement(listing, ROOMS.length + i + 1))];
}

function pictureFor(handle: string, products: readonly Product[], picturesOf: PicturesOf): FeedPicture {
  const product = products.find((candidate) => candidate.handle === handle);
  const variant = product?.variants.find(({ colourway }) => colourway === product.colourways[0]);
  const picture = product && variant && picturesOf(product, variant)[0];
  if (!picture) throw new Error(`a room wants a picture of ${handle}, which is not in the catalogue`);
  return picture;
}

import type { FeedCollection } from "../collections.ts";
import { around, element, inLanguages } from "./xml.ts";

const NAMESPACES = 'xmlns:g="http://base.google.com/ns/1.0" xmlns:v="urn:vitrine:feed:1"';

/** What stands before the items of an RSS feed. `site` is the shop's origin. */
export function feedHead(site: string, collections: readonly FeedCollection[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<rss version="2.0" ${NAMESPACES}>`,
    "<channel>",
    element("title", new URL(site).host),
    element("link", site),
    element("description", "All that is for sale"),
    ...collections.map(collectionElement),
    "",
  ].join("\n");
}

export const FEED_FOOT = "</channel>\n</rss>\n";

function collectionElement({ id, kind, parentId, position, titles, intros, ground, picture }: FeedCollection): string {
  const place = { handle: id, kind, ...(parentId !== null && { parent: parentId }), ground, position: String(position ?? 0) };
  const shown = picture === null ? [] : [element("v:picture", picture.src)];
  return around("v:collection", [...shown, ...inLanguages("v:title", titles), ...inLanguages("v:intro", intros)], place);
}

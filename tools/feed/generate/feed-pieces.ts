/** A generated feed, piece by piece: no more than one product is in memory. */
import type { FeedFormat } from "#contract/feed";
import { FEED_FOOT, feedHead } from "../../../origin-api/feed/export/feed-file.ts";
import { feedItems } from "../../../origin-api/feed/export/feed-item.ts";
import { madeProducts } from "./made-product.ts";
import type { Changes, ProfileName } from "./profiles.ts";
import { toLine } from "./to-line.ts";
import { GOOGLE_HEADER, googleRows, SHOPIFY_HEADER, shopifyRows, tableLine } from "./to-table.ts";

const SITE = "https://generated.example";
const WRITING = { site: SITE, market: "en-gb", at: Date.UTC(2026, 5, 1), whole: true } as const;

export interface Generating {
  readonly profile: ProfileName;
  readonly format: FeedFormat;
  readonly changes: Changes;
}

export function* feedPieces({ profile, format, changes }: Generating): Generator<string> {
  const { head, foot = "", write } = WRITERS[format];
  yield head;
  for (const product of madeProducts(profile, changes)) yield write(product);
  yield foot;
}

interface Writer {
  readonly head: string;
  readonly foot?: string;
  readonly write: (product: Parameters<typeof feedItems>[0]) => string;
}

const table = (
  header: readonly string[],
  delimiter: "," | "\t",
  rows: (product: Parameters<typeof feedItems>[0]) => readonly (readonly string[])[],
): Writer => ({
  head: tableLine(header, delimiter),
  write: (product) =>
    rows(product)
      .map((row) => tableLine(row, delimiter))
      .join(""),
});
const itemLines = (product: Parameters<typeof feedItems>[0]): string =>
  feedItems(product, WRITING)
    .map((item) => `${item}\n`)
    .join("");

const ATOM_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:g="http://base.google.com/ns/1.0" xmlns:v="urn:vitrine:feed:1">
<title>Generated</title><link rel="self" href="${SITE}/feed.xml"/><link href="${SITE}"/><updated>2026-06-01T00:00:00Z</updated>
`;

const WRITERS: Readonly<Record<FeedFormat, Writer>> = {
  rss: { head: feedHead(SITE, []), foot: FEED_FOOT, write: itemLines },
  atom: {
    head: ATOM_HEAD,
    foot: "</feed>\n",
    write: (product) => itemLines(product).replaceAll("<item>", "<entry>").replaceAll("</item>", "</entry>"),
  },
  tsv: table(GOOGLE_HEADER, "\t", (product) => googleRows(product, SITE)),
  csv: table(GOOGLE_HEADER, ",", (product) => googleRows(product, SITE)),
  "shopify-csv": table(SHOPIFY_HEADER, ",", shopifyRows),
  jsonl: { head: `${JSON.stringify({ site: SITE })}\n`, write: (product) => `${JSON.stringify(toLine(product))}\n` },
};

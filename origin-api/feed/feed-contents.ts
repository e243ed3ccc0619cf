import type { FeedFormat } from "#contract/feed";
import type { Market } from "#contract/market";
import { BadFile } from "./bad-file.ts";
import { type CollectionPlan, type DescribedCollection, MOST_COLLECTIONS, planDerived, planDescribed } from "./collections.ts";
import { decodeCollection } from "./decode-collection.ts";
import { decodeItem } from "./decode-item.ts";
import type { Element } from "./element.ts";
import type { FeedPart, SkippedVariant } from "./feed-part.ts";
import type { FeedRow, SkippedRow } from "./feed-row.ts";
import { type Reading, readParts, SHOPIFY_CURRENCY } from "./formats/read-parts.ts";
import { productIdOf } from "./identifiers.ts";
import { ProblemLog } from "./row-problems.ts";

export interface NumberedRow {
  readonly ordinal: number;
  readonly row: FeedRow | SkippedRow;
}

/** Reads a feed as its bytes come: rows come out as they are complete; collections and problems are known at the end. */
export class FeedContents {
  readonly log = new ProblemLog();
  /** Items met, good and bad. */
  items = 0;
  format: FeedFormat | null = null;
  /** Market -> rows with a price there, of those that `countSold` was told of. */
  readonly soldIn = new Map<Market, number>();
  readonly #reading: Reading;
  readonly #described = new Map<string, DescribedCollection>();
  readonly #types = new Map<string, readonly string[]>();
  #site: string | null = null;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  /** Throws `BadFile` when the file is bad as a whole. */
  async *rows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly NumberedRow[]> {
    const recognized = (format: FeedFormat): void => this.#recognized(format);
    for await (const parts of readParts(bytes, this.#reading, recognized)) yield parts.flatMap((part) => this.#take(part));
    if (this.items === 0) throw new BadFile("the feed has no items");
  }

  /** Of a row that is used: one whose id an earlier row has is sold nowhere. */
  countSold(row: FeedRow): void {
    for (const market of Object.keys(row.prices) as Market[]) this.soldIn.set(market, (this.soldIn.get(market) ?? 0) + 1);
  }

  collections(): CollectionPlan {
    const { plan, problems } = this.#described.size > 0 ? planDescribed([...this.#described.values()]) : planDerived(this.#types.values());
    this.log.add(problems);
    return plan;
  }

  #recognized(format: FeedFormat): void {
    this.format = format;
    if (format !== "shopify-csv" || this.#reading.currency !== null) return;
    const because = `is not told by this format: ${SHOPIFY_CURRENCY} is taken`;
    this.log.add([{ line: 1, id: null, field: "currency", because, value: "" }]);
  }

  #take(part: FeedPart): readonly NumberedRow[] {
    if (part.kind === "item") return this.#item(part);
    if (part.kind === "link") this.#site ??= part.href;
    else if (part.kind === "collection") this.#describe(part.element);
    else if (part.kind === "columns") this.#columns(part);
    else return this.#problem(part);
    return [];
  }

  #problem({ problem, items, skips = [] }: Extract<FeedPart, { kind: "problem" }>): readonly NumberedRow[] {
    const first = this.items + 1;
    this.items += items;
    this.log.add([problem]);
    return skips.map((variant, i) => ({ ordinal: first + i, row: skippedRow(variant) }));
  }

  #columns({ unknown, unused }: Extract<FeedPart, { kind: "columns" }>): void {
    this.log.addUnknown(unknown);
    this.log.addUnused(unused);
  }

  #describe(element: Element): void {
    const { collection, problems } = decodeCollection(element, this.#site);
    if (collection && this.#described.has(collection.id))
      problems.note("v:collection", "has the handle of an earlier collection", collection.id);
    else if (collection) this.#described.set(collection.id, collection);
    if (this.#described.size > MOST_COLLECTIONS) {
      throw new BadFile(`the feed describes over ${MOST_COLLECTIONS.toLocaleString("en")} collections`);
    }
    this.log.addItem(problems);
  }

  #item({ element, fault }: Extract<FeedPart, { kind: "item" }>): readonly NumberedRow[] {
    const ordinal = ++this.items;
    const { row, problems } = decodeItem(element, { site: this.#site, currency: this.#reading.currency }, fault);
    this.log.addItem(problems);
    if (row === undefined) return [];
    this.#noteTypes(row);
    return [{ ordinal, row }];
  }

  #noteTypes(row: FeedRow | SkippedRow): void {
    // One more than there may be tells that there are too many.
    for (const type of row.types) if (this.#types.size <= MOST_COLLECTIONS) this.#types.set(type.join(">"), type);
  }
}

function skippedRow({ line, sku, group }: SkippedVariant): SkippedRow {
  const silent = { types: [], title: "", description: "", brand: null, specs: [], details: null };
  return { line, skipped: true, sku, productId: productIdOf(group), ...silent };
}

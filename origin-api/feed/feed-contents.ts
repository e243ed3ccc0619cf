import { type CollectionPlan, type DescribedCollection, planDerived, planDescribed } from "./collections.ts";
import { decodeCollection } from "./decode-collection.ts";
import { decodeItem } from "./decode-item.ts";
import type { FeedPart } from "./feed-reader.ts";
import { FeedReader } from "./feed-reader.ts";
import type { FeedRow, SkippedRow } from "./feed-row.ts";
import { fine, type Result, refused } from "./result.ts";
import { ProblemLog } from "./row-problems.ts";
import { TextSource } from "./text-source.ts";

const MOST_COLLECTIONS = 2_000;

export interface NumberedRow {
  readonly ordinal: number;
  readonly row: FeedRow | SkippedRow;
}

/** Reads a feed chunk by chunk: rows come out as they are complete; collections and problems are known at the end. */
export class FeedContents {
  readonly log = new ProblemLog();
  /** Items met, good and bad. */
  items = 0;
  readonly #text = new TextSource();
  readonly #reader = new FeedReader();
  readonly #described = new Map<string, DescribedCollection>();
  readonly #types = new Map<string, readonly string[]>();
  #site: string | null = null;

  push(bytes: Uint8Array): Result<readonly NumberedRow[]> {
    return this.#read(this.#text.push(bytes));
  }

  /** The last rows, or what is wrong with the file as a whole. */
  end(): Result<readonly NumberedRow[]> {
    const rest = this.#read(this.#text.end());
    if (!rest.ok) return rest;
    const last = this.#reader.end();
    if (!last.ok) return last;
    const rows = this.#decode(last.value);
    if (!rows.ok) return rows;
    return this.items === 0 ? refused("the feed has no items") : fine([...rest.value, ...rows.value]);
  }

  collections(): CollectionPlan {
    return this.#described.size > 0 ? planDescribed([...this.#described.values()]) : planDerived(this.#types.values());
  }

  #read(text: Result<string>): Result<readonly NumberedRow[]> {
    if (!text.ok) return text;
    const parts = this.#reader.push(text.value);
    return parts.ok ? this.#decode(parts.value) : parts;
  }

  #decode(parts: readonly FeedPart[]): Result<readonly NumberedRow[]> {
    const rows: NumberedRow[] = [];
    for (const part of parts) {
      if (part.kind === "link") this.#site ??= part.href;
      else if (part.kind === "collection") this.#describe(part.element);
      else rows.push(...this.#item(part.element, part.oversize));
    }
    if (this.#described.size > MOST_COLLECTIONS || this.#types.size > MOST_COLLECTIONS) {
      return refused(`the feed has over ${MOST_COLLECTIONS.toLocaleString("en")} collections`);
    }
    return fine(rows);
  }

  #describe(element: Parameters<typeof decodeCollection>[0]): void {
    const { collection, problems } = decodeCollection(element, this.#site);
    if (collection && this.#described.has(collection.id))
      problems.note("v:collection", "has the handle of an earlier collection", collection.id);
    else if (collection) this.#described.set(collection.id, collection);
    this.log.add(problems.found);
    this.log.addUnknown(problems.unknownFields);
  }

  #item(element: Parameters<typeof decodeItem>[0], oversize: boolean): readonly NumberedRow[] {
    const ordinal = ++this.items;
    const { row, problems } = decodeItem(element, this.#site, oversize);
    this.log.add(problems.found);
    this.log.addUnknown(problems.unknownFields);
    if (row === undefined) return [];
    if (!("skipped" in row)) for (const type of row.types) this.#types.set(type.join(">"), type);
    return [{ ordinal, row }];
  }
}

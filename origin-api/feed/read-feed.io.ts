import type { FeedProgress } from "#contract/feed";
import type { Db } from "../store/db.ts";
import { BadFile } from "./bad-file.ts";
import { keepLease, type Lease } from "./claim.io.ts";
import { FeedContents, type NumberedRow } from "./feed-contents.ts";
import type { FeedRow } from "./feed-row.ts";
import type { Reading } from "./formats/read-parts.ts";
import type { Result } from "./result.ts";
import { findStaged, stageRows } from "./staging.io.ts";
import { findSkuOwners } from "./stored-products.io.ts";
import { ToldProducts } from "./told-products.ts";

const ROWS_AT_ONCE = 100;

export interface FeedSource {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Length of the file, when it was told. */
  readonly length: number | null;
}

/** What was read and staged; `contents.log` has its problems. */
export interface ReadFeed {
  readonly contents: FeedContents;
  readonly goodRows: number;
  readonly told: ToldProducts;
}

/** Reads a whole file and stages its rows. A file that is bad as a whole is read to its end all the same, so that its sender can hear why. */
export async function readFeed(
  db: Db,
  lease: Lease,
  source: FeedSource,
  { reading, now, progress }: { reading: Reading; now(): number; progress(frame: FeedProgress): void },
): Promise<Result<ReadFeed>> {
  const contents = new FeedContents(reading);
  const stager = new Stager(db, lease.id, contents);
  const upload = new Upload(source, progress);
  try {
    for await (const rows of contents.rows(upload)) {
      await stager.add(rows);
      await keepLease(db, lease, now());
    }
    await stager.flush();
  } catch (error) {
    if (!(error instanceof BadFile)) throw error;
    await upload.drain();
    return { ok: false, because: error.message };
  }
  return { ok: true, value: { contents, goodRows: stager.goodRows, told: stager.told } };
}

/** A file on its way. Whoever stops reading leaves the rest to `drain`. */
class Upload implements AsyncIterable<Uint8Array> {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #length: number | null;
  readonly #progress: (frame: FeedProgress) => void;
  #done = 0;

  constructor({ bytes, length }: FeedSource, progress: (frame: FeedProgress) => void) {
    this.#chunks = bytes[Symbol.asyncIterator]();
    this.#length = length;
    this.#progress = progress;
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return { next: () => this.#next() };
  }

  async drain(): Promise<void> {
    while (!(await this.#next().catch(() => ({ done: true }))).done);
  }

  async #next(): Promise<IteratorResult<Uint8Array>> {
    const next = await this.#chunks.next().catch(() => undefined);
    if (next === undefined) throw new BadFile(`the upload broke off after ${this.#done.toLocaleString("en")} bytes`);
    if (next.done) return next;
    this.#done += next.value.byteLength;
    this.#progress({ kind: "progress", stage: "reading", done: this.#done, of: this.#length });
    return next;
  }
}

/** Gathers rows to be written together, and finds those whose id was there before, and whose products the shop has. */
class Stager {
  goodRows = 0;
  readonly told = new ToldProducts();
  readonly #db: Db;
  readonly #importId: string;
  readonly #contents: FeedContents;
  #waiting: NumberedRow[] = [];

  constructor(db: Db, importId: string, contents: FeedContents) {
    this.#db = db;
    this.#importId = importId;
    this.#contents = contents;
  }

  async add(rows: readonly NumberedRow[]): Promise<void> {
    for (const row of rows) {
      this.#waiting.push(row);
      if (this.#waiting.length >= ROWS_AT_ONCE) await this.flush();
    }
  }

  async flush(): Promise<void> {
    const rows = this.#waiting;
    this.#waiting = [];
    const skus = rows.flatMap(({ row }) => ("skipped" in row ? [] : [row.sku, ...(row.spareSku === null ? [] : [row.spareSku])]));
    const seen = await findStaged(this.#db, this.#importId, [...new Set(skus.map(lower))]);
    const kept = rows.flatMap((row) => this.#once(row, seen) ?? []);
    await stageRows(this.#db, this.#importId, kept);
    await this.#tell(kept);
  }

  async #tell(rows: readonly NumberedRow[]): Promise<void> {
    const owners = await findSkuOwners(
      this.#db,
      rows.map(({ row }) => row.sku),
    );
    for (const { row } of rows) {
      this.told.add(row);
      const owner = owners.get(row.sku);
      if (owner) this.told.addOwner(row.productId, owner);
    }
  }

  /** The row under an id that no earlier item has, or undefined. */
  #once({ ordinal, row }: NumberedRow, seen: Map<string, number>): NumberedRow | undefined {
    if ("skipped" in row) return { ordinal, row };
    const before = seen.get(lower(row.sku));
    const spare = row.spareSku !== null && !seen.has(lower(row.spareSku)) ? row.spareSku : undefined;
    if (before !== undefined) this.#tellTwice(row, before, spare);
    const sku = before === undefined ? row.sku : spare;
    if (sku === undefined) return undefined;
    seen.set(lower(sku), row.line);
    this.goodRows++;
    this.#contents.countSold(row);
    return { ordinal, row: { ...row, sku } };
  }

  #tellTwice({ line, sku }: FeedRow, before: number, spare: string | undefined): void {
    const instead = spare === undefined ? "the first one counts" : `${spare} is used for this one`;
    const because = `is the id of the item in line ${before} too: ${instead}`;
    this.#contents.log.add([{ line, id: sku, field: "id", because, value: sku }]);
  }
}

const lower = (sku: string): string => sku.toLowerCase();

import type { FeedProgress } from "#contract/feed";
import type { Db } from "../store/db.ts";
import { keepLease, type Lease } from "./claim.io.ts";
import { FeedContents, type NumberedRow } from "./feed-contents.ts";
import type { Result } from "./result.ts";
import { findStaged, stageRows } from "./staging.io.ts";

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
}

/** Reads a whole file and stages its rows. A file that is bad as a whole is read to its end all the same, so that its sender can hear why. */
export async function readFeed(
  db: Db,
  lease: Lease,
  source: FeedSource,
  { now, progress }: { now(): number; progress(frame: FeedProgress): void },
): Promise<Result<ReadFeed>> {
  const contents = new FeedContents();
  const stager = new Stager(db, lease.id, contents);
  let outcome: Result<unknown> = { ok: true, value: undefined };
  let done = 0;
  for await (const chunk of untilBroken(source.bytes)) {
    if (chunk === undefined) return { ok: false, because: `the upload broke off after ${done.toLocaleString("en")} bytes` };
    done += chunk.byteLength;
    progress({ kind: "progress", stage: "reading", done, of: source.length });
    if (!outcome.ok) continue;
    const rows = contents.push(chunk);
    outcome = rows;
    if (rows.ok) await stager.add(rows.value);
    await keepLease(db, lease, now());
  }
  if (!outcome.ok) return outcome;
  const last = contents.end();
  if (!last.ok) return last;
  await stager.add(last.value);
  await stager.flush();
  return { ok: true, value: { contents, goodRows: stager.goodRows } };
}

/** The chunks, and `undefined` when the sender went away. */
async function* untilBroken(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array | undefined> {
  try {
    yield* bytes;
  } catch {
    yield undefined;
  }
}

/** Gathers rows to be written together, and finds those whose id was there before. */
class Stager {
  goodRows = 0;
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
    const skus = rows.flatMap(({ row }) => ("skipped" in row ? [] : [row.sku.toLowerCase()]));
    const seen = await findStaged(this.#db, this.#importId, [...new Set(skus)]);
    await stageRows(
      this.#db,
      this.#importId,
      rows.filter((row) => this.#isFirst(row, seen)),
    );
  }

  #isFirst({ row }: NumberedRow, seen: Map<string, number>): boolean {
    if ("skipped" in row) return true;
    const before = seen.get(row.sku.toLowerCase());
    if (before === undefined) {
      seen.set(row.sku.toLowerCase(), row.line);
      this.goodRows++;
      return true;
    }
    const because = `is the id of the item in line ${before} too: the first one counts`;
    this.#contents.log.add([{ line: row.line, id: row.sku, field: "id", because, value: row.sku }]);
    return false;
  }
}

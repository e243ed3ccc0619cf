/** What one object of the shield keeps, in its SQLite: envelopes as they are, least recently used out first, bounded by bytes. */
import { oneOf, type Sql } from "../bulletin/sql.ts";
import { decodeEnvelope, encodeEnvelope, envelopeSize } from "../cache/envelope.ts";
import { mayReplace } from "../cache/may-replace.ts";
import type { Head } from "../cache/purge-effect.ts";
import type { Storable } from "../cache/storable.ts";
import type { PopTier, TierKey } from "../cache/tiers.ts";
import type { EpochMs, Ms } from "../time.ts";

const ENTRIES_BYTES: number = 128 * 1024 * 1024;
/** A Durable Object's SQLite takes rows of up to 2 MB, the key among them. */
const MOST_BYTES = 1_900_000;
const OVERHEAD_BYTES = 256;
/** A use is written down once in this time: reading must not cost a write. */
const USE_NOTED_EVERY: Ms = 60_000;

const TABLES = [
  "CREATE TABLE IF NOT EXISTS envelopes (key TEXT NOT NULL, not_before INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (key, not_before))",
  // What is known of an envelope stands apart: a row that holds bytes is read with all of them, whatever is asked of it.
  `CREATE TABLE IF NOT EXISTS known (key TEXT NOT NULL, not_before INTEGER NOT NULL, size INTEGER NOT NULL, stale_until INTEGER NOT NULL,
   used_at INTEGER NOT NULL, head TEXT NOT NULL, PRIMARY KEY (key, not_before))`,
  "CREATE INDEX IF NOT EXISTS known_by_use ON known (used_at)",
  "CREATE INDEX IF NOT EXISTS known_by_end ON known (stale_until)",
];

const BYTES = `SELECT bytes, used_at FROM known JOIN envelopes USING (key, not_before) WHERE key = ? AND not_before = ?`;

type Row = { bytes: ArrayBuffer; used_at: number };

export class Entries implements PopTier {
  readonly #sql: Sql;
  readonly #now: () => EpochMs;
  readonly #maxBytes: number;
  #bytes: number;

  constructor(sql: Sql, now: () => EpochMs, maxBytes: number = ENTRIES_BYTES) {
    this.#sql = sql;
    this.#now = now;
    this.#maxBytes = maxBytes;
    for (const table of TABLES) sql.exec(table);
    this.#bytes = oneOf<{ bytes: number }>(sql, "SELECT COALESCE(SUM(size), 0) AS bytes FROM known")?.bytes ?? 0;
  }

  /** What the envelopes take, with a little for each. */
  get bytes(): number {
    return this.#bytes;
  }

  async get(at: TierKey): Promise<Storable | undefined> {
    return this.read(at);
  }

  async put(storable: Storable): Promise<void> {
    this.write(storable);
  }

  takes(storable: Storable): boolean {
    return envelopeSize(storable) <= MOST_BYTES;
  }

  read(at: TierKey): Storable | undefined {
    const row = oneOf<Row>(this.#sql, BYTES, at.key, at.notBefore ?? 0);
    if (row === undefined) return undefined;
    const now = this.#now();
    if (now - row.used_at > USE_NOTED_EVERY) this.#noteUse(at, now);
    return decodeEnvelope(new Uint8Array(row.bytes), at.key);
  }

  /** Keeps what was judged, unless a later one is there or it is too large. */
  write(storable: Storable): void {
    const { key, stamps } = storable;
    const at = { key, notBefore: stamps.notBefore };
    const held = this.read(at);
    if (held !== undefined && !mayReplace(held, storable)) return;
    if (!this.takes(storable)) return;
    const bytes = encodeEnvelope(storable);
    const notBefore = stamps.notBefore ?? 0;
    this.#drop(key, notBefore);
    const size = bytes.byteLength + OVERHEAD_BYTES;
    const head = JSON.stringify(headOf(storable));
    this.#sql.exec("INSERT OR REPLACE INTO envelopes VALUES (?, ?, ?)", key, notBefore, bytes.buffer);
    this.#sql.exec("INSERT INTO known VALUES (?, ?, ?, ?, ?, ?)", key, notBefore, size, stamps.staleUntil, this.#now(), head);
    this.#bytes += size;
    if (this.#bytes > this.#maxBytes) this.#makeRoom();
  }

  /** Everything that is kept, without its bytes. */
  heads(): Head[] {
    const rows = this.#sql.exec<{ head: string }>("SELECT head FROM known").toArray();
    return rows.map(({ head }) => JSON.parse(head) as Head);
  }

  /** The dead go first, then who was not asked for. */
  #makeRoom(): void {
    this.#forget("stale_until < ?", this.#now());
    while (this.#bytes > this.#maxBytes) {
      const oldest = "SELECT key, not_before FROM known ORDER BY used_at, rowid LIMIT 1";
      const row = oneOf<{ key: string; not_before: number }>(this.#sql, oldest);
      if (row === undefined) return;
      this.#drop(row.key, row.not_before);
    }
  }

  #drop(key: string, notBefore: number): void {
    this.#forget("key = ? AND not_before = ?", key, notBefore);
  }

  #forget(which: string, ...bindings: (string | number)[]): void {
    const returning = `DELETE FROM known WHERE ${which} RETURNING key, not_before, size`;
    const gone = this.#sql.exec<{ key: string; not_before: number; size: number }>(returning, ...bindings).toArray();
    for (const { key, not_before, size } of gone) {
      this.#sql.exec("DELETE FROM envelopes WHERE key = ? AND not_before = ?", key, not_before);
      this.#bytes -= size;
    }
  }

  #noteUse({ key, notBefore }: TierKey, now: EpochMs): void {
    this.#sql.exec("UPDATE known SET used_at = ? WHERE key = ? AND not_before = ?", now, key, notBefore ?? 0);
  }
}

function headOf({ key, asOf, stamps, surrogateKeys, entityVersions, status }: Storable): Head {
  return { key, asOf, stamps, surrogateKeys, entityVersions, status };
}

/** The older part of the log: key -> last soft seq, last hard seq; entity -> highest version asked for. */
import { LONGEST_LIFE } from "../lifetimes.ts";
import type { EpochMs, Ms } from "../time.ts";
import { type HashTable, hashTable } from "./hash-table.ts";
import { keyHash } from "./key-hash.ts";
import type { PurgeRow } from "./purge-row.ts";
import { oneOf, type Sql } from "./sql.ts";
import { toSurrogateKeys } from "./to-surrogate-keys.ts";

const FENCE_KEPT_FOR: Ms = 600_000;

const ADD_KEY = `INSERT INTO purged_keys VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET soft = max(soft, excluded.soft), hard = max(hard, excluded.hard), at = max(at, excluded.at)`;
const ADD_FENCE = `INSERT INTO fences VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET version = excluded.version, at = excluded.at WHERE excluded.version > version`;

export class FoldedLog {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  get size(): number {
    return oneOf<{ n: number }>(this.#sql, "SELECT count(*) AS n FROM purged_keys")?.n ?? 0;
  }

  purges(): HashTable {
    return this.#table("SELECT hi, lo, soft AS a, hard AS b FROM purged_keys");
  }

  fences(): HashTable {
    return this.#table("SELECT hi, lo, version AS a, at AS b FROM fences");
  }

  add(row: PurgeRow): void {
    const [soft, hard] = row.mode === "hard" ? [0, row.seq] : [row.seq, 0];
    for (const key of toSurrogateKeys(row.by, row.values)) {
      const { hi, lo } = keyHash(key);
      this.#sql.exec(ADD_KEY, hi, lo, soft, hard, row.at);
    }
    for (const [entity, version] of Object.entries(row.minVersions ?? {})) {
      const { hi, lo } = keyHash(entity);
      this.#sql.exec(ADD_FENCE, hi, lo, version, row.at);
    }
  }

  /** Drops what nothing stored can be older than; returns the highest seq dropped, or 0. */
  drop(now: EpochMs): number {
    const cutoff = now - LONGEST_LIFE;
    const highest = oneOf<{ seq: number | null }>(this.#sql, "SELECT max(max(soft, hard)) AS seq FROM purged_keys WHERE at < ?", cutoff);
    this.#sql.exec("DELETE FROM purged_keys WHERE at < ?", cutoff);
    this.#sql.exec("DELETE FROM fences WHERE at < ?", now - FENCE_KEPT_FOR);
    return highest?.seq ?? 0;
  }

  #table(query: string): HashTable {
    return hashTable(this.#sql.exec<{ hi: number; lo: number; a: number; b: number }>(query).toArray());
  }
}

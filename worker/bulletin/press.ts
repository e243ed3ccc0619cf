/** Puts the bulletin together: the delta that is read, and from time to time a base. The clock is passed in. */
import type { EpochMs, Ms } from "../time.ts";
import { type BaseInfo, BaseShelf } from "./base-shelf.ts";
import type { DeltaAnswer } from "./delta.ts";
import { hashSet } from "./hash-set.ts";
import { type HashRow, hashTable } from "./hash-table.ts";
import { keyHash } from "./key-hash.ts";
import type { Ledger } from "./ledger.ts";
import type { PurgeRow } from "./purge-row.ts";
import { type DeltaBody, encodeBase, encodeDelta } from "./sections.ts";
import type { Sql } from "./sql.ts";
import type { StockBoard } from "./stock-board.ts";
import { toSurrogateKeys } from "./to-surrogate-keys.ts";

/** A delta with more entries than this asks for a new base. */
const ENTRIES_PER_DELTA = 1_024;
const ROLL_EVERY: Ms = 12_000;
/** One base folds no more keys than this, so that readers need not wait for a large import. */
const KEYS_PER_FOLD = 20_000;

export class Press {
  readonly #ledger: Ledger;
  readonly #stock: StockBoard;
  readonly #shelf: BaseShelf;
  readonly #entriesPerDelta: number;
  #printed: { readonly name: string; readonly body: Uint8Array; readonly entries: number } | undefined;
  #rolledAt: EpochMs = Number.NEGATIVE_INFINITY;

  constructor(sql: Sql, ledger: Ledger, stock: StockBoard, entriesPerDelta: number = ENTRIES_PER_DELTA) {
    this.#ledger = ledger;
    this.#stock = stock;
    this.#shelf = new BaseShelf(sql);
    this.#entriesPerDelta = entriesPerDelta;
  }

  /** The delta since the base in use. The body is made once for all readers until something changes. */
  delta(now: EpochMs): DeltaAnswer {
    const { epoch, seq } = this.#ledger.position;
    const base = this.#shelf.inUse(epoch, now);
    const { body, entries } = this.#print(base);
    if (entries > this.#entriesPerDelta) this.roll(now);
    const stockSeq = Math.max(this.#stock.seq, base.stockSeq);
    const stockAt = this.#stock.at ?? base.stockAt;
    const nextBase = this.#shelf.next(now)?.name ?? null;
    const handlesAt = this.#stock.handles.at;
    return { epoch, seq, issuedAt: now, floorSeq: this.#ledger.floorSeq, base: base.name, nextBase, stockSeq, stockAt, handlesAt, body };
  }

  base(name: string): Uint8Array | undefined {
    return this.#shelf.bytes(name);
  }

  baseInUse(now: EpochMs): string {
    return this.#shelf.inUse(this.#ledger.position.epoch, now).name;
  }

  /** Builds the next base of the rows that are old enough, unless one is announced or was built a moment ago. */
  roll(now: EpochMs): void {
    const { epoch } = this.#ledger.position;
    const inUse = this.#shelf.inUse(epoch, now);
    const seq = this.#ledger.foldableSeq(now, KEYS_PER_FOLD);
    const hasMore = seq > inUse.seq || this.#stock.seq > inUse.stockSeq;
    if (!hasMore || now - this.#rolledAt < ROLL_EVERY || this.#shelf.next(now) !== undefined) return;
    this.#rolledAt = now;
    this.#ledger.forgetTail(inUse.seq);
    this.#ledger.fold(seq, now);
    const stock = hashTable(this.#stock.changesAfter(0));
    const handles = hashSet(this.#stock.handles.after(0));
    const bytes = encodeBase({ purges: this.#ledger.folded.purges(), fences: this.#ledger.folded.fences(), stock, handles });
    this.#shelf.add({ epoch, seq }, bytes, { stockSeq: this.#stock.seq, stockAt: this.#stock.at }, now);
  }

  #print(base: BaseInfo): { readonly body: Uint8Array; readonly entries: number } {
    const { epoch, seq } = this.#ledger.position;
    const name = `${epoch}.${seq} ${base.name} ${this.#stock.seq}`;
    if (this.#printed?.name !== name) {
      const body = this.#body(base);
      this.#printed = { name, body: encodeDelta(body), entries: body.purges.size + body.stock.size + body.handles.size };
    }
    return this.#printed;
  }

  #body(base: BaseInfo): DeltaBody {
    const purges = this.#ledger.rowsAfter(base.seq);
    const stockWhole = !this.#stock.knows(base.stockSeq);
    return {
      rows: purges.map(({ seq, at, mode }) => ({ seq, at, hard: mode === "hard" })),
      purges: hashTable(purges.flatMap(keyRows)),
      fences: hashTable(fenceRows(purges)),
      stock: hashTable(this.#stock.changesAfter(stockWhole ? 0 : base.stockSeq)),
      handles: hashSet(this.#stock.handles.after(stockWhole ? 0 : base.stockSeq)),
      stockWhole,
    };
  }
}

function keyRows({ by, values }: PurgeRow, index: number): HashRow[] {
  return toSurrogateKeys(by, values).map((key) => ({ ...keyHash(key), a: index, b: 0 }));
}

/** The highest version of each entity, with the moment it was asked for. */
function fenceRows(purges: readonly PurgeRow[]): HashRow[] {
  const fences = new Map<string, { version: number; at: EpochMs }>();
  for (const { minVersions = {}, at } of purges) {
    for (const [entity, version] of Object.entries(minVersions)) {
      if (version > (fences.get(entity)?.version ?? Number.NEGATIVE_INFINITY)) fences.set(entity, { version, at });
    }
  }
  return [...fences].map(([entity, { version, at }]) => ({ ...keyHash(entity), a: version, b: at }));
}

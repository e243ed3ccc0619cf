import type { StockAnswer, StockLevel } from "#contract/stock";
import type { EpochMs } from "../time.ts";
import { BAND_CODES } from "./copy.ts";
import { HandleBoard } from "./handle-board.ts";
import type { HashRow } from "./hash-table.ts";
import { keyHash } from "./key-hash.ts";

/** The stock as the origin last told it, in the bulletin's memory. Lost with it and told again whole. */
export class StockBoard {
  readonly #levels = new Map<string, { readonly level: StockLevel | undefined; readonly changedAt: number }>();
  /** Told in the same answers, numbered by the same changes. */
  readonly handles = new HandleBoard();
  #seq = 0;
  #firstSeq: number | undefined;
  #at: EpochMs | null = null;
  #cursor: string | undefined;

  /** Grows with every change, over restarts too: it starts from the clock. 0 before the origin told anything. */
  get seq(): number {
    return this.#seq;
  }

  /** When the origin last answered, by the bulletin's clock. */
  get at(): EpochMs | null {
    return this.#at;
  }

  /** Where the next answer has to continue; undefined asks for everything. */
  get cursor(): string | undefined {
    return this.#cursor;
  }

  get size(): number {
    return this.#levels.size;
  }

  /** `askedAt` is when the origin was asked, by the same clock. */
  apply(answer: StockAnswer, now: EpochMs, askedAt: EpochMs = now): void {
    const seq = Math.max(this.#seq + 1, now);
    const changed = answer.levels.filter((level) => !isSame(this.#levels.get(level.sku)?.level, level));
    for (const level of changed) this.#levels.set(level.sku, { level, changedAt: seq });
    const gone = answer.whole ? this.#missingFrom(answer.levels) : [];
    for (const sku of gone) this.#levels.set(sku, { level: undefined, changedAt: seq });
    const hasNamed = this.handles.apply(answer.handles, seq, askedAt);
    if (changed.length > 0 || gone.length > 0 || hasNamed || this.#seq === 0) this.#seq = seq;
    this.#firstSeq ??= this.#seq;
    this.#cursor = answer.cursor;
    this.#at = now;
  }

  /** Did the base at `seq` see a life of this memory? If not, what is here stands alone. */
  knows(seq: number): boolean {
    return this.#firstSeq === undefined || seq >= this.#firstSeq;
  }

  /** Asks for everything again. What is known stands until it is told anew. */
  startOver(): void {
    this.#cursor = undefined;
    this.handles.startOver();
  }

  /** Levels changed after `seq`, as rows: band code and count. */
  changesAfter(seq: number): HashRow[] {
    return [...this.#levels].filter(([, { changedAt }]) => changedAt > seq).map(([sku, { level }]) => toHashRow(sku, level));
  }

  #missingFrom(levels: readonly StockLevel[]): string[] {
    const told = new Set(levels.map(({ sku }) => sku));
    return [...this.#levels].filter(([sku, { level }]) => level !== undefined && !told.has(sku)).map(([sku]) => sku);
  }
}

function toHashRow(sku: string, level: StockLevel | undefined): HashRow {
  return { ...keyHash(sku), a: level === undefined ? 0 : BAND_CODES[level.band], b: level?.count ?? 0 };
}

function isSame(a: StockLevel | undefined, b: StockLevel): boolean {
  return a !== undefined && a.band === b.band && a.count === b.count;
}

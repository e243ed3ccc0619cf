/** What an isolate holds of the bulletin: a decoded base with the delta since it. Pure questions about it. */
import type { StockBand, StockLevel } from "#contract/stock";
import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, compareAsOf } from "./as-of.ts";
import type { SentDelta } from "./delta.ts";
import { type HashTable, lookUp } from "./hash-table.ts";
import { keyHash } from "./key-hash.ts";
import { type Base, type DeltaBody, decodeSections } from "./sections.ts";

export interface BulletinCopy extends AsOf {
  /** By the PoP's clock; ages count from here. `LONG_AGO` when that clock was set back since. */
  readonly sentAt: EpochMs;
  /** By the bulletin's clock. */
  readonly issuedAt: EpochMs;
  readonly floorSeq: number;
  readonly stockSeq: number;
  readonly stockAt: EpochMs | null;
  readonly handlesAt: EpochMs | null;
  readonly baseName: string;
  readonly base: Base;
  readonly delta: DeltaBody;
}

/** Of a copy whose age nobody knows: it confirms nothing, and whatever is read replaces it. */
export const LONG_AGO: EpochMs = Number.NEGATIVE_INFINITY;

/** B: a copy older than this judges nothing fresh. */
export const CONFIRMED_FOR: Ms = 1_500;

export function copyAge(copy: BulletinCopy, now: EpochMs): Ms {
  return now - copy.sentAt;
}

/** How long ago something was, that the bulletin stamped `at`: its own two stamps, and the copy's age on top. */
export function elapsedSince(at: EpochMs, copy: BulletinCopy, now: EpochMs): Ms {
  return copy.issuedAt - at + copyAge(copy, now);
}

/** A delta behind the copy held is not taken, whoever brings it: late writes and slow reads are normal. */
export function isBehind(delta: SentDelta, held: BulletinCopy | undefined): boolean {
  if (held === undefined) return false;
  const order = compareAsOf(delta, held);
  return order < 0 || (order === 0 && delta.sentAt < held.sentAt);
}

/** The copy that `delta` makes of its base. Undefined when its bytes are broken. What is unchanged is not decoded again. */
export function toCopy(delta: SentDelta, base: Base, held: BulletinCopy | undefined): BulletinCopy | undefined {
  const { epoch, seq, floorSeq, issuedAt, sentAt, stockSeq, stockAt, handlesAt = null } = delta;
  const body = held !== undefined && isSameBody(delta, held) ? held.delta : decodeSections(delta.body);
  return body && { epoch, seq, floorSeq, issuedAt, sentAt, stockSeq, stockAt, handlesAt, baseName: delta.base, base, delta: body };
}

function isSameBody(delta: SentDelta, held: BulletinCopy): boolean {
  return compareAsOf(delta, held) === 0 && delta.base === held.baseName && delta.stockSeq === held.stockSeq;
}

/** Bands as the stock tables write them; 0 is a SKU that is gone. */
export const BAND_CODES: Readonly<Record<StockBand, number>> = { in: 1, low: 2, out: 3 };
const BANDS: readonly (StockBand | undefined)[] = [undefined, "in", "low", "out"];

export function stockOf(copy: BulletinCopy, sku: string): StockLevel | undefined {
  const hash = keyHash(sku);
  const tables: readonly HashTable[] = copy.delta.stockWhole ? [copy.delta.stock] : [copy.delta.stock, copy.base.stock];
  for (const table of tables) {
    const row = lookUp(table, hash);
    if (row !== undefined) return toLevel(sku, row);
  }
  return undefined;
}

function toLevel(sku: string, { a, b }: { readonly a: number; readonly b: number }): StockLevel | undefined {
  const band = BANDS[a];
  if (band === undefined) return undefined;
  return band === "low" ? { sku, band, count: b } : { sku, band };
}

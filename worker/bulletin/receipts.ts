import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, compareAsOf } from "./as-of.ts";
import type { Receipt } from "./purge-row.ts";

const HEARD_WITHIN: Ms = 60_000;
const ADVANCES_KEPT = 256;

interface Advance {
  readonly asOf: AsOf;
  readonly at: EpochMs;
}

/** Which PoPs read, and when each had which position: the reads are the receipts. In memory; a restart begins anew. */
export class Receipts {
  readonly #pops = new Map<string, { heardAt: EpochMs; reads: number; readonly advances: Advance[] }>();

  heard(pop: string, asOf: AsOf, at: EpochMs): void {
    const entry = this.#pops.get(pop) ?? { heardAt: at, reads: 0, advances: [] };
    this.#pops.set(pop, entry);
    entry.heardAt = at;
    entry.reads++;
    const last = entry.advances.at(-1);
    if (last === undefined || compareAsOf(last.asOf, asOf) < 0) entry.advances.push({ asOf, at });
    if (entry.advances.length > ADVANCES_KEPT) entry.advances.shift();
  }

  /** A receipt of every PoP heard from in the last minute. */
  of(row: AsOf, now: EpochMs): Receipt[] {
    return this.#recent(now).map(([pop, { advances }]) => {
      const seen = advances.find(({ asOf }) => compareAsOf(asOf, row) >= 0);
      return { pop, seenAt: seen?.at ?? null };
    });
  }

  pops(now: EpochMs): { pop: string; heardAt: EpochMs; asOf: AsOf }[] {
    return this.#recent(now).flatMap(([pop, { heardAt, advances }]) => {
      const last = advances.at(-1);
      return last === undefined ? [] : [{ pop, heardAt, asOf: last.asOf }];
    });
  }

  readsByPop(): Record<string, number> {
    return Object.fromEntries([...this.#pops].map(([pop, { reads }]) => [pop, reads]));
  }

  #recent(now: EpochMs) {
    return [...this.#pops].filter(([, { heardAt }]) => now - heardAt <= HEARD_WITHIN).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}

import type { EpochMs, Ms } from "../time.ts";
import { isUnder } from "./look.ts";
import { type Base, decodeSections, EMPTY_BASE } from "./sections.ts";

/** A fetch older than this was lost with the request it ran in. */
const LOST_AFTER: Ms = 2_000;

/** The decoded bases of one isolate, each fetched once. The base `<epoch>.0` is empty by definition. */
export class Bases {
  readonly #read: (name: string) => Promise<Uint8Array>;
  readonly #now: () => EpochMs;
  readonly #held = new Map<string, Base>();
  readonly #fetching = new Map<string, { readonly startedAt: EpochMs; readonly base: Promise<Base> }>();

  constructor(read: (name: string) => Promise<Uint8Array>, now: () => EpochMs) {
    this.#read = read;
    this.#now = now;
  }

  /** Rejects when the base cannot be had; the next call asks again. */
  async find(name: string): Promise<Base> {
    if (/^\d+\.0$/.test(name)) return EMPTY_BASE;
    const held = this.#held.get(name);
    if (held !== undefined) return held;
    const fetching = this.#fetching.get(name);
    const isUnderWay = fetching !== undefined && isUnder(LOST_AFTER, fetching.startedAt, this.#now());
    return isUnderWay ? fetching.base : this.#fetch(name);
  }

  keepOnly(...names: readonly (string | null)[]): void {
    for (const name of this.#held.keys()) if (!names.includes(name)) this.#held.delete(name);
  }

  #fetch(name: string): Promise<Base> {
    const base = this.#decode(name).finally(() => this.#fetching.delete(name));
    this.#fetching.set(name, { startedAt: this.#now(), base });
    return base;
  }

  async #decode(name: string): Promise<Base> {
    const base = decodeSections(await this.#read(name));
    if (base === undefined) throw new Error(`base ${name} is broken`);
    this.#held.set(name, base);
    return base;
  }
}

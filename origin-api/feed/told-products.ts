/**
 * What of all products of a file has to be known before the first is written: whose handle each wants, and whose SKUs it has. Some
 * hundred bytes a product, gathered as the rows are staged.
 */
import type { FeedRow, SkippedRow } from "./feed-row.ts";
import { byCode } from "./identifiers.ts";
import { ROWS_OF_PRODUCT } from "./product-of-rows.ts";

/** A handle that is wanted; `given` is a demand of the feed, a made one yields to the handle the product has. */
export interface HandleWish {
  readonly wanted: string;
  readonly given: boolean;
}

/** Whose SKUs a product of the file has. */
export interface Kinship {
  /** One at least is already that of the product of its own id. */
  readonly isItself: boolean;
  /** Other products in the shop -> how many are theirs. */
  readonly kin: ReadonlyMap<string, number>;
}

interface Told {
  rows: number;
  /** Undefined until a row has details, of which the first ones count. */
  given: string | null | undefined;
  /** Null while no row is good. */
  made: string | null;
  isItself: boolean;
  kin: ReadonlyMap<string, number>;
}

const NOBODY: ReadonlyMap<string, number> = new Map();

export class ToldProducts {
  #told = new Map<string, Told>();
  /** Products that may lose a SKU to another one. */
  readonly losers = new Set<string>();

  /** Takes rows in the order of the file. */
  add(row: FeedRow | SkippedRow): void {
    const told = this.#of(row.productId);
    if (++told.rows > ROWS_OF_PRODUCT) return;
    if (told.given === undefined && row.details !== null) told.given = own(row.details.handle);
    if (!("skipped" in row)) told.made ??= own(row.handle);
  }

  /** The shop's product `owner` has a SKU of the file's `id`; `gone` when it has left the shop. */
  addOwner(id: string, owner: { readonly id: string; readonly gone: boolean }): void {
    const told = this.#of(id);
    if (owner.id === id) told.isItself = true;
    else {
      this.losers.add(owner.id);
      if (!owner.gone) told.kin = new Map(told.kin).set(owner.id, (told.kin.get(owner.id) ?? 0) + 1);
    }
  }

  /** Undefined for a product that the file does not tell of, or of which no row is good. */
  wishOf(id: string): HandleWish | undefined {
    const told = this.#told.get(id);
    return told === undefined || told.made === null
      ? undefined
      : { wanted: told.given ?? told.made, given: typeof told.given === "string" };
  }

  has(id: string): boolean {
    return this.#told.has(id);
  }

  /** Of products with a good row, sorted. */
  ids(): readonly string[] {
    return [...this.#told].flatMap(([id, { made }]) => (made === null ? [] : [id])).sort(byCode);
  }

  kinships(): Iterable<readonly [string, Kinship]> {
    return this.#told;
  }

  /** Gives products other ids. */
  rename(ids: ReadonlyMap<string, string>): void {
    this.#told = new Map([...this.#told].map(([id, told]) => [ids.get(id) ?? id, told]));
  }

  #of(id: string): Told {
    const known = this.#told.get(id);
    if (known) return known;
    const told: Told = { rows: 0, given: undefined, made: null, isItself: false, kin: NOBODY };
    this.#told.set(own(id), told);
    return told;
  }
}

/** A copy: a text that was cut out of a larger one keeps all of that in memory. */
const own = <T extends string | null>(text: T): T => JSON.parse(JSON.stringify(text)) as T;

/** Everything that belongs to one visitor, and where it may be seen. */
import { MarkerIndex } from "./find-markers.ts";

export type MarkerKind = "name" | "customer" | "cart" | "line" | "count" | "segment" | "handle" | "seal" | "seed" | "query" | "agent";

export interface Marker {
  readonly kind: MarkerKind;
  readonly text: string;
  /** Whose it is: visitors by number. Several where a customer signed in on several devices, or for a segment. */
  readonly owners: Set<number>;
}

/** A part of an answer. */
export type Part = "body" | "cookie" | "location" | "header";

/** Where a visitor may meet what is their own. Nobody meets anything of others anywhere. */
export const OWN_PLACES: Readonly<Record<MarkerKind, readonly Part[]>> = {
  name: ["body", "cookie"],
  count: ["body", "cookie"],
  line: ["body"],
  cart: ["cookie"],
  customer: ["cookie"],
  segment: ["cookie"],
  seal: ["cookie"],
  seed: [],
  handle: ["cookie"],
  query: ["location"],
  agent: [],
};

/** Kinds that are numbers or names: they count only where they stand alone. */
const WHOLE: ReadonlySet<MarkerKind> = new Set(["count"]);

export class MarkerBook {
  readonly #markers = new Map<string, Marker>();
  readonly #index = new MarkerIndex<Marker>();

  /** Notes that `text` belongs to `owners`; asked again, to these too. */
  add(kind: MarkerKind, text: string, owners: Iterable<number>): void {
    const known = this.#markers.get(text);
    if (known) for (const owner of owners) known.owners.add(owner);
    else this.#note({ kind, text, owners: new Set(owners) });
  }

  has(text: string): boolean {
    return this.#markers.has(text);
  }

  get size(): number {
    return this.#markers.size;
  }

  of(kind: MarkerKind): readonly Marker[] {
    return [...this.#markers.values()].filter((marker) => marker.kind === kind);
  }

  find(haystack: Uint8Array | string): Marker[] {
    return [...this.#index.find(typeof haystack === "string" ? Buffer.from(haystack) : haystack)];
  }

  #note(marker: Marker): void {
    this.#markers.set(marker.text, marker);
    this.#index.add(marker.text, marker, WHOLE.has(marker.kind));
  }
}

/**
 * What an isolate keeps beside its tiers: every map that is made while it opens, and whatever hangs on it. Markup that is
 * rendered once, words of headers, keys of what failed: nothing of that is told to anybody by itself, and none of it may be one visitor's.
 */
import type { Surface } from "./audit.ts";

type Held = Iterable<unknown>;

/** The `Map` and `WeakMap` of a bundle. Those made while `isOpening` are remembered; a weak one then holds what it was given. */
export class KeptMaps {
  isOpening = false;
  readonly #kept: Held[] = [];
  readonly Map: MapConstructor = mapThat((made) => this.isOpening && this.#kept.push(made));
  readonly WeakMap: WeakMapConstructor = weakMapThat((values) => this.isOpening && this.#kept.push(values));

  /** All that the maps hold, as text. */
  surfaces(): Surface[] {
    const seen = new Set<object>();
    return this.#kept.map((held, number) => ({ where: `kept by map ${number} of the isolates`, bytes: textOf(held, seen) }));
  }
}

function mapThat(isMade: (map: Held) => unknown): MapConstructor {
  return class<K, V> extends Map<K, V> {
    constructor(entries?: Iterable<readonly [K, V]> | null) {
      super(entries);
      isMade(this);
    }
  } as MapConstructor;
}

function weakMapThat(isMade: (values: Held) => unknown): WeakMapConstructor {
  return class<K extends object, V> extends WeakMap<K, V> {
    readonly #values: V[] = [];
    constructor() {
      super();
      isMade(this.#values);
    }
    override set(key: K, value: V): this {
      this.#values.push(value);
      return super.set(key, value);
    }
  } as unknown as WeakMapConstructor;
}

const decoder = new TextDecoder("latin1");

/** Strings, bytes and numbers of a value and of what it holds, each once. */
function textOf(value: unknown, seen: Set<object>): string {
  if (typeof value === "string" || typeof value === "number") return `${value}\n`;
  if (typeof value !== "object" || value === null || seen.has(value)) return "";
  seen.add(value);
  if (value instanceof Uint8Array) return `${decoder.decode(value)}\n`;
  const parts: Held = Symbol.iterator in value ? (value as Held) : Object.entries(value);
  let text = "";
  for (const part of parts) text += textOf(part, seen);
  return text;
}

/**
 * What an isolate keeps: every value its code can still reach when all answers are given, be it in a map, an array, a field or
 * a variable that a function closes over. Nothing of that is told to anybody by itself, and none of it may be one visitor's.
 */
import type { Surface } from "./audit.ts";
import { Inspected, type Program } from "./inspected.ts";

interface WeakEntry {
  readonly name: string;
  readonly key: unknown;
  readonly value: unknown;
}
type Named = readonly [name: string, value: unknown];

const decoder = new TextDecoder();
const unitDecoder = new TextDecoder("utf-16le");

/** What hangs on the variables of the program's module, and on `roots`, but not on `outside`: under the variable that led there. */
export function keptBy(program: Program, roots: Readonly<Record<string, unknown>>, outside: readonly unknown[]): Surface[] {
  using inspected = new Inspected(program);
  const walk = new Walk(inspected, outside);
  let found: Named[] = [...inspected.variablesOf(program.code), ...Object.entries(roots)];
  const surfaces: Surface[] = [];
  while (found.length > 0) {
    for (const [name, value] of found) surfaces.push({ where: `kept by ${name}`, bytes: walk.textOf(name, value) });
    found = walk.heldWeakly();
  }
  return surfaces;
}

class Walk {
  readonly #inspected: Inspected;
  readonly #seen: Set<unknown>;
  #weak: WeakEntry[] = [];

  constructor(inspected: Inspected, outside: readonly unknown[]) {
    this.#inspected = inspected;
    this.#seen = new Set([globalThis, ...outside]);
  }

  /** Strings, bytes and numbers of a value and of all that it holds, where they were not come across before. */
  textOf(name: string, root: unknown): string {
    const waiting = [root];
    let text = "";
    while (waiting.length > 0) {
      const value = waiting.pop();
      if (typeof value === "string" || typeof value === "number") text += `${value}\n`;
      if (!isHolder(value) || this.#seen.has(value)) continue;
      this.#seen.add(value);
      if (ArrayBuffer.isView(value)) text += `${(value instanceof Uint16Array ? unitDecoder : decoder).decode(value)}\n`;
      else if (value instanceof WeakMap) this.#weak.push(...this.#entriesOf(name, value));
      else waiting.push(...this.#partsOf(value));
    }
    return text;
  }

  /** Values of weak maps whose keys somebody holds, each once: without that, they are gone with their keys. */
  heldWeakly(): Named[] {
    const isHeld = ({ key }: WeakEntry) => this.#seen.has(key);
    const held = this.#weak.filter(isHeld);
    this.#weak = this.#weak.filter((entry) => !isHeld(entry));
    return held.map(({ name, value }) => [name, value]);
  }

  #entriesOf(name: string, map: object): WeakEntry[] {
    const entries = this.#inspected.hiddenIn(map).flat() as Omit<WeakEntry, "name">[];
    return entries.map(({ key, value }) => ({ name, key, value }));
  }

  *#partsOf(value: object): Iterable<unknown> {
    for (const name of Reflect.ownKeys(value)) {
      const field = Reflect.getOwnPropertyDescriptor(value, name);
      if (name !== "prototype") yield* [typeof name === "symbol" ? name.description : name, field?.value, field?.get, field?.set];
    }
    if (value instanceof RegExp) yield value.source;
    if (value instanceof Map || value instanceof Set) yield* [...value].flat();
    if (!isPlain(value)) yield* this.#inspected.hiddenIn(value);
  }
}

function isHolder(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

/** What hides nothing. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return [Object.prototype, Array.prototype, Map.prototype, Set.prototype, null].includes(prototype as never);
}

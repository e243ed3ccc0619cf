/**
 * Markup that may serve more than one visitor, kept by the data it was made of. Only data that names nobody comes here:
 * the same number of things in the basket is the same badge, whoever's basket it is; a name never enters.
 */
import type { AnyFragment, Surroundings } from "../../fragments/define-fragment.ts";
import type { Rendered } from "./piece.ts";

/** Counts below this are too small to tell a visitor by. */
const SMALL = 100;
/** More than the data of one fragment in one market comes to; what goes beyond begins anew. */
const MAX_ENTRIES = 128;

/** True of data of which JSON says all: two that it says the same of are the same. A map, a function or what a class keeps to itself it leaves out. */
export function isPlain(data: unknown): boolean {
  if (typeof data === "number") return Number.isFinite(data);
  if (typeof data !== "object" || data === null) return typeof data === "string" || typeof data === "boolean" || data == null;
  return hasEntriesOnly(data) && Object.values(data).every(isPlain);
}

/** True of plain data without text and without numbers that could be somebody's: flags and small whole numbers. */
export function namesNobody(data: unknown): boolean {
  if (typeof data === "number") return Number.isInteger(data) && data >= 0 && data < SMALL;
  if (typeof data === "function" || typeof data === "symbol") return false;
  if (typeof data !== "object" || data === null) return typeof data !== "string" && typeof data !== "bigint";
  return hasEntriesOnly(data) && Object.values(data).every(namesNobody);
}

/** An array or an object as a literal makes them, with nothing besides what can be seen in it. */
function hasEntriesOnly(data: object): boolean {
  if (Array.isArray(data)) return Reflect.ownKeys(data).length === data.length + 1;
  const prototype: unknown = Object.getPrototypeOf(data);
  return (prototype === Object.prototype || prototype === null) && Reflect.ownKeys(data).length === Object.keys(data).length;
}

const kept = new WeakMap<Surroundings, Map<AnyFragment, Map<string, Rendered>>>();

/** The markup of `data` in a market, rendered the first time. What depends on more than data and market has no place here. */
export function renderOnce(surroundings: Surroundings, fragment: AnyFragment, data: unknown, render: () => Rendered): Rendered {
  const byData = markupOf(surroundings, fragment);
  const key = JSON.stringify(data) ?? "";
  const known = byData.get(key);
  if (known !== undefined) return known;
  if (byData.size >= MAX_ENTRIES) byData.clear();
  const rendered = render();
  byData.set(key, rendered);
  return rendered;
}

function markupOf(surroundings: Surroundings, fragment: AnyFragment): Map<string, Rendered> {
  const inMarket = kept.get(surroundings) ?? new Map<AnyFragment, Map<string, Rendered>>();
  if (inMarket.size === 0) kept.set(surroundings, inMarket);
  const byData = inMarket.get(fragment) ?? new Map<string, Rendered>();
  if (byData.size === 0) inMarket.set(fragment, byData);
  return byData;
}

/**
 * The query, read once, as browsers read forms: `&` alone separates, names and values are decoded before they are
 * compared, whole names only, letter case matters. `p%61ge=2` therefore is `page`, for us as for a browser that
 * applies `No-Vary-Search`; `a;page=2` is one undeclared parameter. Of a repeated parameter the first valid value counts.
 */
import { canonicalValue } from "./canonical-value.ts";
import type { Dropped, ParamPolicy } from "./key-parts.ts";

export type ReadQuery =
  | {
      readonly kind: "read";
      /** Declared parameters that differ from their default, canonical, in declared order. */
      readonly query: Readonly<Record<string, string>>;
      /** Undeclared parameters as they stand in the URL, `&` between them. */
      readonly undeclared: string;
      readonly dropped: readonly Dropped[];
      /** True when a declared parameter is not written in its canonical form. */
      readonly changed: boolean;
    }
  | { readonly kind: "malformed"; readonly because: string };

const NOTHING: ReadQuery = { kind: "read", query: {}, undeclared: "", dropped: [], changed: false };

/** Splits a raw query (without `?`) into what the policy declares and the rest. */
export function readQuery(raw: string, policy: Readonly<Record<string, ParamPolicy>>): ReadQuery {
  if (raw === "") return NOTHING;
  const found = new Map<string, string>();
  const dropped: Dropped[] = [];
  const undeclared: string[] = [];
  let changed = false;
  for (const pair of raw.split("&")) {
    const { name, value } = readPair(pair);
    const declared = name !== undefined && Object.hasOwn(policy, name) ? policy[name] : undefined;
    if (name === undefined || declared === undefined) {
      undeclared.push(pair);
      if (pair !== "") dropped.push({ name: name ?? pair, because: "undeclared" });
      continue;
    }
    if (value === undefined) return { kind: "malformed", because: `The parameter ${name} holds a malformed percent-encoding or a NUL.` };
    const canonical = canonicalValue(value, declared);
    const drop = found.has(name) ? "repeated" : canonical.drop;
    if (drop !== undefined) dropped.push({ name, because: drop });
    if (canonical.value !== undefined && !found.has(name)) found.set(name, canonical.value);
    changed ||= drop !== undefined || pair !== writePair(name, canonical.value ?? "");
  }
  return { kind: "read", query: inOrder(found, policy), undeclared: undeclared.join("&"), dropped, changed };
}

/** `page=2&sort=newest`; empty when nothing differs from its default. */
export function writeQuery(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .map((name) => writePair(name, query[name] ?? ""))
    .join("&");
}

/** Encodes the apostrophe too, as URL parsers do in queries: a canonical URL must come back as it was sent. */
function writePair(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`.replaceAll("'", "%27");
}

/** Declared order; values equal to the default have no place in a key. */
function inOrder(found: ReadonlyMap<string, string>, policy: Readonly<Record<string, ParamPolicy>>): Record<string, string> {
  const query: Record<string, string> = {};
  for (const name of Object.keys(policy)) {
    const value = found.get(name);
    const declared = policy[name];
    const isDefault = declared !== undefined && "default" in declared && String(declared.default) === value;
    if (value !== undefined && !isDefault) query[name] = value;
  }
  return query;
}

function readPair(pair: string): { name: string | undefined; value: string | undefined } {
  const equals = pair.indexOf("=");
  const name = decode(equals < 0 ? pair : pair.slice(0, equals));
  return { name, value: decode(equals < 0 ? "" : pair.slice(equals + 1)) };
}

/** Undefined for a malformed percent-encoding, invalid UTF-8 or a NUL. */
function decode(text: string): string | undefined {
  try {
    const decoded = decodeURIComponent(text.replaceAll("+", " "));
    return decoded.includes("\0") ? undefined : decoded;
  } catch {
    return undefined;
  }
}

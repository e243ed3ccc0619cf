/**
 * One JSON line a request, or one for many that are alike. It may hold what a shell may depend on, and outcomes; no cookies, addresses, user agents,
 * tokens, cart ids, nor values of parameters the shop does not declare.
 */
import type { EpochMs, Ms } from "../time.ts";

export interface RequestRecord {
  readonly at: EpochMs;
  readonly method: string;
  readonly route: string;
  readonly market: string | undefined;
  /** Path parameters and declared query parameters, as the key has them. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly status: number;
  readonly pop: string;
  /** `Cache-Status` and `Fragment-Status`, as sent. */
  readonly cache: string;
  readonly fragments: string;
  readonly originCalls: number;
  readonly waitedMs: Ms;
  /** How many requests the line stands for. */
  readonly weight: number;
  readonly undeclared: readonly string[];
  /** W3C trace id: 32 hexadecimal digits. */
  readonly trace?: string | undefined;
}

const MAX_NAMES = 8;
const HARMLESS_NAME = /^[\w.-]{1,32}$/;

export function requestLine(record: RequestRecord): string {
  const { at, undeclared } = record;
  const names = undeclared.length === 0 ? undeclared : undeclared.filter((name) => HARMLESS_NAME.test(name)).slice(0, MAX_NAMES);
  return JSON.stringify({ event: "request", ...record, at: timeOf(at), undeclared: names });
}

let last = { at: Number.NaN, text: "" };

/** Many requests of a busy isolate share a millisecond. */
function timeOf(at: EpochMs): string {
  if (last.at !== at) last = { at, text: new Date(at).toISOString() };
  return last.text;
}

/** Something that happened besides page views: `purged`, `refused-token`, `failed`. Facts are chosen by the caller, never requests. */
export function eventLine(event: string, at: EpochMs, facts: Readonly<Record<string, string | number | boolean>>): string {
  return JSON.stringify({ event, at: new Date(at).toISOString(), ...facts });
}

import { MAX_SEEN } from "#contract/seen";
import { type CookieNames, keepValue } from "./cookies.ts";

export const MAX_RECENT: number = MAX_SEEN;
const HANDLE = /^[a-z0-9][a-z0-9-]{0,119}$/;
const KEEP_SECONDS = 30 * 24 * 60 * 60;

/** The handles a `recent` cookie lists, latest first. Not signed: it can only name public products. What is no handle is left out. */
export function readRecent(value: string | undefined): readonly string[] {
  if (value === undefined || value.length > MAX_RECENT * 121) return [];
  const handles = value.split(".").filter((handle) => HANDLE.test(handle));
  return [...new Set(handles)].slice(0, MAX_RECENT);
}

/** The list with `handle` at its front. */
export function withProduct(recent: readonly string[], handle: string): readonly string[] {
  if (!HANDLE.test(handle)) return recent;
  return [handle, ...recent.filter((other) => other !== handle)].slice(0, MAX_RECENT);
}

/** `Set-Cookie` of the list `next`; undefined when the browser has that already. */
export function keepRecent(names: CookieNames, recent: readonly string[], next: readonly string[]): string | undefined {
  const value = next.join(".");
  return value === recent.join(".") ? undefined : keepValue(names, names.recent, value, value === "" ? 0 : KEEP_SECONDS);
}

import { type CookieNames, keepValue } from "./cookies.ts";

export const MAX_RECENT = 8;
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
  return [handle, ...recent.filter((other) => other !== handle)].slice(0, MAX_RECENT);
}

/** `Set-Cookie` after a view of a product's page; undefined when it already leads the list. */
export function rememberProduct(names: CookieNames, recent: readonly string[], handle: string): string | undefined {
  if (recent[0] === handle || !HANDLE.test(handle)) return undefined;
  return keepValue(names, names.recent, withProduct(recent, handle).join("."), KEEP_SECONDS);
}

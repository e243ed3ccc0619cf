/** The visitor's cookies: their names on this site, how they are read and how they are written. */
import { parseCookie, type SetCookie, stringifySetCookie } from "cookie";
import type { Site } from "../key/key-parts.ts";
import type { EpochMs } from "../time.ts";

export interface CookieNames {
  readonly visitor: string;
  readonly recent: string;
  readonly seed: string;
  /** True when cookies are `Secure` and carry the `__Host-` prefix. */
  readonly secure: boolean;
}

const LOOPBACK = /^http:\/\/(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
/** A header longer than this is not read, and what is in it is not called worthless: others may have filled it. */
const MAX_COOKIE_HEADER = 16_384;

/** `__Host-` names, except on a plain http site that is not loopback: browsers refuse the prefix there. */
export function cookieNames(site: Site): CookieNames {
  const secure = site.origin.startsWith("https:") || LOOPBACK.test(site.origin);
  const prefix = secure ? "__Host-" : "";
  return { visitor: `${prefix}visitor`, recent: `${prefix}recent`, seed: `${prefix}seed`, secure };
}

/** The value of each named cookie. A name that stands there twice is left out: who set the second one is unknown. */
export function readCookies(header: string | null, names: readonly string[]): Readonly<Record<string, string | undefined>> {
  if (header === null || header.length > MAX_COOKIE_HEADER) return {};
  const parsed = parseCookie(header);
  const found: Record<string, string | undefined> = {};
  for (const name of names) {
    if (parsed[name] !== undefined && !isRepeated(header, name)) found[name] = parsed[name];
  }
  return found;
}

/** True when a header that is read has a cookie of this name, once or more. */
export function hasCookie(header: string | null, name: string): boolean {
  return header !== null && header.length <= MAX_COOKIE_HEADER && countCookies(header, name) > 0;
}

function isRepeated(header: string, name: string): boolean {
  return countCookies(header, name) > 1;
}

function countCookies(header: string, name: string): number {
  let count = 0;
  for (let at = header.indexOf(name); at !== -1; at = header.indexOf(name, at + name.length)) {
    if (startsCookie(header, at) && endsName(header, at + name.length)) count++;
  }
  return count;
}

function startsCookie(header: string, at: number): boolean {
  let before = at - 1;
  while (isBlank(header[before])) before--;
  return before < 0 || header[before] === ";";
}

function endsName(header: string, at: number): boolean {
  let next = at;
  while (isBlank(header[next])) next++;
  return header[next] === "=";
}

/** As the parser has it. Any other space is part of a name, which a browser lets other hosts write: the prefix does not keep it. */
const isBlank = (character: string | undefined) => character === " " || character === "\t";

/** `Set-Cookie` that keeps the token until it expires. */
export function keepToken(names: CookieNames, token: string, expiresAt: EpochMs, now: EpochMs): string {
  return write(names, names.visitor, token, Math.max(1, Math.floor((expiresAt - now) / 1000)));
}

/** `Set-Cookie` that forgets the visitor. */
export function clearToken(names: CookieNames): string {
  return write(names, names.visitor, "", 0);
}

/** `Set-Cookie` with any other value of this site's, for `maxAge` seconds. */
export function keepValue(names: CookieNames, name: string, value: string, maxAgeSeconds: number): string {
  return write(names, name, value, maxAgeSeconds);
}

function write(names: CookieNames, name: string, value: string, maxAge: number): string {
  const cookie: SetCookie = { name, value, maxAge, path: "/", httpOnly: true, secure: names.secure, sameSite: "lax" };
  return stringifySetCookie(cookie);
}

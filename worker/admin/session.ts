/**
 * The `__Host-admin` cookie: a sealed statement of who signed in and until when, never the token. It is bound to the hash of
 * the token, so taking an admin out of the settings, or giving him another token, ends his sessions.
 */
import { stringifySetCookie } from "cookie";
import type { TokenKeys } from "#contract/token";
import type { Site } from "../key/key-parts.ts";
import type { EpochMs, Ms } from "../time.ts";
import { cookieNames, readCookies } from "../visitor/cookies.ts";
import type { Admin } from "./admin.ts";
import { isSealed, seal } from "./seal.ts";

export const SESSION_LIFE: Ms = 8 * 60 * 60 * 1000;

/** `Set-Cookie` that keeps an admin signed in for eight hours. */
export async function openSession(admin: Admin, site: Site, keys: TokenKeys, now: EpochMs): Promise<string> {
  const until = now + SESSION_LIFE;
  const mac = await seal("admin-session", statement(admin, until), keys);
  return cookie(site, `${admin.name}~${until}~${mac}`, SESSION_LIFE / 1000);
}

/** `Set-Cookie` that signs out. */
export function endSession(site: Site): string {
  return cookie(site, "", 0);
}

/** Whose session the `Cookie` header holds; undefined when it holds none, a foreign, an expired or a revoked one. */
export async function readSession(
  header: string | null,
  site: Site,
  admins: readonly Admin[],
  keys: TokenKeys,
  now: EpochMs,
): Promise<Admin | undefined> {
  const name = cookieName(site);
  const [adminName, until, mac, ...rest] = readCookies(header, [name])[name]?.split("~") ?? [];
  const admin = admins.find((candidate) => candidate.name === adminName);
  if (!admin || !until || !mac || rest.length > 0 || !/^\d{13}$/.test(until) || Number(until) <= now) return undefined;
  return (await isSealed("admin-session", statement(admin, Number(until)), mac, keys)) ? admin : undefined;
}

function statement(admin: Admin, until: EpochMs): string {
  return JSON.stringify([admin.name, admin.sha256, until]);
}

function cookieName(site: Site): string {
  return `${cookieNames(site).secure ? "__Host-" : ""}admin`;
}

function cookie(site: Site, value: string, maxAge: number): string {
  const { secure } = cookieNames(site);
  return stringifySetCookie({ name: cookieName(site), value, maxAge, path: "/", httpOnly: true, secure, sameSite: "strict" });
}

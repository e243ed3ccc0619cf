/**
 * The visitor token: `v1.<kid>.<base64url JSON>.<base64url HMAC-SHA-256>`. A cache of claims, not the session.
 * The origin mints it, the edge verifies it; both hold the same rotating keys.
 */
import * as v from "valibot";
import { type HmacKeys, importHmacKeys } from "./hmac-keys.ts";
import { MARKET_NAMES } from "./market.ts";

export const TokenClaims = v.object({
  /** The visitor: `guest:<cart id>` or `customer:<id>`. */
  sub: v.pipe(v.string(), v.maxLength(80)),
  market: v.picklist(MARKET_NAMES),
  /** Epoch milliseconds, all three. */
  iat: v.number(),
  exp: v.number(),
  refreshAfter: v.number(),
  cart: v.optional(v.object({ id: v.string(), version: v.number(), itemCount: v.number() })),
  firstName: v.optional(v.pipe(v.string(), v.maxLength(60))),
  segment: v.optional(v.pipe(v.string(), v.maxLength(32))),
});
export type TokenClaims = v.InferOutput<typeof TokenClaims>;

/** Signing keys by key id; the first one signs, all verify. */
export type TokenKeys = HmacKeys;

export type TokenFailure = "malformed" | "unknown-key" | "forged" | "expired" | "not-yet" | "oversize";
/** How far apart the clocks of the origin and of a point of presence may be. */
const CLOCKS_APART_MS = 60_000;
const MAX_TOKEN_BYTES = 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** Imports `TOKEN_KEYS`, a JSON object of key id -> secret (at least 32 characters), newest first. Throws on anything else. */
export const importTokenKeys: (setting: string) => Promise<TokenKeys> = importHmacKeys;

/** Signs claims with the first key. Throws when the token would be over a kilobyte: that is a bug of the caller. */
export async function signToken(claims: TokenClaims, keys: TokenKeys): Promise<string> {
  const [kid, key] = keys.entries().next().value ?? fail("no signing key");
  const signed = `v1.${kid}.${toBase64Url(encoder.encode(JSON.stringify(claims)))}`;
  const mac = await crypto.subtle.sign("HMAC", key, encoder.encode(signed));
  const token = `${signed}.${toBase64Url(new Uint8Array(mac))}`;
  return token.length <= MAX_TOKEN_BYTES ? token : fail("token over 1 KB");
}

/** The claims of a token that was signed by one of the keys, not in the future, and has not expired; else why not. Never throws. */
export async function verifyToken(
  token: string,
  keys: TokenKeys,
  now: number,
): Promise<{ ok: true; claims: TokenClaims } | { ok: false; because: TokenFailure }> {
  if (token.length > MAX_TOKEN_BYTES) return { ok: false, because: "oversize" };
  const parts = token.split(".");
  const [version, kid, payload, mac] = parts;
  if (version !== "v1" || !kid || !payload || !mac || parts.length > 4) return { ok: false, because: "malformed" };
  const key = keys.get(kid);
  if (!key) return { ok: false, because: "unknown-key" };
  const signature = fromBase64Url(mac);
  if (!signature) return { ok: false, because: "malformed" };
  const genuine = await crypto.subtle.verify("HMAC", key, signature, encoder.encode(token.slice(0, -mac.length - 1)));
  if (!genuine) return { ok: false, because: "forged" };
  const claims = readClaims(payload);
  if (!claims || claims.exp <= claims.iat) return { ok: false, because: "malformed" };
  if (claims.iat > now + CLOCKS_APART_MS) return { ok: false, because: "not-yet" };
  return claims.exp <= now ? { ok: false, because: "expired" } : { ok: true, claims };
}

function readClaims(payload: string): TokenClaims | undefined {
  const binary = binaryOf(payload);
  if (binary === undefined) return undefined;
  try {
    const parsed = v.safeParse(TokenClaims, JSON.parse(ASCII.test(binary) ? binary : decoder.decode(toBytes(binary))));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** What needs no decoding: nearly all claims. */
const ASCII = /^[\x20-\x7e]*$/;

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  const binary = binaryOf(text);
  return binary === undefined ? undefined : toBytes(binary);
}

/** One character for each byte. */
function binaryOf(text: string): string | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) return undefined;
  try {
    return atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  } catch {
    return undefined;
  }
}

function toBytes(binary: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function fail(because: string): never {
  throw new Error(because);
}

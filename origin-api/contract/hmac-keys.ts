/** Secrets that two Workers share: rotating keys of HMAC-SHA-256 by key id. */
import * as v from "valibot";

/** The first one signs, all verify. */
export type HmacKeys = ReadonlyMap<string, CryptoKey>;

const Secrets = v.record(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,16}$/)), v.pipe(v.string(), v.minLength(32)));
const encoder = new TextEncoder();

/** Imports a JSON object of key id -> secret (at least 32 characters), newest first. Throws on anything else. */
export async function importHmacKeys(setting: string): Promise<HmacKeys> {
  const secrets = Object.entries(v.parse(Secrets, JSON.parse(setting)));
  if (secrets.length === 0) throw new Error("It holds no key.");
  const keys = new Map<string, CryptoKey>();
  for (const [kid, secret] of secrets) keys.set(kid, await importHmacKey(Uint8Array.from(encoder.encode(secret))));
  return keys;
}

export function importHmacKey(raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["sign", "verify"]);
}

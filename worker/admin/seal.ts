/** Text that only we can have written: HMAC-SHA-256 with the newest of the rotating keys, verified with any of them. */
import type { TokenKeys } from "#contract/token";
import { sameDigest, toHex } from "./digest.ts";

const encoder = new TextEncoder();

/** `<kid>.<mac>` over `purpose` and `text`: a seal made for one purpose is worth nothing for another. */
export async function seal(purpose: string, text: string, keys: TokenKeys): Promise<string> {
  const [newest] = keys;
  if (!newest) throw new Error("no signing key");
  const [kid, key] = newest;
  return `${kid}.${await macOf(purpose, text, kid, key)}`;
}

export async function isSealed(purpose: string, text: string, given: string, keys: TokenKeys): Promise<boolean> {
  const [kid = "", mac = "", ...rest] = given.split(".");
  const key = keys.get(kid);
  return key !== undefined && rest.length === 0 && sameDigest(mac, await macOf(purpose, text, kid, key));
}

/** JSON of an array begins with `[`, the signed text of a visitor token with `v1.`: the keys are shared, no text is both. */
async function macOf(purpose: string, text: string, kid: string, key: CryptoKey): Promise<string> {
  return toHex(await crypto.subtle.sign("HMAC", key, encoder.encode(JSON.stringify([purpose, kid, text]))));
}

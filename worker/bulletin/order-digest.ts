import type { PurgeCommand } from "./purge-row.ts";

/** SHA-256 of what an order asks for, in hex: two orders are the same exactly when this is. Who asks, and under which key, is not part of it. */
export async function orderDigest({ by, values, mode, reason, minVersions }: PurgeCommand): Promise<string> {
  const versions = Object.entries(minVersions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = JSON.stringify([by, values, mode, reason, versions]);
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** `Content-Digest` (RFC 9530): what a body was when it was sent. */
import { parseDictionary, serializeDictionary } from "structured-headers";

export async function contentDigest(body: Uint8Array<ArrayBuffer>): Promise<string> {
  return serializeDictionary({ "sha-256": await sha256(body) });
}

/** True when the field names the SHA-256 of `body`; digests by other algorithms are not looked at. Never throws. */
export async function isDigestOf(field: string | null, body: Uint8Array<ArrayBuffer>): Promise<boolean> {
  const named = readSha256(field);
  if (!named) return false;
  const actual = new Uint8Array(await sha256(body));
  return named.length === actual.length && named.every((byte, i) => byte === actual[i]);
}

function readSha256(field: string | null): Uint8Array | undefined {
  try {
    const [value] = parseDictionary(field ?? "").get("sha-256") ?? [];
    return value instanceof ArrayBuffer ? new Uint8Array(value) : undefined;
  } catch {
    return undefined;
  }
}

const sha256 = (body: Uint8Array<ArrayBuffer>): Promise<ArrayBuffer> => crypto.subtle.digest("SHA-256", body);

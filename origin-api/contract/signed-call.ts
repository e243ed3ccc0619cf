/**
 * Calls of the edge to an origin that anybody could reach: HTTP Message Signatures (RFC 9421) by HMAC-SHA-256 over all
 * that a call says, with a digest of its body (RFC 9530). The edge signs, the origin verifies; both hold `ORIGIN_KEYS`.
 */
import { createSignature, isSignatureError, SignatureErrorCode, type Signer, type Verifier, verifySignature } from "http-message-sig";
import { contentDigest, isDigestOf } from "./content-digest.ts";
import type { HmacKeys } from "./hmac-keys.ts";

/** Seconds that the clocks of edge and origin, and the way between them, may differ. */
export const CALL_WINDOW_S = 60;
/** A body is held whole to be digested, on both sides. */
export const MAX_CALL_BYTES = 32 * 1024 * 1024;

const ALGORITHM = "hmac-sha256";
/** Says what the signature is for: one made for another purpose with the same key does not pass. */
const TAG = "vitrine-origin";
const LABEL = "edge";
const MAX_NONCE = 64;

const ALWAYS = ["@method", "@authority", "@path", "@query"] as const;

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** The part of a call's signature that is new each time. `at` is epoch seconds; nobody can guess `nonce`. */
export interface CallStamp {
  readonly at: number;
  readonly nonce: string;
}

export type CallFailure = "unsigned" | "unknown-key" | "forged" | "not-accepted" | "body-differs";

/** The call's headers with its signature by the first key. */
export async function signCall(call: Call, keys: HmacKeys, { at, nonce }: CallStamp): Promise<Headers> {
  const [keyid, key] = keys.entries().next().value ?? noKey();
  const headers = new Headers(call.headers);
  if (hasContent(call)) headers.set("Content-Digest", await contentDigest(call.body ?? new Uint8Array()));
  const { signature, signatureInput } = await createSignature(toMessage({ ...call, headers }), {
    label: LABEL,
    components: componentsOf({ ...call, headers }),
    parameters: { created: at, nonce, keyid, alg: ALGORITHM, tag: TAG },
    signer: hmacSigner(key),
  });
  headers.set("Signature-Input", signatureInput);
  headers.set("Signature", signature);
  return headers;
}

/** What an accepted call was stamped with, or why it is refused. Whether the nonce was seen before is the caller's to know. Never throws. */
export async function verifyCall(
  call: Call,
  keys: HmacKeys,
  now: number,
): Promise<{ readonly ok: true; readonly nonce: string } | { readonly ok: false; readonly because: CallFailure }> {
  if (!call.headers.has("Signature") || !call.headers.has("Signature-Input")) return { ok: false, because: "unsigned" };
  try {
    const { parameters } = await verifySignature(toMessage(call), {
      label: LABEL,
      policy: {
        algorithms: [ALGORITHM],
        requiredComponents: componentsOf(call),
        requiredParameters: ["created", "nonce", "keyid", "tag"],
        // The library adds the skew on both sides: so far into the past and into the future.
        maxAge: 0,
        clockSkew: CALL_WINDOW_S,
        now,
        validate: ({ parameters: { tag, nonce = "" } }) => tag === TAG && nonce.length > 0 && nonce.length <= MAX_NONCE,
      },
      resolveVerifier: ({ parameters: { keyid } }) => hmacVerifier(keys.get(keyid ?? "") ?? noKey()),
    });
    if (hasContent(call) && !(await isDigestOf(call.headers.get("Content-Digest"), call.body ?? new Uint8Array())))
      return { ok: false, because: "body-differs" };
    return { ok: true, nonce: `${parameters.keyid}:${parameters.nonce}` };
  } catch (error) {
    return { ok: false, because: reasonOf(error) };
  }
}

function hasContent({ method, body }: Call): boolean {
  return (body !== undefined && body.length > 0) || (method !== "GET" && method !== "HEAD");
}

/** Everything the origin acts on. What is there must be covered, so that nothing can be added on the way. */
function componentsOf(call: Call): readonly string[] {
  const content = hasContent(call)
    ? ["content-type", "content-digest"].filter((name) => name === "content-digest" || call.headers.has(name))
    : [];
  return [...ALWAYS, ...content, ...(call.headers.has("Idempotency-Key") ? ["idempotency-key"] : [])];
}

function toMessage({ method, url, headers }: Call) {
  const fields = [...headers].map(([name, value]) => ({ name, value }));
  return { kind: "request", method, targetUri: url, fields } as const;
}

export function hmacSigner(key: CryptoKey): Signer {
  return { algorithm: ALGORITHM, sign: async (data) => new Uint8Array(await crypto.subtle.sign("HMAC", key, toOwn(data))) };
}

export function hmacVerifier(key: CryptoKey): Verifier {
  return { algorithm: ALGORITHM, verify: (data, signature) => crypto.subtle.verify("HMAC", key, toOwn(signature), toOwn(data)) };
}

const toOwn = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

function reasonOf(error: unknown): CallFailure {
  if (!isSignatureError(error)) return "not-accepted";
  if (error.code === SignatureErrorCode.ResolverFailed) return "unknown-key";
  return error.code === SignatureErrorCode.VerificationFailed ? "forged" : "not-accepted";
}

function noKey(): never {
  throw new Error("no such key");
}

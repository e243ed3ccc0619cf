/** Lets only the edge in: calls signed by a key that both hold, each once, within a minute. */
import type { HmacKeys } from "#contract/hmac-keys";
import { CALL_WINDOW_S, MAX_CALL_BYTES, verifyCall } from "#contract/signed-call";
import { Nonces } from "./nonces.ts";
import { readBytes } from "./problem/decode.ts";
import { done, failed, type Result } from "./problem/problem.ts";

/** Hands on a call that may enter, its body as it was signed. */
export type Guard = (request: Request) => Promise<Result<Request>>;

const MOST_NONCES = 100_000;
/** Signed a window ahead of this clock, a call is good for two. One second more, for stamps are whole seconds. */
const KEEP_FOR_S = 2 * CALL_WINDOW_S + 1;

/** Refuses everything that is not signed by one of `keys`. `clock` in epoch milliseconds. */
export function requireSignature(keys: HmacKeys, clock: () => number, nonces = new Nonces(KEEP_FOR_S, MOST_NONCES)): Guard {
  return async (request) => {
    const body = await readBytes(request, MAX_CALL_BYTES);
    if (body === undefined) return failed({ kind: "too-large", maxBytes: MAX_CALL_BYTES });
    const { method, url, headers } = request;
    const now = Math.floor(clock() / 1000);
    const verified = await verifyCall({ method, url, headers, body }, keys, now);
    if (!verified.ok) return failed({ kind: "unauthorized", because: verified.because });
    switch (nonces.take(verified.nonce, now)) {
      case "known":
        return failed({ kind: "unauthorized", because: "replayed" });
      case "full":
        return failed({ kind: "busy" });
      case "new":
        return done(body.length > 0 ? new Request(url, { method, headers, body }) : request);
    }
  };
}

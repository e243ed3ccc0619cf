/** A stored shell as the memory tier gets it: decoded from the PoP's envelope. */
import { decodeEnvelope, encodeEnvelope } from "../../worker/cache/envelope.ts";
import type { Storable } from "../../worker/cache/storable.ts";
import type { CacheKey } from "../../worker/key/key-parts.ts";
import { compileShell } from "../../worker/shell/compile.ts";

export const SHELL_BYTES = 40_000;
const FRAGMENTS = ["greeting", "cart-badge", "stock", "delivery-note", "recommendations", "recently-viewed"];

export function makeShell(index: number): Storable {
  const filler = "<p>The lip cuts the last drop cleanly.</p>".repeat(SHELL_BYTES / 42 / FRAGMENTS.length);
  const html = FRAGMENTS.map((_, slot) => `${filler}<!--slot nonce ${slot}-->`).join("");
  const placed = FRAGMENTS.map((fragment) => ({ fragment, props: null, fallback: "<div></div>" }));
  const path = `/en-gb/products/product-${index}`;
  const now = Date.now();
  const stamps = {
    fillStartedAt: now,
    storedAt: now,
    freshUntil: now,
    revalidateUntil: now,
    staleUntil: now,
    notBefore: null,
    notAfter: null,
  };
  const stored = {
    key: JSON.stringify(["shell-1", "0123456789ab", "nearhand.example", "en-gb", "product", ["handle", path], [], []]) as CacheKey,
    asOf: { epoch: now, seq: 1 },
    stamps,
    surrogateKeys: [
      "all",
      "market:en-gb",
      `url:${path}`,
      `path:${path}`,
      "prefix:/",
      "prefix:/en-gb/",
      `prefix:${path}/`,
      `product:nh-${index}`,
    ],
    entityVersions: { [`product:nh-${index}`]: 1 },
    status: 200,
    headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "x".repeat(380), Link: "y".repeat(100) },
    ...compileShell(html, placed, "nonce"),
  };
  const bytes = encodeEnvelope(stored as unknown as Storable);
  return decodeEnvelope(bytes, stored.key) ?? fail();
}

const COLLECTIONS = 5;

/** Heap and what hangs on it, after collections: node has to be started with `--expose-gc`. Buffers that one collection frees are given back by the next. */
export function usedBytes(): number {
  const after = Array.from({ length: COLLECTIONS }, () => {
    globalThis.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  });
  return Math.min(...after);
}

function fail(): never {
  throw new Error("an envelope did not come back");
}

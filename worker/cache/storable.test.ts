import { describe, expect, it } from "vitest";
import type { CacheKey } from "../key/key-parts.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { type Candidate, judgeStorable } from "./storable.ts";

const T = 1_000_000;

const candidate = (differences: Partial<Candidate> = {}): Candidate => ({
  key: '["k"]' as CacheKey,
  asOf: { epoch: 1, seq: 2 },
  fillStartedAt: T,
  lifetime: LIFETIMES.catalog,
  implicitKeys: ["all"],
  status: 200,
  headers: { "Content-Type": "text/html" },
  segments: [new Uint8Array(1)],
  slots: [],
  surrogateKeys: ["product:1", "all"],
  entityVersions: {},
  changesAt: null,
  marked: true,
  ...differences,
});

const refusal = (differences: Partial<Candidate>): string => {
  const judged = judgeStorable(candidate(differences), T);
  return judged.ok ? "stored" : `${judged.serve}: ${judged.because}`;
};
const header = (name: string, value: string): string => refusal({ headers: { [name]: value } });

describe("what may be stored for more than one visitor", () => {
  it("is never an answer with a cookie, of one visitor, or for nobody to keep", () => {
    expect(header("Set-Cookie", "a=1")).toBe("mine: set-cookie");
    expect(header("set-cookie", "")).toBe("mine: set-cookie");
    expect(header("Cache-Control", "max-age=60, private")).toBe("mine: private");
    expect(header("cache-control", 'PRIVATE="x"')).toBe("mine: private");
    expect(header("CDN-Cache-Control", "no-store")).toBe("mine: no-store");
    expect(header("Cache-Control", "max-age=60")).toBe("stored");
    expect(header("Cache-Control", "x-private=1")).toBe("stored");
  });

  it("is never made of an answer that is, whatever its own headers say", () => {
    const fields = (originFields: Record<string, string>) => refusal({ originFields });
    expect(fields({ "set-cookie": "__cf_bm=1" })).toBe("mine: set-cookie");
    expect(fields({ "cache-control": "private" })).toBe("mine: private");
    expect(fields({ "surrogate-control": "no-store" })).toBe("mine: no-store");
    expect(fields({ vary: "Cookie" })).toBe("mine: foreign-vary");
    expect(fields({ "content-type": "application/json", vary: "accept-encoding", "cache-control": "no-cache, max-age=0" })).toBe("stored");
  });

  it("keeps none of the fields of the answer it was made of", () => {
    const judged = judgeStorable(candidate({ originFields: { server: "nginx" } }), T);
    expect(JSON.stringify(judged)).not.toContain("nginx");
  });

  it("is never an answer that varies by what the key does not have", () => {
    for (const vary of ["", "Accept-Encoding", "accept-encoding, Accept-Encoding,", ","]) expect(header("Vary", vary)).toBe("stored");
    for (const vary of ["*", "Cookie", "Accept-Encoding, Cookie", "Accept-Encoding Cookie", "Accept-Language"])
      expect(header("Vary", vary)).toBe("mine: foreign-vary");
  });

  it("is never an error, nor a page that is not ours", () => {
    for (const status of [500, 502, 503, 599]) expect(refusal({ status })).toBe(`broken: origin-${status}`);
    for (const status of [206, 304, 307, 401, 403, 429]) expect(refusal({ status })).toBe(`broken: status-${status}`);
    expect(refusal({ marked: false })).toBe("broken: no-build-marker");
    expect(refusal({ segments: [] })).toBe("broken: segments");
    expect(refusal({ segments: [new Uint8Array()] })).toBe("broken: empty");
  });

  it("includes pages that are missing, gone or moved, for good or for now", () => {
    for (const status of [200, 301, 302, 308, 404, 410]) expect(refusal({ status })).toBe("stored");
  });

  it("says personal before broken, so that nobody else is handed it", () => {
    expect(refusal({ status: 500, headers: { "Set-Cookie": "a=1" } })).toBe("mine: set-cookie");
  });
});

describe("surrogate keys that the origin tells", () => {
  const stored = (surrogateKeys: readonly string[], lifetime = LIFETIMES.catalog) => {
    const judged = judgeStorable(candidate({ surrogateKeys, lifetime }), T);
    return judged.ok ? { because: judged.because, ...judged.storable } : undefined;
  };

  it.each([["Product:1"], ["product:é"], ["product 1"], [""], ["x".repeat(129)], ["product:1\n"]])(
    "cost an answer neither itself nor its other keys when a purge cannot name one: %j",
    (foreign) => {
      expect(stored([foreign, "product:1"])).toMatchObject({ because: "foreign-surrogate-key", surrogateKeys: ["all", "product:1"] });
    },
  );

  it("are all kept when a purge can name each", () => {
    const longest = "x".repeat(128);
    expect(stored(["product:1", longest])).toMatchObject({ because: undefined, surrogateKeys: ["all", "product:1", longest] });
  });

  it("leave an answer to the clock where no purge could tell that it changed, and to whoever asks while the origin fails", () => {
    const { maxAge, staleWhileRevalidate } = LIFETIMES.missing;
    const revalidateUntil = T + maxAge + staleWhileRevalidate;
    const staleUntil = revalidateUntil + LIFETIMES.catalog.staleIfError;
    expect(stored(["Product:1"])?.stamps).toMatchObject({ freshUntil: T + maxAge, revalidateUntil, staleUntil });
    const flawed = judgeStorable(candidate({ flaw: "changed-already" }), T);
    expect(flawed).toMatchObject({
      because: "changed-already",
      storable: { stamps: { freshUntil: T + maxAge, revalidateUntil, staleUntil } },
    });
  });

  it("keep an answer with more of them than can be kept from the stores, not from whoever asked", () => {
    const keys = Array.from({ length: 1_001 }, (_, i) => `product:${i}`);
    expect(refusal({ surrogateKeys: keys })).toBe("mine: too-many-surrogate-keys");
    expect(stored([...keys.slice(1), ...keys.slice(1), "Product:1"])?.surrogateKeys).toHaveLength(1_001);
  });
});

describe("the stamps of a stored response", () => {
  it("count from the moment its fill began, not from when it came", () => {
    const judged = judgeStorable(candidate(), T + 4_000);
    const { maxAge, staleWhileRevalidate, staleIfError } = LIFETIMES.catalog;
    expect(judged).toMatchObject({
      storable: {
        stamps: {
          fillStartedAt: T,
          storedAt: T + 4_000,
          freshUntil: T + maxAge,
          revalidateUntil: T + maxAge + staleWhileRevalidate,
          staleUntil: T + maxAge + staleWhileRevalidate + staleIfError,
        },
        surrogateKeys: ["all", "product:1"],
      },
    });
  });
});

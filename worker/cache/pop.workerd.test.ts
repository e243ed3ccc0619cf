import { describe, expect, it } from "vitest";
import type { CacheKey } from "../key/key-parts.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { CacheApiPop } from "./pop.io.ts";
import { type Candidate, judgeStorable, type Storable } from "./storable.ts";

let count = 0;
function storable(differences: Partial<Candidate> = {}): Storable {
  const base: Candidate = {
    key: `["pop-test","${count}"]` as CacheKey,
    asOf: { epoch: 1, seq: 4 },
    fillStartedAt: Date.now(),
    lifetime: LIFETIMES.catalog,
    implicitKeys: ["all", "market:en-us"],
    status: 200,
    headers: { "Content-Type": "text/html; charset=utf-8" },
    segments: [new TextEncoder().encode("<p>Krug für Öl</p>"), new TextEncoder().encode("</html>")],
    slots: [{ fragment: "cart-badge", props: { sku: "NH-1" }, fallback: "<b>0</b>" }],
    surrogateKeys: ["product:1"],
    entityVersions: { "product:1": 3 },
    changesAt: null,
    marked: true,
  };
  const judged = judgeStorable({ ...base, ...differences }, Date.now());
  if (!judged.ok) throw new Error(judged.because);
  return judged.storable;
}

const pop = new CacheApiPop(() => Date.now());
const nextKey = (): CacheKey => {
  count++;
  return `["pop-test","${count}"]` as CacheKey;
};

describe("the PoP tier on the Cache API", () => {
  it("gives back what was put, stamp for stamp and byte for byte", async () => {
    const stored = storable({ key: nextKey() });
    await pop.put(stored);
    expect(await pop.get({ key: stored.key, notBefore: null })).toEqual(stored);
  });

  it("has nothing under another key", async () => {
    await pop.put(storable({ key: nextKey() }));
    expect(await pop.get({ key: nextKey(), notBefore: null })).toBeUndefined();
  });

  it("does not take another key's response for its own when their addresses collide", async () => {
    const stored = storable({ key: nextKey() });
    await pop.put(stored);
    const cache = await caches.open("shells-v1");
    const { hashHex, keyHash } = await import("../bulletin/key-hash.ts");
    const foreign = await cache.match(`https://shells.invalid/${hashHex(keyHash(stored.key))}`);
    const other = nextKey();
    if (foreign) await cache.put(`https://shells.invalid/${hashHex(keyHash(other))}`, foreign);
    expect(await pop.get({ key: other, notBefore: null })).toBeUndefined();
  });

  it("keeps a successor beside the response it will replace", async () => {
    const key = nextKey();
    const T0 = Date.now() + 60_000;
    await pop.put(storable({ key, changesAt: T0 }));
    await pop.put(storable({ key, notBefore: T0, status: 404 }));
    expect((await pop.get({ key, notBefore: null }))?.status).toBe(200);
    expect((await pop.get({ key, notBefore: T0 }))?.status).toBe(404);
  });

  it("does not overwrite a response that knows more purges", async () => {
    const key = nextKey();
    await pop.put(storable({ key, asOf: { epoch: 1, seq: 9 } }));
    await pop.put(storable({ key, asOf: { epoch: 1, seq: 4 }, status: 404 }));
    expect((await pop.get({ key, notBefore: null }))?.status).toBe(200);
  });

  it("hands the Cache API a max-age for the whole life, and no other directive", async () => {
    const stored = storable({ key: nextKey() });
    await pop.put(stored);
    const { hashHex, keyHash } = await import("../bulletin/key-hash.ts");
    const kept = await (await caches.open("shells-v1")).match(`https://shells.invalid/${hashHex(keyHash(stored.key))}`);
    const life = LIFETIMES.catalog.maxAge + LIFETIMES.catalog.staleWhileRevalidate + LIFETIMES.catalog.staleIfError;
    expect(kept?.headers.get("Cache-Control")).toMatch(/^max-age=\d+$/);
    expect(Number(kept?.headers.get("Cache-Control")?.slice(8))).toBeGreaterThan(life / 1_000 - 10);
    await kept?.body?.cancel();
  });
});

import { describe, expect, it } from "vitest";
import type { CacheKey } from "../key/key-parts.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { MemoryTier } from "./memory.ts";
import { judgeStorable, type Storable } from "./storable.ts";

function storable(name: string, bytes = 1_000, differences: { status?: number; seq?: number; fillStartedAt?: number } = {}): Storable {
  const { status = 200, seq = 1, fillStartedAt = 0 } = differences;
  const judged = judgeStorable(
    {
      key: name as CacheKey,
      asOf: { epoch: 1, seq },
      fillStartedAt,
      lifetime: LIFETIMES.catalog,
      implicitKeys: [],
      status,
      headers: {},
      segments: [new Uint8Array(bytes)],
      slots: [],
      surrogateKeys: [],
      entityVersions: {},
      changesAt: null,
      marked: true,
    },
    0,
  );
  if (!judged.ok) throw new Error(judged.because);
  return judged.storable;
}

const at = (name: string) => ({ key: name as CacheKey, notBefore: null });
const hold = (memory: MemoryTier, one: Storable): boolean => memory.offer(one) || memory.offer(one);

describe("the memory tier", () => {
  it("takes a page on its second use", () => {
    const memory = new MemoryTier();
    const page = storable("a");
    expect(memory.offer(page)).toBe(false);
    expect(memory.get(at("a"))).toBeUndefined();
    expect(memory.offer(page)).toBe(true);
    expect(memory.get(at("a"))).toBe(page);
  });

  it("never takes pages that are missing or gone, and lets go of a page that becomes so", () => {
    const memory = new MemoryTier();
    for (const status of [404, 410]) expect(hold(memory, storable("a", 10, { status }))).toBe(false);
    hold(memory, storable("b"));
    memory.offer(storable("b", 10, { status: 410 }));
    expect(memory.get(at("b"))).toBeUndefined();
    expect(memory.bytes).toBe(0);
  });

  it("keeps within its bytes, and lets go of what was used longest ago", () => {
    const memory = new MemoryTier(100_000);
    for (const name of ["a", "b", "c", "d", "e", "f", "g", "h"]) hold(memory, storable(name, 11_000));
    memory.get(at("a"));
    hold(memory, storable("i", 11_000));
    expect(memory.bytes).toBeLessThanOrEqual(100_000);
    expect(memory.get(at("a"))).toBeDefined();
    expect(memory.get(at("b"))).toBeUndefined();
  });

  it("never lets one page take the place of many", () => {
    const memory = new MemoryTier(100_000);
    expect(hold(memory, storable("huge", 20_000))).toBe(false);
  });

  it("replaces what it holds at once, but never by what knows fewer purges or was asked for earlier", () => {
    const memory = new MemoryTier();
    const held = storable("a", 10, { seq: 5, fillStartedAt: 100 });
    hold(memory, held);
    expect(memory.offer(storable("a", 10, { seq: 4, fillStartedAt: 200 }))).toBe(false);
    expect(memory.offer(storable("a", 10, { seq: 5, fillStartedAt: 99 }))).toBe(false);
    expect(memory.get(at("a"))).toBe(held);
    expect(memory.offer(storable("a", 10, { seq: 5, fillStartedAt: 101 }))).toBe(true);
  });
});

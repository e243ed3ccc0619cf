import fc from "fast-check";
import { parseDictionary, parseList, Token } from "structured-headers";
import { describe, expect, it } from "vitest";
import { cacheStatus, type TierVisit } from "./cache-status.ts";
import { FRAGMENT_STATES } from "./counts.ts";
import { type FragmentOutcome, fragmentStatus } from "./fragment-status.ts";
import { serverTiming } from "./server-timing.ts";

const plain = (value: unknown): unknown => (value instanceof Token ? value.toString() : value);
const listed = (header: string) =>
  parseList(header).map(([name, parameters]) => [
    plain(name),
    Object.fromEntries([...parameters].map(([key, value]) => [key, plain(value)])),
  ]);

describe("Cache-Status", () => {
  it.each<[string, TierVisit[], unknown]>([
    ["a hit in memory", [{ tier: "memory", hit: true, ttlMs: 212_900 }], [["vitrine-memory", { hit: true, ttl: 212 }]]],
    [
      "a hit in the PoP: the cache nearest to the origin stands first",
      [
        { tier: "memory", hit: false, fwd: "miss", stored: true },
        { tier: "pop", hit: true, ttlMs: 1000 },
      ],
      [
        ["vitrine-pop", { hit: true, ttl: 1 }],
        ["vitrine-memory", { fwd: "miss", stored: true }],
      ],
    ],
    [
      "a fill: the origin is no cache",
      [
        { tier: "memory", hit: false },
        { tier: "pop", hit: false, stored: true, collapsed: true },
        { tier: "origin", hit: true },
      ],
      [
        ["vitrine-pop", { fwd: "miss", stored: true, collapsed: true }],
        ["vitrine-memory", { fwd: "miss" }],
      ],
    ],
    [
      "what the origin answered the one that asked it",
      [
        { tier: "memory", hit: false },
        { tier: "shield", hit: false, fwd: "stale", fwdStatus: 503, detail: "sie" },
      ],
      [
        ["vitrine-shield", { fwd: "stale", "fwd-status": 503, detail: "sie" }],
        ["vitrine-memory", { fwd: "miss" }],
      ],
    ],
    [
      "a page in grace: forwarded because stale, and past its time",
      [{ tier: "memory", hit: true, fwd: "stale", detail: "swr", ttlMs: -4200 }],
      [["vitrine-memory", { fwd: "stale", detail: "swr", ttl: -5 }]],
    ],
  ])("says %s", (_, trail, expected) => {
    expect(listed(cacheStatus(trail))).toEqual(expected);
    expect(cacheStatus(trail)).toBe(cacheStatus(trail));
  });

  it("is empty when no cache was asked", () => {
    expect(cacheStatus([{ tier: "origin", hit: true }])).toBe("");
  });

  it("tells the key only when it is given one", () => {
    const key = JSON.stringify(["shell-1", 'a"b\\c', "é\u{1f3fa}"]);
    const [[, parameters]] = listed(cacheStatus([{ tier: "memory", hit: true, ttlMs: 5 }], key)) as [[string, { key: string }]];
    expect(JSON.parse(parameters.key)).toEqual(JSON.parse(key));
    expect(cacheStatus([{ tier: "memory", hit: true, ttlMs: 5 }])).not.toContain("key");
  });

  it("is well-formed whatever the details hold", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.integer({ min: -1e9, max: 1e12 }), (detail, ttlMs) => {
        expect(listed(cacheStatus([{ tier: "pop", hit: false, fwd: "stale", detail, ttlMs }]))).toHaveLength(1);
      }),
    );
  });
});

describe("Fragment-Status", () => {
  it("says where each fragment came from", () => {
    const header = parseDictionary(
      fragmentStatus([
        { name: "cart-badge", state: "token" },
        { name: "stock", state: "bulletin", ageSeconds: 0.9 },
        { name: "recommendations", state: "fallback", because: "late" },
        { name: "cart", state: "batch", waitedMs: 34 },
      ]),
    );
    const said = [...header].map(([name, [state, parameters]]) => [
      name,
      plain(state),
      Object.fromEntries([...parameters].map(([k, x]) => [k, plain(x)])),
    ]);
    expect(said).toEqual([
      ["cart-badge", "token", {}],
      ["stock", "bulletin", { age: 0 }],
      ["recommendations", "fallback", { because: "late" }],
      ["cart", "batch", { ms: 34 }],
    ]);
  });

  it("is well-formed whatever the names and reasons are", () => {
    const outcome: fc.Arbitrary<FragmentOutcome> = fc.record({
      name: fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
      state: fc.constantFrom(...FRAGMENT_STATES),
      ageSeconds: fc.option(fc.double({ min: -10, max: 1e6, noNaN: true }), { nil: undefined }),
      because: fc.option(fc.string({ unit: "binary", minLength: 1, maxLength: 20 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(outcome, { minLength: 1, maxLength: 4 }), (outcomes) => {
        expect(parseDictionary(fragmentStatus(outcomes)).size).toBeGreaterThan(0);
      }),
    );
  });
});

describe("Server-Timing", () => {
  it("names waits and counts", () => {
    expect(listed(serverTiming([{ name: "origin", ms: 12.345, description: 'page "home"' }, { name: "hit" }]))).toEqual([
      ["origin", { dur: 12.3, desc: 'page "home"' }],
      ["hit", {}],
    ]);
  });
});

import { describe, expect, it } from "vitest";
import { type Counts, NOTHING, type Stats } from "./counts.ts";
import { eventLine, requestLine } from "./log-line.ts";
import { toPeriods } from "./periods.ts";
import { toPrometheus } from "./prometheus.ts";
import { fragmentHitRatio, freshRatio, pageHitRatio, waitQuantile } from "./ratios.ts";

const MINUTE = 60_000;
const views = (pageViews: number): Counts => ({ ...NOTHING, pageViews });
const badge = { token: 90, bulletin: 5, tier: 1, batch: 3, fallback: 1 };

describe("hit ratios", () => {
  it("count pages that no fill was waited for", () => {
    expect(pageHitRatio({ ...NOTHING, hits: { memory: 6, pop: 2, shield: 1, origin: 1 } })).toBe(0.9);
    expect(pageHitRatio(NOTHING)).toBeUndefined();
  });

  it("count fragments that cost no origin call", () => {
    expect(fragmentHitRatio([badge])).toBe(0.96);
    expect(fragmentHitRatio([])).toBeUndefined();
  });
});

it("says how many pages were fresh, and below what most waits stayed", () => {
  expect(freshRatio({ ...NOTHING, hits: { memory: 6, pop: 2, shield: 1, origin: 1 }, stale: 1 })).toBe(0.9);
  expect(freshRatio(NOTHING)).toBeUndefined();
  const waits = { classes: [50, 40, 5, 0, 0, 0, 0, 0, 0, 5], sumMs: 1 };
  expect([0.5, 0.9, 0.95, 0.99].map((share) => waitQuantile(waits, share))).toEqual([5, 10, 25, Number.POSITIVE_INFINITY]);
  expect(waitQuantile({ classes: [0, 0], sumMs: 0 }, 0.5)).toBeUndefined();
});

it("sums minutes into periods, oldest first", () => {
  const minutes = new Map([
    [30 * MINUTE, views(4)],
    [16 * MINUTE, views(2)],
    [15 * MINUTE, views(1)],
  ]);
  expect(toPeriods(minutes, 15 * MINUTE)).toEqual([
    { from: 15 * MINUTE, counts: views(3) },
    { from: 30 * MINUTE, counts: views(4) },
  ]);
});

describe("metrics for Prometheus", () => {
  const fragmentWaits = { badge: { classes: [2, 0, 1, 0, 0, 0, 0, 0, 0, 1], sumMs: 3_020 } };
  const fragments = { 'odd"name\\\n': badge };
  const exposures = { "cart-promise": { with: 2 } };
  const stats: Stats = { ...views(7), since: 1_000, isolates: 2, fragments, fragmentWaits, exposures };
  const text = toPrometheus(stats);

  it("keep to the exposition format", () => {
    const sample = /^[a-z_]+(\{[a-z]+="(?:[^"\\\n]|\\[\\"n])*"(,[a-z]+="(?:[^"\\\n]|\\[\\"n])*")*\})? -?\d+(\.\d+)?(e[+-]\d+)?$/;
    for (const line of text.trimEnd().split("\n")) expect(line).toMatch(line.startsWith("#") ? /^# (HELP|TYPE) [a-z_]+ .+$/ : sample);
    expect(text.endsWith("\n")).toBe(true);
  });

  it("tell each metric's type once, before its samples", () => {
    const types = [...text.matchAll(/^# TYPE (\S+) (counter|gauge|histogram)$/gm)].map(([, name]) => name);
    expect(new Set(types).size).toBe(types.length);
    for (const name of types) expect(text).toMatch(new RegExp(`# TYPE ${name} \\w+\\n${name}`));
  });

  it("tell what was counted", () => {
    expect(text).toContain("vitrine_page_views_total 7\n");
    expect(text).toContain('vitrine_hits_total{tier="memory"} 0\n');
    expect(text).toContain('vitrine_fragments_total{fragment="odd\\"name\\\\\\n",state="batch"} 3\n');
    expect(text).toContain("vitrine_counting_since_seconds 1\n");
    expect(text).toContain('vitrine_exposures_total{experiment="cart-promise",arm="with"} 2\n');
    expect(text).toContain('vitrine_grace_total{because="sie"} 0\n');
    expect(text).toContain('vitrine_not_asked_total{because="resting"} 0\n');
  });

  it("tell waits as a histogram whose classes hold all below them", () => {
    const samples = text.split("\n").filter((line) => line.startsWith("vitrine_fragment_wait_seconds"));
    expect(samples.map((line) => line.replace('fragment="badge"', "").replace("vitrine_fragment_wait_seconds", ""))).toEqual([
      '_bucket{,le="0.005"} 2',
      '_bucket{,le="0.01"} 2',
      '_bucket{,le="0.025"} 3',
      ...["0.05", "0.1", "0.25", "0.5", "1", "2.5"].map((end) => `_bucket{,le="${end}"} 3`),
      '_bucket{,le="+Inf"} 4',
      "_sum{} 3.02",
      "_count{} 4",
    ]);
  });

  it("tell what the origin counted itself, when it answers", () => {
    expect(text).not.toContain("vitrine_origin_entered_total");
    expect(toPrometheus({ ...stats, origin: { page: 3, other: 1 } })).toContain(
      'vitrine_origin_entered_total{kind="page"} 3\nvitrine_origin_entered_total{kind="other"} 1\n',
    );
  });
});

describe("a log line", () => {
  it("is one line of JSON with what the shell depends on and what came of it", () => {
    const line = requestLine({
      at: 0,
      method: "GET",
      route: "product",
      market: "en-gb",
      path: { handle: "rim-mug" },
      query: {},
      status: 200,
      pop: "FRA",
      cache: "vitrine-memory;hit;ttl=3",
      fragments: "cart-badge=token",
      originCalls: 0,
      waitedMs: 1,
      weight: 100,
      undeclared: ["utm_source", "someone@example.com", "x".repeat(40), "a\nb"],
    });
    expect(line).not.toContain("\n");
    expect(JSON.parse(line)).toMatchObject({
      event: "request",
      at: "1970-01-01T00:00:00.000Z",
      route: "product",
      undeclared: ["utm_source"],
      weight: 100,
    });
    expect(line).not.toContain("example.com");
  });

  it("tells of events in the caller's own words", () => {
    expect(JSON.parse(eventLine("purged", 0, { seq: 4 }))).toEqual({ event: "purged", at: "1970-01-01T00:00:00.000Z", seq: 4 });
  });
});

import { describe, expect, it } from "vitest";
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { PagePlan } from "./page-request.ts";
import { type Answered, logPage } from "./request-log.ts";
import { OneIn } from "./telemetry/one-in.ts";

const plan = {
  kind: "page",
  parts: { host: "shop.example", market: "en-gb", route: "product", path: { handle: "rim-mug" }, query: {}, dimensions: {} },
  canonical: "/en-gb/products/rim-mug",
  kept: [],
  dropped: [],
} satisfies PagePlan;

const stored = {} as Extract<FoundShell, { kind: "shell" }>["stored"];
const inMemory = { kind: "found", stored, how: "fresh", trail: [{ tier: "memory", hit: true, ttlMs: 5_000 }] } as const;
const hit: FoundShell = { kind: "shell", found: inMemory, stored, status: 200 };
const atHand = "greeting=token, stock=bulletin;age=0, recommendations=tier;age=3";

/** The lines of so many views that are alike, where one hit in three gets a line. */
function lines(times: number, shell: FoundShell = hit, { status = 200, fragments = atHand, ...more }: Viewed = {}) {
  const written: { weight: number }[] = [];
  const edge = {
    config: { pop: "FRA" },
    cache: { now: () => 0 },
    loggedHits: new OneIn(3),
    log: (line: string) => written.push(JSON.parse(line)),
  } as unknown as Edge;
  const request = new Request("https://shop.example/en-gb/products/rim-mug");
  for (let i = 0; i < times; i++) {
    const response = new Response(null, { status });
    logPage(edge, plan, shell, { request, response, told: { cache: "", fragments }, startedAt: 0, ...more });
  }
  return written.map(({ weight }) => weight);
}
type Viewed = { status?: number; fragments?: string } & Partial<Pick<Answered, "changesToken">>;

describe("lines of page views", () => {
  it("let one undisturbed hit stand for those before it, and say for how many", () => {
    expect(lines(7)).toEqual([3, 3]);
    expect(lines(3, hit, { status: 304 })).toEqual([3]);
  });

  it.each<[string, FoundShell]>([
    [
      "a miss",
      {
        ...hit,
        found: {
          ...inMemory,
          trail: [
            { tier: "memory", hit: false },
            { tier: "origin", hit: true },
          ],
        },
      },
    ],
    [
      "a hit beyond memory",
      {
        ...hit,
        found: {
          ...inMemory,
          trail: [
            { tier: "memory", hit: false },
            { tier: "pop", hit: true },
          ],
        },
      },
    ],
    ["one in grace", { ...hit, found: { ...inMemory, how: "stale", because: "swr" } }],
    ["one that the bulletin does not confirm", { ...hit, found: { ...inMemory, how: "reuse" } }],
    ["a page that moved", { kind: "moved", found: inMemory, status: 301, path: "/en-gb" }],
    ["nothing to serve", { kind: "unavailable", because: "origin-down", retryAfterSeconds: 5, trail: [] }],
  ])("leave out no %s", (_, shell) => {
    expect(lines(4, shell)).toEqual([1, 1, 1, 1]);
  });

  it.each([
    ["a missing page", { status: 404 }],
    ["a fragment asked of the origin", { fragments: "cart=batch" }],
    ["a fragment that the page began without", { fragments: `${atHand}, cart=pending` }],
    ["a fallback", { fragments: `${atHand}, cart=fallback` }],
    ["a fragment in grace", { fragments: "recommendations=tier;because=swr;age=70" }],
    ["a fragment that was waited for", { fragments: "recommendations=tier;age=0;ms=12" }],
    ["a token renewed or cleared", { changesToken: true }],
  ])("leave out no hit with %s", (_, viewed) => {
    expect(lines(4, hit, viewed)).toEqual([1, 1, 1, 1]);
  });
});

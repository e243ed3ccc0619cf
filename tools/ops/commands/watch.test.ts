import { expect, it } from "vitest";
import { Unreachable } from "../outcomes.ts";
import type { Surface } from "../surface.ts";
import { watch } from "./watch.ts";

const STATS = { pageViews: 0, hits: { memory: 0, pop: 0, shield: 0, origin: 0 }, stale: 0, originCalls: { page: 3 } };
const AWAY = "Nothing answers at http://shop.example";

/** What is told of a shop that answers these looks, or does not, until somebody interrupts. */
async function watching(json: boolean, ...looks: readonly boolean[]): Promise<string[]> {
  const told: string[] = [];
  const stop = new AbortController();
  let at = 0;
  const surface = {
    json,
    client: {
      host: "shop.example",
      get: async (path: string) => {
        if (!looks[at]) throw new Unreachable(AWAY);
        return path.includes("stats") ? STATS : { purges: [], prewarms: [] };
      },
    },
    terminal: { signal: stop.signal, stdout: { write: (line: string) => told.push(line) } },
    note: () => undefined,
    sleep: async () => {
      if (++at === looks.length) stop.abort();
    },
  } as unknown as Surface;
  await watch(surface, { interval: 1 });
  return told.map((line) => line.trim());
}

it("says once that the shop is away, waits for it, and says when it is back", async () => {
  const counts = "0 page views, no hits, 0 in grace, 3 origin calls";
  expect(await watching(false, true, true, false, false, true)).toEqual([counts, AWAY, counts]);
});

it("tells programs of it in a line of its own", async () => {
  const lines = (await watching(true, true, false)).map((line) => JSON.parse(line));
  expect(lines).toEqual([
    { kind: "stats", ...STATS },
    { kind: "trouble", because: AWAY },
  ]);
});

it("ends where nobody is there to begin with", () => expect(watching(false, false)).rejects.toThrow(AWAY));

import { expect, it } from "vitest";
import type { PurgeWithReceipts } from "../../../worker/bulletin/purge-row.ts";
import { Unreachable } from "../outcomes.ts";
import type { Surface } from "../surface.ts";
import { purge } from "./purge.ts";

const row = { epoch: 7, seq: 3, by: "market", values: ["en-gb"], mode: "soft", reason: "Wording", actor: "ines", at: 1_000 };
const seen = [{ pop: "FRA", seenAt: 1_300 }];
const OPTIONS = { mode: "soft", reason: "Wording", yes: true, wait: true } as const;

/** A shop whose purge has these receipts, look by look; the last ones stay. */
async function purging(...looks: readonly (PurgeWithReceipts["receipts"] | Error)[]) {
  const told: string[] = [];
  let slept = 0;
  const answers = [...looks];
  const look = () => {
    const receipts = answers.length > 1 ? answers.shift() : answers[0];
    if (receipts instanceof Error) throw receipts;
    return { ...row, receipts };
  };
  const found = { matched: { shells: 0, fragments: 0 }, refills: 0, sampledFrom: "the shield", urls: [] };
  const surface = {
    client: {
      host: "shop.example",
      post: async (_: string, body: { dryRun?: true }) => (body.dryRun ? found : look()),
      get: async () => look(),
    },
    note: (text: string) => told.push(text),
    tell: (_: object, text: () => string) => told.push(text()),
    confirm: async () => undefined,
    sleep: async (ms: number) => {
      slept += ms;
    },
  } as unknown as Surface;
  await purge(surface, ["en-gb"], OPTIONS);
  return { told: told.slice(-2), slept };
}

it("waits for a receipt though nobody has been heard of when the purge is written", async () => {
  const { told, slept } = await purging([], [], seen);
  expect(told.at(-1)).toBe("7.3 has reached the one PoP in 300 ms");
  expect(slept).toBe(1_000);
});

it("says so when its time is up and nobody was heard of", async () => {
  const { told, slept } = await purging([]);
  expect(slept).toBe(10_000);
  expect(told).toEqual([expect.stringContaining("Not everywhere after 10 s"), "7.3 is in the log; no PoP is reading at the moment"]);
});

it("says where to look when the answer to its order got lost", async () => {
  await expect(purging(new Unreachable("No answer in time."))).rejects.toThrow("No answer in time. Whether it was purged, audit shows.");
});

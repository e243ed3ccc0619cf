import { expect, it } from "vitest";
import type { PurgeCommand, PurgeOutcome } from "./bulletin/purge-row.ts";
import { retryAfter, takeInvalidations } from "./take-invalidations.ts";

function queue(...bodies: readonly unknown[]) {
  const heard: string[] = [];
  const messages = bodies.map((body, i) => ({
    ...{ id: `m${i}`, body, attempts: i },
    ack: () => void heard.push(`ack m${i}`),
    retry: (options?: QueueRetryOptions) => void heard.push(`retry m${i} after ${options?.delaySeconds} s`),
  }));
  return { heard, messages };
}
const invalidation = (id: string) => ({
  id,
  surrogateKeys: [`product:${id}`],
  reason: "feed import 1",
  minVersions: { [`product:${id}`]: 7 },
});

async function take(bodies: readonly unknown[], answer: (command: PurgeCommand) => PurgeOutcome["kind"]) {
  const { heard, messages } = queue(...bodies);
  const purged: PurgeCommand[] = [];
  const foreign: string[] = [];
  const purge = async (command: PurgeCommand) => {
    const kind = answer(command);
    purged.push(command);
    return { kind };
  };
  await takeInvalidations(messages, { purge, foreign: (id) => void foreign.push(id) });
  return { heard, purged, foreign };
}

it("purges softly, under the row's own id, with the versions that must have been reached", async () => {
  const { purged, heard } = await take([invalidation("a")], () => "purged");
  expect(purged).toEqual([
    {
      ...{ by: "surrogate-key", values: ["product:a"], mode: "soft", reason: "feed import 1", actor: "catalogue" },
      ...{ idempotencyKey: "a", minVersions: { "product:a": 7 } },
    },
  ]);
  expect(heard).toEqual(["ack m0"]);
});

it("lets a message come again that the bulletin could not take, and holds no other up", async () => {
  const { heard, purged } = await take([invalidation("a"), invalidation("b"), invalidation("c")], ({ idempotencyKey }) => {
    if (idempotencyKey === "b") throw new Error("bulletin is away");
    return "purged";
  });
  expect(heard).toEqual(["ack m0", "retry m1 after 5 s", "ack m2"]);
  expect(purged.map(({ idempotencyKey }) => idempotencyKey)).toEqual(["a", "c"]);
});

it("tells of messages that can never be a purge, and asks for none of them again", async () => {
  const { heard, foreign } = await take([{ id: 1 }, "text", invalidation("a")], () => "conflict");
  expect(foreign).toEqual(["m0", "m1", "m2"]);
  expect(heard).toEqual(["ack m0", "ack m1", "ack m2"]);
});

it("waits longer after each try, for eight hours in all", () => {
  const waits = Array.from({ length: 100 }, (_, i) => retryAfter(i + 1));
  expect(waits.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 300, 300]);
  expect(waits.reduce((sum, seconds) => sum + seconds, 0) / 3600).toBeGreaterThan(7.9);
});

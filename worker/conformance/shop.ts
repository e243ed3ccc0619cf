import { inject, vi } from "vitest";
import { ask, type Sent } from "./site.ts";

/** The shop that all tests of this folder share, as a shopper and as its owner see it. */
export const shop = {
  origin: inject("shop").origin,
  ask: (target: string, sent?: Sent) => ask(shop, target, sent),
  /** Calls that entered the origin so far, by kind, as it counts them itself. */
  async originCalls(): Promise<Readonly<Record<string, number>>> {
    const answer = await ask(shop, "/admin/api/stats", { headers: [["Authorization", `Bearer ${inject("shop").adminToken}`]] });
    return (JSON.parse(answer.body) as { origin: Record<string, number> }).origin;
  },
  /** Brings a page to where it is answered from a store, with its stock counted. */
  async warm(target: string): Promise<void> {
    for (let i = 0; i < 3; i++) await ask(shop, target);
    const isCounted = async () => !(await ask(shop, target)).field("fragment-status")?.includes("stock=fallback");
    await vi.waitUntil(isCounted, { timeout: 30_000, interval: 200 });
  },
};

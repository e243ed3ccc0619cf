/** One isolate's cache, wired to the platform. */
import { waitUntil } from "cloudflare:workers";
import { type BulletinSource, bulletinPorts } from "../bulletin/reader.io.ts";
import { BulletinReader } from "../bulletin/reader.ts";
import { MemoryTier } from "../cache/memory.ts";
import { CacheApiPop } from "../cache/pop.io.ts";
import { Verdicts } from "../cache/verdict.ts";
import { machineClock } from "../clock.io.ts";
import type { OriginHealth } from "../origin/endpoint.ts";
import { tellFailure } from "../telemetry/tell-failure.io.ts";
import { LOST_AFTER } from "./find-flights.ts";
import { FillSlots } from "./find-slots.ts";
import type { CacheContext } from "./find-wanted.ts";
import type { ShieldPort } from "./shield-port.ts";

/** The name of the shop's one bulletin. */
export const BULLETIN_NAME = "shop";

/** What of the binding `BULLETIN` is used here. */
export interface BulletinNamespace {
  getByName(name: string): BulletinSource;
}

/** To be called once an isolate, and kept: the memory tier and the copy of the bulletin live in what it returns. */
export function openCache(bulletin: BulletinNamespace, pop: string, health: OriginHealth, shield?: ShieldPort): CacheContext {
  return {
    ...machineClock,
    background: (work) => waitUntil(work),
    failed: tellFailure,
    bulletin: new BulletinReader(bulletinPorts(pop, () => bulletin.getByName(BULLETIN_NAME))),
    memory: new MemoryTier(),
    pop: new CacheApiPop(machineClock.now),
    verdicts: new Verdicts(),
    flights: new Map(),
    slots: new FillSlots(),
    health,
    ...(shield && { shield }),
    queue: { most: Number.POSITIVE_INFINITY, ms: LOST_AFTER },
  };
}

/** The cache of one object of the shield: the edge's own, over the object's SQLite and without a shield behind it. */
import type { SharedDelta } from "../bulletin/delta.ts";
import { type BulletinSource, bulletinPorts } from "../bulletin/reader.io.ts";
import { BulletinReader } from "../bulletin/reader.ts";
import { MemoryTier } from "../cache/memory.ts";
import { Verdicts } from "../cache/verdict.ts";
import { machineClock } from "../clock.io.ts";
import type { OriginHealth } from "../origin/endpoint.ts";
import { FillSlots } from "../shell/find-slots.ts";
import type { CacheContext } from "../shell/find-wanted.ts";
import { tellFailure } from "../telemetry/tell-failure.io.ts";
import { BULLETIN_PATIENCE, MARKER_BYTES, SHIELD_QUEUE } from "./bounds.ts";
import { Entries } from "./entries.ts";

export interface ShieldCache extends CacheContext {
  readonly pop: Entries;
}

/** To be called once an object, and kept. */
export function openShieldCache(state: DurableObjectState, bulletin: () => BulletinSource, health: OriginHealth): ShieldCache {
  const background = (work: Promise<unknown>): void => state.waitUntil(work);
  let shared: SharedDelta | undefined;
  const ports = {
    ...bulletinPorts(null, bulletin),
    background,
    // One reader, one object: what a PoP's isolates share in its cache, it remembers.
    readShared: async () => shared,
    writeShared: async (delta: SharedDelta) => {
      shared = delta;
    },
  };
  return {
    ...machineClock,
    background,
    failed: tellFailure,
    bulletin: new BulletinReader(ports, BULLETIN_PATIENCE),
    memory: new MemoryTier(MARKER_BYTES),
    pop: new Entries(state.storage.sql, machineClock.now),
    verdicts: new Verdicts(),
    flights: new Map(),
    slots: new FillSlots(),
    health,
    queue: SHIELD_QUEUE,
  };
}

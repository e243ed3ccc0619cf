/** The product's caches over simulated places: an isolate's, and that of an object of the shield. */
import { BulletinReader } from "../../worker/bulletin/reader.ts";
import type { Sql } from "../../worker/bulletin/sql.ts";
import { MemoryTier } from "../../worker/cache/memory.ts";
import { Verdicts } from "../../worker/cache/verdict.ts";
import { Endpoint } from "../../worker/origin/endpoint.ts";
import { LOST_AFTER } from "../../worker/shell/find-flights.ts";
import { FillSlots } from "../../worker/shell/find-slots.ts";
import type { CacheContext } from "../../worker/shell/find-wanted.ts";
import { BULLETIN_PATIENCE, MARKER_BYTES, SHIELD_QUEUE } from "../../worker/shield/bounds.ts";
import { Entries } from "../../worker/shield/entries.ts";
import type { SimPop } from "./network.ts";
import type { ShardLife } from "./shields.ts";

export function openCache(pop: SimPop, health: Endpoint, patience?: number): CacheContext {
  const ports = pop.ports();
  const { now, sleep, background } = ports;
  return {
    now,
    sleep,
    background,
    failed: () => {},
    pop,
    bulletin: new BulletinReader(ports, patience),
    memory: new MemoryTier(),
    verdicts: new Verdicts(),
    flights: new Map(),
    slots: new FillSlots(),
    health,
    queue: { most: Number.POSITIVE_INFINITY, ms: LOST_AFTER },
  };
}

export function openShard(place: SimPop, sql: Sql): ShardLife {
  const origin = new Endpoint(() => place.now());
  const inside = { pop: new Entries(sql, () => place.now()), memory: new MemoryTier(MARKER_BYTES), queue: SHIELD_QUEUE };
  return { cache: { ...openCache(place, origin, BULLETIN_PATIENCE), ...inside }, origin };
}

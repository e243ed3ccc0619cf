/** The origin as a Worker before PlanetScale, for shops that outgrow one Durable Object. */
import { waitUntil } from "cloudflare:workers";
import type { Hono } from "hono";
import { rememberShelves } from "./catalog/shelves.io.ts";
import { composeApp } from "./compose.ts";
import { type OriginEnv, readGuard, readTokenKeys } from "./config.ts";
import { CallCounts } from "./counters/call-counts.ts";
import { writeDownCalls } from "./counters/counters.io.ts";
import { deliverOutbox } from "./outbox/deliver.io.ts";
import { openPlanetScale } from "./store/open.io.ts";

/** Calls are written down in groups of this size; a Worker that is stopped loses at most as many. */
const WRITE_DOWN_EVERY = 100;

let opened: { url: string; app: Promise<Hono>; written: () => Promise<void> } | undefined;

/** Answers a request from the database at `url`. Its schema is brought up to date by deploy requests, not here. */
export async function answerFromPlanetScale(request: Request, env: OriginEnv, url: string): Promise<Response> {
  if (opened?.url !== url) opened = open(env, url);
  const { app, written } = opened;
  const response = await (await app).fetch(request);
  waitUntil(written());
  return response;
}

/** Delivers what a stopped Worker left in the outbox. */
export const sweepPlanetScale = (env: OriginEnv, url: string): Promise<number> => deliverOutbox(openPlanetScale(url), env.INVALIDATIONS);

function open(env: OriginEnv, url: string) {
  const db = openPlanetScale(url);
  const counts = new CallCounts();
  const clock = () => Date.now();
  const report = (error: unknown) => console.error(error);
  const changed = () => waitUntil(deliverOutbox(db, env.INVALIDATIONS).catch(report));
  const compose = async () =>
    composeApp({
      db,
      clock,
      shelves: rememberShelves(db),
      tokenKeys: await readTokenKeys(env),
      counts,
      guard: await readGuard(env, clock),
      changed,
      report,
    });
  const written = async () => {
    if (counts.total >= WRITE_DOWN_EVERY) await writeDownCalls(db, counts).catch(report);
  };
  return { url, app: compose(), written };
}

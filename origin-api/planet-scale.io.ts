/** The origin as a Worker before PlanetScale, for shops that outgrow one Durable Object. */
import { waitUntil } from "cloudflare:workers";
import type { Hono } from "hono";
import { forgetHandledWrites } from "./cart/handle-once.io.ts";
import { rememberShelves } from "./catalog/shelves.io.ts";
import { composeApp } from "./compose.ts";
import { type OriginEnv, readGuard, readTokenKeys } from "./config.ts";
import { CallCounts } from "./counters/call-counts.ts";
import { writeDownCalls } from "./counters/counters.io.ts";
import { deliverOutbox } from "./outbox/deliver.io.ts";
import { oneAtATime } from "./outbox/one-at-a-time.ts";
import { reportFailure } from "./report.io.ts";
import { forgetReceipts } from "./store/forget-receipts.io.ts";
import { openPlanetScale } from "./store/open.io.ts";
import { readPrimary, readReplica } from "./store/read-latest.io.ts";

/** Calls are written down in groups of this size; a Worker that is stopped loses at most as many. */
const WRITE_DOWN_EVERY = 100;

let opened: { url: string; app: Promise<Hono>; written: () => Promise<void> } | undefined;

/** Answers a request from the database at `url`. Its schema is brought up to date by `npm run db` and deploy requests, not here. */
export async function answerFromPlanetScale(request: Request, env: OriginEnv, url: string): Promise<Response> {
  if (opened?.url !== url) opened = open(env, url);
  const { app, written } = opened;
  const response = await (await app).fetch(request);
  waitUntil(written());
  return response;
}

/** Delivers what a stopped Worker left in the outbox, and forgets what is old. */
export async function sweepPlanetScale(env: OriginEnv, url: string, now: number): Promise<void> {
  const db = openPlanetScale(url);
  await deliverOutbox(db, env.INVALIDATIONS);
  await forgetHandledWrites(db, now);
  await forgetReceipts(db, now);
}

function open(env: OriginEnv, url: string) {
  const db = openPlanetScale(url);
  const counts = new CallCounts();
  const clock = () => Date.now();
  const deliver = oneAtATime(() => deliverOutbox(db, env.INVALIDATIONS), clock);
  const changed = () => waitUntil(deliver().catch(reportFailure));
  const compose = async () =>
    composeApp({
      db,
      readLatest: env.DATABASE_REPLICA_URL ? readReplica(db, openPlanetScale(env.DATABASE_REPLICA_URL)) : readPrimary(db),
      clock,
      shelves: rememberShelves(db),
      tokenKeys: await readTokenKeys(env),
      counts,
      guard: await readGuard(env, clock),
      changed,
      report: reportFailure,
    });
  const written = async () => {
    if (counts.total >= WRITE_DOWN_EVERY) await writeDownCalls(db, counts).catch(reportFailure);
  };
  // What a stopped Worker left in the outbox.
  changed();
  return { url, app: compose(), written };
}

/** The shop in one Durable Object: its SQLite, and the app that lives with it. For development and small shops. */
import { DurableObject } from "cloudflare:workers";
import type { Hono } from "hono";
import { forgetHandledWrites } from "./cart/handle-once.io.ts";
import { rememberShelves } from "./catalog/shelves.io.ts";
import { composeApp } from "./compose.ts";
import { type OriginEnv, readGuard, readTokenKeys } from "./config.ts";
import { CallCounts } from "./counters/call-counts.ts";
import { writeDownCalls } from "./counters/counters.io.ts";
import { endDeadImports } from "./feed/claim.io.ts";
import { isImporting, isOutboxWaiting } from "./outbox/deliver.io.ts";
import { HandOver } from "./outbox/hand-over.io.ts";
import { mayFillOutbox } from "./outbox/may-fill.ts";
import { retryDelay } from "./outbox/retry-delay.ts";
import { reportFailure } from "./report.io.ts";
import { durableSqlite } from "./store/durable-sqlite.io.ts";
import { migrate } from "./store/migrate.io.ts";
import { openEmbedded } from "./store/open.io.ts";
import { readPrimary } from "./store/read-latest.io.ts";

/** How long counted calls wait to be written down together. */
const WRITE_DOWN_AFTER = 10_000;
/** When to look for invalidations whose delivery died with the process. */
const LOOK_AFTER = 10_000;

export class OriginStore extends DurableObject<OriginEnv> {
  readonly #db = openEmbedded(durableSqlite(this.ctx.storage));
  readonly #handOver = new HandOver(this.#db, this.env.INVALIDATIONS);
  readonly #counts = new CallCounts();
  #app: Hono | undefined;
  #failures = 0;
  #delivery: Promise<void> = Promise.resolve();
  #writingDown = false;

  constructor(ctx: DurableObjectState, env: OriginEnv) {
    super(ctx, env);
    ctx.blockConcurrencyWhile(() => this.#open());
  }

  override async fetch(request: Request): Promise<Response> {
    this.#writeDownSoon();
    // Set before a change commits: a process that dies right after it is woken to deliver.
    if (mayFillOutbox(request.method, new URL(request.url).pathname)) await this.#lookLater();
    if (!this.#app) throw new Error("The store is not open.");
    return this.#app.fetch(request);
  }

  override async alarm(): Promise<void> {
    await this.#deliver();
    if (this.#handOver.isKeeping || (await isImporting(this.#db, Date.now()))) await this.#lookLater();
    else await forgetHandledWrites(this.#db, Date.now());
  }

  async #open(): Promise<void> {
    const now = Date.now();
    await migrate(this.#db, now);
    this.#app = composeApp({
      db: this.#db,
      readLatest: readPrimary(this.#db),
      clock: () => Date.now(),
      shelves: rememberShelves(this.#db),
      tokenKeys: await readTokenKeys(this.env),
      guard: await readGuard(this.env, () => Date.now()),
      counts: this.#counts,
      changed: () => this.ctx.waitUntil(this.#deliver()),
      report: reportFailure,
    });
    await forgetHandledWrites(this.#db, now);
    await endDeadImports(this.#db, now);
    if (await isOutboxWaiting(this.#db)) await this.ctx.storage.setAlarm(now);
  }

  /** One delivery after the other. A failed one is repeated by the alarm. */
  #deliver(): Promise<void> {
    this.#delivery = this.#delivery.then(async () => {
      try {
        await this.#handOver.deliver(Date.now());
        this.#failures = 0;
      } catch (error) {
        reportFailure(error);
        await this.ctx.storage.setAlarm(Date.now() + retryDelay(this.#failures++));
      }
    });
    return this.#delivery;
  }

  #lookLater(): Promise<void> {
    return this.ctx.storage.setAlarm(Date.now() + LOOK_AFTER);
  }

  #writeDownSoon(): void {
    if (this.#writingDown) return;
    this.#writingDown = true;
    const writeDown = async () => {
      await scheduler.wait(WRITE_DOWN_AFTER);
      this.#writingDown = false;
      await writeDownCalls(this.#db, this.#counts);
    };
    this.ctx.waitUntil(writeDown());
  }
}

/** A shop whose parts die and come back: the database, the queue and the bulletin's log outlive them. */
import { copyFileSync, rmSync } from "node:fs";
import type { Invalidation } from "#contract/outbox";
import { importText } from "../../origin-api/feed/fixtures/import-text.ts";
import { shopOn } from "../../origin-api/fixtures/shop-on.ts";
import { NOON } from "../../origin-api/fixtures/small-shop.ts";
import { deliverOutbox, isOutboxWaiting } from "../../origin-api/outbox/deliver.io.ts";
import { HandOver } from "../../origin-api/outbox/hand-over.io.ts";
import { oneAtATime } from "../../origin-api/outbox/one-at-a-time.ts";
import { migrate } from "../../origin-api/store/migrate.io.ts";
import { nodeSqlite } from "../../origin-api/store/node-sqlite.io.ts";
import { openEmbedded } from "../../origin-api/store/open.io.ts";
import { readRevision } from "../../origin-api/store/revisions.io.ts";
import type { SqliteEngine } from "../../origin-api/store/sqlite-engine.ts";
import { Ledger } from "../../worker/bulletin/ledger.ts";
import { orderDigest } from "../../worker/bulletin/order-digest.ts";
import { takeInvalidations } from "../../worker/take-invalidations.ts";
import { nodeSql } from "../purge-checker/node-sql.ts";
import { BEFORE } from "./feeds.ts";
import { type Life, mortalEngine } from "./life.ts";
import { readShells, type Shells } from "./shells.ts";

/**
 * `together`: origin, queue and edge are one process, as in development; what the queue held dies with it.
 * `apart`: each dies alone, and the queue does not.
 */
export type Arrangement = "together" | "apart";

/** A file of a test need not survive the machine. */
function openFile(file: string): SqliteEngine {
  const engine = nodeSqlite(file);
  for (const setting of ["synchronous = off", "journal_mode = memory"]) engine.query(`pragma ${setting}`, []);
  return engine;
}

/** Makes the file that every shop begins from: what the first feed says, delivered long ago. */
export async function writeBeginning(file: string): Promise<void> {
  const db = openEmbedded(openFile(file));
  await migrate(db, NOON);
  await importText(db, BEFORE, NOON);
  await deliverOutbox(db, { send: async () => undefined });
}

export class Shop {
  readonly #file: string;
  readonly #arrangement: Arrangement;
  readonly #ledger = new Ledger(nodeSql(), NOON);
  #queue: { id: number; body: Invalidation }[] = [];
  #sent = 0;

  constructor(beginning: string, arrangement: Arrangement, file = `${beginning}.${arrangement}`) {
    rmSync(file, { force: true });
    copyFileSync(beginning, file);
    this.#file = file;
    this.#arrangement = arrangement;
  }

  /** Every surrogate key the bulletin's log has. */
  get purged(): ReadonlySet<string> {
    return new Set(this.#ledger.rowsAfter(0).flatMap(({ values }) => values));
  }

  get purges(): number {
    return this.#ledger.position.seq;
  }

  /** An import with its deliveries, to its end or its death. Undefined: only what starts by itself after a death. */
  async origin(life: Life, text: string | undefined, now: number): Promise<void> {
    const db = openEmbedded(mortalEngine(openFile(this.#file), life));
    const carrier = {
      send: (body: Invalidation) => life.around("the queue takes it", () => void this.#queue.push({ id: this.#sent++, body })),
    };
    const handOver = new HandOver(db, carrier);
    const deliver = this.#arrangement === "together" ? () => handOver.deliver(now) : () => deliverOutbox(db, carrier);
    const deliverSoon = oneAtATime(deliver, () => now);
    const work: Promise<unknown>[] = [];
    const committed = () => {
      const delivery = deliverSoon();
      delivery.catch(() => undefined);
      work.push(delivery);
    };
    work.push(text === undefined ? deliverSoon() : importText(db, text, now, { committed }));
    await this.#end(life, work);
  }

  /** The edge takes what the queue holds: each message as often as it is handed over, latest first. */
  async edge(life: Life, now: number): Promise<void> {
    const handedOver = [...this.#queue].reverse().flatMap((message) => [message, message]);
    const messages = handedOver.map(({ id, body }) => ({
      ...{ id: String(id), body, attempts: 1 },
      ack: () => {
        life.pass("before the queue forgets");
        this.#queue = this.#queue.filter((message) => message.id !== id);
      },
      retry: () => life.pass("before the queue keeps"),
    }));
    const purge = (command: Parameters<Ledger["append"]>[0]) =>
      life.around("the purge is written", async () => this.#ledger.append(command, await orderDigest(command), now));
    await this.#end(life, [takeInvalidations(messages as Parameters<typeof takeInvalidations>[0], { purge, foreign: fail })]);
  }

  /** Waits for work that may bring more, and forgives what fails in a dead process. */
  async #end(life: Life, work: readonly Promise<unknown>[]): Promise<void> {
    const failures: unknown[] = [];
    for (const one of work) await one.catch((error: unknown) => failures.push(error));
    if (failures.length > 0 && !life.isDead) throw failures[0];
    if (life.isDead && this.#arrangement === "together") this.#queue = [];
  }

  /** What its pages show at this moment; `known` by the catalogue's revision, which rises with whatever they show. */
  async shells(known: Map<number, Shells>): Promise<Shells> {
    const db = openEmbedded(openFile(this.#file));
    const revision = await readRevision(db, "catalogue");
    const shells = known.get(revision) ?? (await readShells((await shopOn(db, { filled: false })).app));
    known.set(revision, shells);
    return shells;
  }

  /** True while something is left that no part of the shop would deliver by itself. */
  async isWaiting(): Promise<boolean> {
    const left = this.#arrangement === "apart" && (await isOutboxWaiting(openEmbedded(openFile(this.#file))));
    return left || this.#queue.length > 0;
  }
}

function fail(id: string): never {
  throw new Error(`message ${id} is none`);
}

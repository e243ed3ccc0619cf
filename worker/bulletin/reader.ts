/**
 * One isolate's reader of the bulletin (PURGE section 3): holds the copy, looks for a later one beside the requests it
 * serves, and makes a request wait only when its copy is too old. All it needs of the world comes through ports.
 */
import type { EpochMs, Ms } from "../time.ts";
import { type AsOf, compareAsOf, NOWHERE } from "./as-of.ts";
import { Bases } from "./bases.ts";
import { type BulletinCopy, copyAge, elapsedSince, isBehind, LONG_AGO, stockOf, toCopy } from "./copy.ts";
import type { SentDelta, SharedDelta } from "./delta.ts";
import { GIVE_UP_FOR, GLANCE_EVERY, isLookDue, isUnder, planShared, READ_DEADLINE, SETTLED_AFTER, waitFor } from "./look.ts";
import type { ReadStock } from "./stock.ts";

export interface BulletinPorts {
  now(): EpochMs;
  sleep(ms: Ms): Promise<void>;
  /** Asks the Durable Object; rejects when it cannot be reached. `sentAt` is the clock just before the read was sent. */
  readDelta(): Promise<SentDelta>;
  /** The bytes of a named base; rejects when there are none. */
  readBase(name: string): Promise<Uint8Array>;
  /** The PoP's object. Neither of the two rejects. */
  readShared(): Promise<SharedDelta | undefined>;
  writeShared(shared: SharedDelta): Promise<void>;
  /** Unlike any other. */
  token(): string;
  /** Keeps work alive after the answer (`waitUntil`). */
  background(work: Promise<unknown>): void;
}

/** A position that a request insists on, and the moment at which all its waiting ends. */
export interface Insist {
  readonly asOf: AsOf;
  readonly until: EpochMs;
}

interface Look {
  readonly startedAt: EpochMs;
  readonly done: Promise<void>;
}

export class BulletinReader {
  readonly #ports: BulletinPorts;
  readonly #patience: Ms;
  readonly #bases: Bases;
  #copy: BulletinCopy | undefined;
  #look: Look | undefined;
  /** The look under way that reads the bulletin itself, if it does. */
  #reading: Look | undefined;
  #lastLookAt: EpochMs = LONG_AGO;
  #failedUntil: EpochMs = LONG_AGO;
  #latestNow: EpochMs = LONG_AGO;
  /** How often the clock was set back, and the same when the copy was read. */
  #setbacks = 0;
  #setbacksRead = 0;
  #reads = 0;
  /** What claiming took the last time. */
  #lead: Ms = 0;

  /** `patience`: how long a request waits when the copy judges nothing fresh. */
  constructor(ports: BulletinPorts, patience: Ms = READ_DEADLINE) {
    this.#ports = ports;
    this.#patience = patience;
    this.#bases = new Bases(
      (name) => ports.readBase(name),
      () => ports.now(),
    );
  }

  /** Reads of the Durable Object that this isolate made. */
  get reads(): number {
    return this.#reads;
  }

  /** What the copy has reached. Looks at no clock. */
  get position(): AsOf {
    return this.#copy ?? NOWHERE;
  }

  copy(): BulletinCopy | undefined {
    this.#now();
    return this.#copy;
  }

  /** A SKU's level by the copy in memory. Usable detached from the reader. */
  readonly readStock: ReadStock = (sku) => this.#copy && stockOf(this.#copy, sku);

  /** How long ago the origin told the stock; undefined when it never did. */
  stockAge(): Ms | undefined {
    const copy = this.#copy;
    return copy && copy.stockAt !== null ? elapsedSince(copy.stockAt, copy, this.#now()) : undefined;
  }

  /** Brings the copy up to date as for a new request. Undefined when there is nothing to wait for: the usual case costs no promise. */
  ensure(): Promise<void> | undefined {
    const now = this.#now();
    if (isLookDue(this.#lastLookAt, now)) this.#startLook(now);
    const wait = Math.min(waitFor(this.#copy && copyAge(this.#copy, now), now, this.#failedUntil), this.#patience);
    return wait === 0 ? undefined : this.#waitFor(this.#currentLook(now), wait);
  }

  /** Reads the bulletin itself until the copy has reached a position, or until its time is up. */
  async reach({ asOf, until }: Insist): Promise<void> {
    const now = this.#now();
    if (this.hasReached(asOf) || now >= until) return;
    await this.#waitFor(this.#startRead(now), until - now);
  }

  /**
   * Somebody knows of a later position: reads the bulletin itself, unless that failed a moment ago. Many who hear at once
   * share a read; the one under way may have left too early, the next has not.
   */
  async hear(asOf: AsOf): Promise<void> {
    const until = this.#now() + this.#patience;
    for (const _ of ["under way", "next"]) {
      const now = this.#now();
      if (this.hasReached(asOf) || now >= until || now < this.#failedUntil) return;
      await this.#waitFor(this.#reading ?? this.#startRead(now), until - now);
    }
  }

  hasReached(asOf: AsOf): boolean {
    return this.#copy !== undefined && compareAsOf(this.#copy, asOf) >= 0;
  }

  /** After a clock was set back, neither the copy nor what the PoP holds can say how old it is: only a read tells. */
  #now(): EpochMs {
    const now = this.#ports.now();
    if (now < this.#latestNow) {
      this.#setbacks++;
      this.#copy = this.#copy && { ...this.#copy, sentAt: LONG_AGO };
      this.#lastLookAt = LONG_AGO;
      this.#failedUntil = LONG_AGO;
    }
    this.#latestNow = now;
    return now;
  }

  #waitFor(look: Look, ms: Ms): Promise<void> {
    return Promise.race([look.done, this.#ports.sleep(ms)]);
  }

  #currentLook(now: EpochMs): Look {
    return this.#look ?? this.#startLook(now);
  }

  #startLook(now: EpochMs): Look {
    // A look that outlives its deadline was lost with the request it ran in.
    if (this.#look !== undefined && isUnder(2 * READ_DEADLINE, this.#look.startedAt, now)) return this.#look;
    this.#lastLookAt = now;
    return this.#run(now, this.#lookOnce());
  }

  #startRead(now: EpochMs): Look {
    const look = this.#run(now, this.#readOnce());
    this.#reading = look;
    return look;
  }

  #run(startedAt: EpochMs, work: Promise<void>): Look {
    const done = work.then(
      () => this.#settle(look, LONG_AGO),
      () => this.#settle(look, this.#now() + GIVE_UP_FOR),
    );
    const look: Look = { startedAt, done };
    this.#look = look;
    this.#ports.background(done);
    return look;
  }

  #settle(look: Look, failedUntil: EpochMs): void {
    this.#failedUntil = failedUntil;
    if (this.#look === look) this.#look = undefined;
    if (this.#reading === look) this.#reading = undefined;
  }

  async #lookOnce(): Promise<void> {
    const startedAt = this.#now();
    let token: string | undefined;
    let claimedAt = startedAt;
    for (;;) {
      const shared = await this.#ports.readShared();
      const now = this.#now();
      if (shared === undefined || this.#setbacks !== this.#setbacksRead) return this.#readOnce();
      switch (planShared(shared, { startedAt, token, lead: this.#lead }, now)) {
        case "use":
          return this.#take(shared.delta);
        case "read":
          if (token !== undefined) this.#lead = now - claimedAt;
          return this.#readOnce();
        case "claim":
          token = this.#ports.token();
          claimedAt = now;
          await this.#ports.writeShared({ ...shared, claim: { at: now, token } });
          // Others that saw no claim have written theirs by then, unless they are much slower.
          await this.#ports.sleep(Math.min(this.#now() - startedAt, SETTLED_AFTER));
          break;
        case "wait":
          await this.#ports.sleep(GLANCE_EVERY);
      }
    }
  }

  async #readOnce(): Promise<void> {
    const reading = this.#readAndTake();
    this.#ports.background(reading.catch(() => undefined));
    const isInTime = await Promise.race([reading.then(() => true), this.#ports.sleep(READ_DEADLINE).then(() => false)]);
    if (!isInTime) throw new Error("the bulletin is slow");
  }

  async #readAndTake(): Promise<void> {
    this.#reads++;
    const setbacks = this.#setbacks;
    const delta = await this.#ports.readDelta();
    this.#now();
    if (setbacks !== this.#setbacks) return this.#readAndTake();
    this.#setbacksRead = setbacks;
    this.#ports.background(this.#ports.writeShared({ delta, claim: null }));
    await this.#take(delta);
  }

  /** A delta without its base, or behind the copy held, is not taken; the copy may have moved while the base was fetched. */
  async #take(delta: SentDelta): Promise<void> {
    if (isBehind(delta, this.#copy)) return;
    if (delta.nextBase !== null) this.#ports.background(this.#bases.find(delta.nextBase).catch(() => undefined));
    const base = await this.#bases.find(delta.base);
    if (isBehind(delta, this.#copy)) return;
    this.#copy = toCopy(delta, base, this.#copy) ?? this.#copy;
    this.#bases.keepOnly(delta.base, delta.nextBase);
  }
}

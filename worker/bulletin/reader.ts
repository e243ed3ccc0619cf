/**
 * One isolate's reader of the bulletin (PURGE section 3): holds the copy, looks for a later one beside the requests it
 * serves, and makes a request wait only when its copy is too old. All it needs of the world comes through ports.
 */
import { type EpochMs, type Ms, unlessLate } from "../time.ts";
import { type AsOf, compareAsOf, NOWHERE } from "./as-of.ts";
import { Bases } from "./bases.ts";
import { type BulletinCopy, copyAge, elapsedSince, isBehind, LONG_AGO, stockOf, toCopy } from "./copy.ts";
import type { SentDelta } from "./delta.ts";
import { READ_DEADLINE, waitFor } from "./look.ts";
import { type Look, Looks } from "./looks.ts";
import { PopObject, type PopObjectPorts } from "./pop-object.ts";
import type { ReadStock } from "./stock.ts";
import { WaryClock } from "./wary-clock.ts";

export interface BulletinPorts extends PopObjectPorts {
  /** Asks the Durable Object; rejects when it cannot be reached. `sentAt` is the clock just before the read was sent. */
  readDelta(): Promise<SentDelta>;
  /** The bytes of a named base; rejects when there are none. */
  readBase(name: string): Promise<Uint8Array>;
  /** Keeps work alive after the answer (`waitUntil`). */
  background(work: Promise<unknown>): void;
}

/** A position that a request insists on, and the moment at which all its waiting ends. */
export interface Insist {
  readonly asOf: AsOf;
  readonly until: EpochMs;
}

export class BulletinReader {
  readonly #ports: BulletinPorts;
  readonly #patience: Ms;
  readonly #bases: Bases;
  readonly #clock: WaryClock;
  readonly #popObject: PopObject;
  readonly #looks: Looks;
  #copy: BulletinCopy | undefined;
  /** The setbacks of the clock when the copy was read. */
  #setbacksRead = 0;
  #reads = 0;

  /** `patience`: how long a request waits when the copy judges nothing fresh. */
  constructor(ports: BulletinPorts, patience: Ms = READ_DEADLINE) {
    this.#ports = ports;
    this.#patience = patience;
    this.#bases = new Bases(
      (name) => ports.readBase(name),
      () => ports.now(),
    );
    this.#clock = new WaryClock(
      () => ports.now(),
      () => this.#distrust(),
    );
    this.#popObject = new PopObject({ ...ports, now: () => this.#clock.now() });
    this.#looks = new Looks({
      now: () => this.#clock.now(),
      background: (work) => ports.background(work),
      look: () => this.#lookOnce(),
      read: () => this.#readOnce(),
    });
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
    this.#clock.now();
    return this.#copy;
  }

  /** A SKU's level by the copy in memory. Usable detached from the reader. */
  readonly readStock: ReadStock = (sku) => this.#copy && stockOf(this.#copy, sku);

  /** How long ago the origin told the stock; undefined when it never did. */
  stockAge(): Ms | undefined {
    const copy = this.#copy;
    return copy && copy.stockAt !== null ? elapsedSince(copy.stockAt, copy, this.#clock.now()) : undefined;
  }

  /** Brings the copy up to date as for a new request. Undefined when there is nothing to wait for: the usual case costs no promise. */
  ensure(): Promise<void> | undefined {
    const now = this.#clock.now();
    this.#looks.startWhenDue(now);
    const wait = Math.min(waitFor(this.#copy && copyAge(this.#copy, now), now, this.#looks.failedUntil), this.#patience);
    return wait === 0 ? undefined : this.#waitFor(this.#looks.current(now), wait);
  }

  /** Reads the bulletin itself until the copy has reached a position, or until its time is up. */
  async reach({ asOf, until }: Insist): Promise<void> {
    const now = this.#clock.now();
    if (this.hasReached(asOf) || now >= until) return;
    await this.#waitFor(this.#looks.startRead(now), until - now);
  }

  /**
   * Somebody knows of a later position: reads the bulletin itself, unless that failed a moment ago. Many who hear at once
   * share a read; the one under way may have left too early, the next has not.
   */
  async hear(asOf: AsOf): Promise<void> {
    const until = this.#clock.now() + this.#patience;
    for (const _ of ["under way", "next"]) {
      const now = this.#clock.now();
      if (this.hasReached(asOf) || now >= until || now < this.#looks.failedUntil) return;
      await this.#waitFor(this.#looks.reading ?? this.#looks.startRead(now), until - now);
    }
  }

  hasReached(asOf: AsOf): boolean {
    return this.#copy !== undefined && compareAsOf(this.#copy, asOf) >= 0;
  }

  /** After a clock was set back, neither the copy nor what the PoP holds can say how old it is: only a read tells. */
  #distrust(): void {
    this.#copy = this.#copy && { ...this.#copy, sentAt: LONG_AGO };
    this.#looks.distrust();
  }

  #waitFor(look: Look, ms: Ms): Promise<void> {
    return Promise.race([look.done, this.#ports.sleep(ms)]);
  }

  async #lookOnce(): Promise<void> {
    const delta = await this.#popObject.look(() => this.#clock.setbacks === this.#setbacksRead);
    return delta === undefined ? this.#readOnce() : this.#take(delta);
  }

  async #readOnce(): Promise<void> {
    const reading = this.#readAndTake();
    this.#ports.background(reading.catch(() => undefined));
    await unlessLate(reading, READ_DEADLINE, this.#ports, () => {
      throw new Error("the bulletin is slow");
    });
  }

  async #readAndTake(): Promise<void> {
    this.#reads++;
    const setbacks = this.#clock.setbacks;
    const delta = await this.#ports.readDelta();
    this.#clock.now();
    if (setbacks !== this.#clock.setbacks) return this.#readAndTake();
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

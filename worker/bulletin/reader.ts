/**
 * One isolate's reader of the bulletin (PURGE section 3): holds the copy, looks for a later one beside the requests it
 * serves, and makes a request wait only when its copy is too old. All it needs of the world comes through ports.
 */
import type { EpochMs, Ms } from "../time.ts";
import type { AsOf } from "./as-of.ts";
import type { BulletinCopy } from "./copy.ts";
import type { SentDelta, SharedDelta } from "./delta.ts";
import type { ReadStock } from "./stock.ts";

export interface BulletinPorts {
  now(): EpochMs;
  sleep(ms: Ms): Promise<void>;
  /** Asks the Durable Object; rejects when it cannot be reached. `sentAt` is the clock just before the read was sent. */
  readDelta(): Promise<SentDelta>;
  /** The bytes of a named base; rejects when there are none. */
  readBase(name: string): Promise<Uint8Array>;
  readShared(): Promise<SharedDelta | undefined>;
  writeShared(shared: SharedDelta): Promise<void>;
  background(work: Promise<unknown>): void;
}

export interface EnsureOptions {
  /** All waiting ends here: a `Purge-Seq` request waits a second in all. */
  readonly waitUntil?: EpochMs;
}

export declare class BulletinReader {
  constructor(ports: BulletinPorts);
  copy(): BulletinCopy | undefined;
  /** Undefined when there is nothing to wait for: the common case costs no promise. */
  ensure(need?: AsOf, options?: EnsureOptions): Promise<void> | undefined;
  readonly readStock: ReadStock;
  /** How old the stock section is; undefined when it was never told. */
  stockAge(): Ms | undefined;
  /** Reads of the Durable Object this isolate made. */
  readonly reads: number;
}

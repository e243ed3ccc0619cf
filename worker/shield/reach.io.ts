/** The line to the shield's objects: one call, whose first byte says that it was heard. */

import type { AsOf } from "../bulletin/as-of.ts";
import { decodeEnvelope } from "../cache/envelope.ts";
import type { PurgeAsked, PurgeEffect } from "../cache/purge-effect.ts";
import type { Storable } from "../cache/storable.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { ShieldAsk, ShieldPort } from "../shell/shield-port.ts";
import { decodeAnswer } from "./answer-bytes.ts";
import { ShieldReach } from "./reach.ts";
import { SHARD_NAMES, shardOf } from "./shard.ts";

/** What the edge wants of an object of the shield. */
export interface ShieldSource {
  /** One byte at once, the answer when it is there; nothing after the byte from another build. */
  find(ask: ShieldAsk): Promise<ReadableStream<Uint8Array>>;
  /** The envelope kept for a key. */
  peek(key: CacheKey): Promise<Uint8Array | null>;
}

/** What operators want of it besides. */
export interface ReviewedShield extends ShieldSource {
  /** What a purge would change of what the object keeps. */
  effectOf(purge: PurgeAsked, minSeq: AsOf): Promise<PurgeEffect>;
  /** Pages the object keeps with one of the keys. */
  urlsWith(keys: readonly string[]): Promise<string[]>;
}

/** What of the binding `SHIELD` is used here. */
export interface ShieldNamespace {
  getByName(name: string): ShieldSource;
}

/** A stub belongs to the request that made it: one is got for each ask. */
export function openShield(shields: ShieldNamespace): ShieldPort {
  const line = {
    async ask(shard: string, ask: ShieldAsk) {
      const chunks = (await shields.getByName(shard).find(ask)).getReader();
      const first = await chunks.read();
      const answer = readRest(chunks, first.value ?? new Uint8Array()).then((bytes) => decodeAnswer(bytes, ask.key));
      answer.catch(() => undefined);
      return { answer };
    },
  };
  return new ShieldReach(line, { now: () => Date.now(), sleep: (ms) => scheduler.wait(ms) });
}

/** What the shield holds for a key, for `explain`. Rejects when it cannot be reached. */
export async function peekShield(shields: ShieldNamespace, key: CacheKey): Promise<Storable | undefined> {
  const bytes = await shields.getByName(shardOf(key)).peek(key);
  return bytes === null ? undefined : decodeEnvelope(bytes, key);
}

export interface ReviewedNamespace {
  getByName(name: string): ReviewedShield;
}

/** Asks every object of the shield; of those that cannot be reached there is no answer. */
export async function askAll<T>(shields: ReviewedNamespace, ask: (shield: ReviewedShield) => Promise<T>): Promise<readonly T[]> {
  const asked = await Promise.all(SHARD_NAMES.map((name) => ask(shields.getByName(name)).catch(() => undefined)));
  return asked.filter((answer) => answer !== undefined);
}

async function readRest(chunks: ReadableStreamDefaultReader<Uint8Array>, first: Uint8Array): Promise<Uint8Array> {
  const read: Uint8Array<ArrayBuffer>[] = [new Uint8Array(first.subarray(1))];
  for (let chunk = await chunks.read(); !chunk.done; chunk = await chunks.read()) read.push(new Uint8Array(chunk.value));
  return new Uint8Array(await new Blob(read).arrayBuffer());
}

/** Says that the ask was heard, then what comes of it. A bug ends the stream, and the edge goes to the origin itself. */
export function heardThen(work: Promise<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    type: "bytes",
    async start(controller) {
      controller.enqueue(new Uint8Array([1]));
      try {
        const bytes = await work;
        if (bytes.byteLength > 0) controller.enqueue(bytes);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
}

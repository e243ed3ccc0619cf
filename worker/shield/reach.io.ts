/** The line to the shield's objects: one call, whose head says that it was heard. Unlike a method's it can be given up. */
import type { AsOf } from "../bulletin/as-of.ts";
import { decodeEnvelope } from "../cache/envelope.ts";
import type { PurgeAsked, PurgeEffect } from "../cache/purge-effect.ts";
import type { Storable } from "../cache/storable.ts";
import { machineClock } from "../clock.io.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { operation } from "../lanes.io.ts";
import { reached } from "../reached.io.ts";
import type { ShieldAsk, ShieldPort } from "../shell/shield-port.ts";
import { decodeAnswer } from "./answer-bytes.ts";
import { ShieldReach } from "./reach.ts";
import { SHARD_NAMES, shardOf } from "./shard.ts";

/** What the edge wants of an object of the shield. */
export interface ShieldSource {
  /** Takes a `ShieldAsk` as JSON. The head comes at once, the answer when it is there; nothing after the head from another build. */
  fetch(url: string, init: RequestInit): Promise<Response>;
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

const ADDRESS = "https://shield.invalid/";

/** A stub belongs to the request that made it: one is got for each ask. */
export function openShield(shields: ShieldNamespace): ShieldPort {
  const line = {
    async ask(shard: string, ask: ShieldAsk, signal: AbortSignal) {
      const heard = await shields.getByName(shard).fetch(ADDRESS, { method: "POST", body: JSON.stringify(ask), signal });
      const answer = heard.arrayBuffer().then((bytes) => decodeAnswer(new Uint8Array(bytes), ask.key));
      answer.catch(() => undefined);
      return { answer };
    },
  };
  const reach = new ShieldReach(line, machineClock);
  return { find: (ask) => operation(() => reach.find(ask)) };
}

/** What the shield holds for a key, for `explain`. Rejects when it cannot be reached. */
export async function peekShield(shields: ShieldNamespace, key: CacheKey): Promise<Storable | undefined> {
  const bytes = await shields.getByName(shardOf(key)).peek(key);
  return bytes === null ? undefined : decodeEnvelope(bytes, key);
}

export interface ReviewedNamespace {
  getByName(name: string): ReviewedShield;
}

/** What an operator waits for an object of the shield, which itself waits a second for the bulletin; and for all of them. */
const PATIENCE = { eachMs: 2_000, allMs: 4_000 };

/** Asks every object of the shield; of those that cannot be reached in time there is no answer, and in the end they are not asked. */
export async function askAll<T>(
  shields: ReviewedNamespace,
  ask: (shield: ReviewedShield) => Promise<T>,
  { eachMs, allMs } = PATIENCE,
): Promise<readonly T[]> {
  const until = machineClock.now() + allMs;
  const askOne = async (name: string) => {
    const left = until - machineClock.now();
    return left <= 0 ? undefined : reached(ask(shields.getByName(name)), Math.min(eachMs, left));
  };
  const asked = await Promise.all(SHARD_NAMES.map((name) => operation(() => askOne(name), "answers").catch(() => undefined)));
  return asked.filter((answer) => answer !== undefined);
}

/** Says that the ask was heard, then what comes of it. A bug ends the body, and the edge goes to the origin itself. */
export function heardThen(work: Promise<Uint8Array<ArrayBuffer>>): Response {
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      try {
        const bytes = await work;
        if (bytes.byteLength > 0) controller.enqueue(bytes);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
  });
  return new Response(body);
}

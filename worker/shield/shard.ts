import { keyHash } from "../bulletin/key-hash.ts";
import { keySubject } from "../key/cache-key.ts";
import type { CacheKey } from "../key/key-parts.ts";

/** How many objects share the shield's work. Another number leaves what is kept where nobody looks for it. */
const SHARDS = 16;

/** The name of the object that keeps and fills a key. A page and what it brings along have the same one. */
export function shardOf(key: CacheKey): string {
  return `shield-${keyHash(keySubject(key)).lo % SHARDS}`;
}

export const SHARD_NAMES: readonly string[] = Array.from({ length: SHARDS }, (_, shard) => `shield-${shard}`);

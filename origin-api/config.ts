import { importTokenKeys, type TokenKeys } from "#contract/token";
import type { OriginStore } from "./origin-store.object.ts";

/** The bindings of `origin-api/wrangler.toml`. */
export interface OriginEnv {
  readonly ORIGIN_STORE: DurableObjectNamespace<OriginStore>;
  readonly INVALIDATIONS: Queue;
  /** JSON: key id -> secret of at least 32 characters, newest first. The same as the edge's. */
  readonly TOKEN_KEYS: string;
  /** `https://user:password@host` of a PlanetScale database. Without it the shop lives in the Durable Object. */
  readonly DATABASE_URL?: string;
}

/** The signing keys. A bad setting stops the origin with its name and the fix. */
export async function readTokenKeys({ TOKEN_KEYS }: Pick<OriginEnv, "TOKEN_KEYS">): Promise<TokenKeys> {
  try {
    return await importTokenKeys(TOKEN_KEYS);
  } catch (cause) {
    throw new Error('TOKEN_KEYS is not usable: set it to {"k1": "<32 or more characters>"}, the same for both Workers.', { cause });
  }
}

import { importHmacKeys } from "#contract/hmac-keys";
import { importTokenKeys, type TokenKeys } from "#contract/token";
import { type Guard, requireSignature } from "./guard.ts";
import type { OriginStore } from "./origin-store.object.ts";

/** The bindings of `origin-api/wrangler.toml`. */
export interface OriginEnv {
  readonly ORIGIN_STORE: DurableObjectNamespace<OriginStore>;
  readonly INVALIDATIONS: Queue;
  /** JSON: key id -> secret of at least 32 characters, newest first. The same as the edge's. */
  readonly TOKEN_KEYS: string;
  /** JSON like TOKEN_KEYS, the same as the edge's. Once it is set, only calls signed by one of its keys are answered. */
  readonly ORIGIN_KEYS?: string;
  /** `https://user:password@host` of a PlanetScale database. Without it the shop lives in the Durable Object. */
  readonly DATABASE_URL?: string;
  /** The same with a credential that reads from replicas: pages are read there where they know what the primary knows. */
  readonly DATABASE_REPLICA_URL?: string;
}

/** The signing keys. A bad setting stops the origin with its name and the fix. */
export async function readTokenKeys({ TOKEN_KEYS }: Pick<OriginEnv, "TOKEN_KEYS">): Promise<TokenKeys> {
  try {
    return await importTokenKeys(TOKEN_KEYS);
  } catch (cause) {
    throw new Error('TOKEN_KEYS is not usable: set it to {"k1": "<32 or more characters>"}, the same for both Workers.', { cause });
  }
}

/** The guard that `ORIGIN_KEYS` asks for; undefined without it. */
export async function readGuard({ ORIGIN_KEYS }: Pick<OriginEnv, "ORIGIN_KEYS">, clock: () => number): Promise<Guard | undefined> {
  if (ORIGIN_KEYS === undefined) return undefined;
  try {
    return requireSignature(await importHmacKeys(ORIGIN_KEYS), clock);
  } catch (cause) {
    throw new Error('ORIGIN_KEYS is not usable: set it to {"k1": "<32 or more characters>"}, the same for both Workers.', { cause });
  }
}

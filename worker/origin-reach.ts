/** Where the origin is and how it is called, from the settings: behind the service binding, or at a URL under signatures. */
import { type HmacKeys, importHmacKeys } from "#contract/hmac-keys";

export interface OriginSettings {
  /** `https://host` of a remote origin. Without it the service binding is used. */
  readonly ORIGIN_URL?: string | undefined;
  /** JSON: key id -> secret of at least 32 characters, newest first. The same as the origin's. */
  readonly ORIGIN_KEYS?: string | undefined;
}

export interface OriginReach {
  /** Origin of the remote origin's URLs; undefined behind the service binding. */
  readonly remote: string | undefined;
  /** Keys that sign every call; undefined behind a binding that nobody else can use. */
  readonly keys: HmacKeys | undefined;
}

const LOOPBACK = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Throws with the setting's name and the fix: calls that could be read or made by anybody must not start. */
export async function readOriginReach({ ORIGIN_URL, ORIGIN_KEYS }: OriginSettings): Promise<OriginReach> {
  const remote = ORIGIN_URL === undefined ? undefined : readRemote(ORIGIN_URL);
  if (remote !== undefined && ORIGIN_KEYS === undefined)
    throw new Error("ORIGIN_URL is set but ORIGIN_KEYS is not: set ORIGIN_KEYS to the keys of the origin, or take ORIGIN_URL away");
  return { remote, keys: ORIGIN_KEYS === undefined ? undefined : await readKeys(ORIGIN_KEYS) };
}

function readRemote(setting: string): string {
  const url = URL.parse(setting);
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.has(url.hostname));
  if (!url || !isSafe || url.pathname !== "/" || url.search !== "" || url.hash !== "" || url.username !== "" || url.password !== "")
    throw new Error("ORIGIN_URL is not usable: set it to the origin's own https origin, such as https://origin.shop.example");
  return url.origin;
}

async function readKeys(setting: string): Promise<HmacKeys> {
  try {
    return await importHmacKeys(setting);
  } catch {
    throw new Error(
      'ORIGIN_KEYS is malformed: set it to {"k1": "<32 or more random characters>"}, newest key first, the same for both Workers',
    );
  }
}

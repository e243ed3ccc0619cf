import { importTokenKeys, type TokenKeys } from "#contract/token";
import type { Site } from "./key/key-parts.ts";
import { type OriginReach, type OriginSettings, readOriginReach } from "./origin-reach.ts";
import { readSite } from "./read-site.ts";
import { readZoneReach, type ZoneSettings } from "./zone-reach.ts";

/** The settings of a deployment, checked once. */
export interface Config {
  readonly site: Site;
  /** Name of this point of presence where the platform does not say it. */
  readonly pop: string;
  readonly tokenKeys: TokenKeys;
  readonly origin: OriginReach;
  /** JSON of admin tokens by hash, or the development owner's token. */
  readonly adminTokens: { readonly hashed: string | undefined; readonly development: string | undefined };
  /** Of so many undisturbed hits one gets a line in the log. */
  readonly logOneHitIn: number;
  readonly demo: boolean;
}

/** What `readConfig` reads: variables and secrets by name. */
export interface Settings extends OriginSettings, ZoneSettings {
  readonly SITE_ORIGIN: string;
  readonly TOKEN_KEYS: string;
  readonly POP?: string;
  readonly ADMIN_TOKEN?: string;
  readonly ADMIN_TOKENS?: string;
  readonly LOG_ONE_HIT_IN?: string;
}

/** Turns the environment into checked values. Throws with the variable's name and the fix: a bad value must stop the start. */
export async function readConfig(settings: Settings, demo: boolean): Promise<Config> {
  // Used by the bulletin alone, but a bad value must stop the start.
  readZoneReach(settings);
  return {
    site: readSite(settings.SITE_ORIGIN),
    pop: settings.POP ?? "POP",
    tokenKeys: await readTokenKeys(settings.TOKEN_KEYS),
    origin: await readOriginReach(settings),
    adminTokens: { hashed: settings.ADMIN_TOKENS, development: settings.ADMIN_TOKEN },
    logOneHitIn: readLogOneHitIn(settings.LOG_ONE_HIT_IN ?? (demo ? "1" : "100")),
    demo,
  };
}

async function readTokenKeys(setting: string | undefined): Promise<TokenKeys> {
  try {
    return await importTokenKeys(setting ?? "");
  } catch {
    throw new Error('TOKEN_KEYS is missing or malformed: set it to {"k1": "<32 or more random characters>"}, newest key first');
  }
}

function readLogOneHitIn(setting: string): number {
  if (/^[1-9]\d{0,5}$/.test(setting)) return Number(setting);
  throw new Error(`LOG_ONE_HIT_IN is ${JSON.stringify(setting)}: set it to a whole number from 1, a line for every hit, to 999999`);
}

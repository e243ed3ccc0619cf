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
  readonly demo: boolean;
}

/** What `readConfig` reads: variables and secrets by name. */
export interface Settings extends OriginSettings, ZoneSettings {
  readonly SITE_ORIGIN: string;
  readonly TOKEN_KEYS: string;
  readonly POP?: string;
  readonly ADMIN_TOKEN?: string;
  readonly ADMIN_TOKENS?: string;
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

/** How a zone in front of the shop is reached, from its settings. */
export interface ZoneReach {
  readonly id: string;
  readonly token: string;
  /** Without a slash at its end. */
  readonly api: string;
}

export interface ZoneSettings {
  readonly ZONE_ID?: string;
  readonly ZONE_TOKEN?: string;
  readonly ZONE_API?: string;
}

const CLOUDFLARE = "https://api.cloudflare.com/client/v4";

/** Undefined where no zone is configured. Throws with the variable's name and the fix. */
export function readZoneReach({ ZONE_ID: id, ZONE_TOKEN: token, ZONE_API: api = CLOUDFLARE }: ZoneSettings): ZoneReach | undefined {
  if (!id && !token) return undefined;
  if (!id || !/^[0-9a-f]{32}$/.test(id)) throw new Error("ZONE_ID is the zone's id: 32 hexadecimal digits, in the zone's overview");
  if (!token) throw new Error("ZONE_TOKEN is missing: an API token with the permission Cache Purge for the zone, or leave ZONE_ID out");
  const url = URL.parse(api);
  const isLocal = url !== null && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
  if (url === null || (url.protocol !== "https:" && !isLocal))
    throw new Error(`ZONE_API is ${JSON.stringify(api)}: an https address is wanted`);
  return { id, token, api: api.replace(/\/$/, "") };
}

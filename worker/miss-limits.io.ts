/** How many pages a client may ask for that are held nowhere: by the platform's rate limits, which count in each location. */

/** `page`: one the origin has to be asked for. `unknown`: an address whose name nobody has heard of. */
export type Miss = "page" | "unknown";
export type MayMiss = (miss: Miss) => Promise<boolean>;

/** Without a binding there is no limit. */
export interface MissBindings {
  readonly MISS_RATE?: RateLimit;
  readonly UNKNOWN_RATE?: RateLimit;
}

/** May this client miss once more? Open where the limit cannot be asked. */
export function openMissLimits({ MISS_RATE, UNKNOWN_RATE }: MissBindings): (client: string, miss: Miss) => Promise<boolean> {
  return async (client, miss) => {
    const limit = miss === "page" ? MISS_RATE : UNKNOWN_RATE;
    try {
      return limit === undefined || (await limit.limit({ key: client })).success;
    } catch {
      return true;
    }
  };
}

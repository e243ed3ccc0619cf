import type { Site } from "./key/key-parts.ts";

/** The shop's own origin, from `SITE_ORIGIN`. Throws with the fix. */
export function readSite(setting: string | undefined): Site {
  const url = setting ? URL.parse(setting) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== "/" || url.search !== "") {
    throw new Error(`SITE_ORIGIN is ${JSON.stringify(setting)}: set it to the shop's origin, such as https://shop.example`);
  }
  return { origin: url.origin, host: url.host };
}

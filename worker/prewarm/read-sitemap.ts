import { DEFAULT_MARKET } from "#contract/market";
import type { SitemapPage } from "#contract/pages";
import type { OriginPort } from "../origin/port.ts";
import type { EpochMs } from "../time.ts";

/** Every entry of the sitemap at an instant, of all its parts one after the other; undefined when the origin does not tell them all. */
export async function readSitemap(port: Pick<OriginPort, "page">, at: EpochMs): Promise<SitemapPage["entries"] | undefined> {
  const ask = async (handle: string) => {
    const told = await port.page({ kind: "sitemap", handle, market: DEFAULT_MARKET, params: {}, at });
    return told.ok && told.value.page.kind === "sitemap" ? told.value.page : undefined;
  };
  const whole = await ask("shop");
  if (whole?.parts === undefined) return whole?.entries;
  const entries: SitemapPage["entries"] = [];
  for (const { handle } of whole.parts) {
    const part = await ask(handle);
    if (part?.handle !== handle) return undefined;
    entries.push(...part.entries);
  }
  return entries;
}

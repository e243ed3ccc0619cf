/** What a crawler finds from `/sitemap.xml` on, and that nothing of it stands there twice. */
export interface SitemapFigures {
  /** With addresses of pages in them. */
  readonly files: number;
  readonly addresses: number;
  /** Of the largest file. */
  readonly mostBytes: number;
}

export async function readSitemapFiles(shop: string): Promise<SitemapFigures> {
  const first = await read(shop, "/sitemap.xml");
  const files = first.includes("<sitemapindex") ? [] : [first];
  if (files.length === 0) for (const part of locationsIn(first)) files.push(await read(shop, new URL(part).pathname));
  const addresses = files.flatMap(locationsIn);
  if (new Set(addresses).size < addresses.length) throw new Error("an address stands in the sitemap twice");
  return { files: files.length, addresses: addresses.length, mostBytes: Math.max(...files.map((file) => Buffer.byteLength(file))) };
}

async function read(shop: string, path: string): Promise<string> {
  const answer = await fetch(`${shop}${path}`);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return answer.text();
}

function locationsIn(xml: string): string[] {
  return [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, location = ""]) => location);
}

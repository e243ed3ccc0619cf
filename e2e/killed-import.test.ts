/** The whole shop killed, all processes at once, while it writes an import; then started on what is on the disk. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { buildAssets } from "../tools/build/assets.ts";
import { devSecrets } from "../tools/dev/secrets.ts";
import { type ShopProcess, startShop, untilAnswering } from "../tools/dev/shop-process.ts";
import { generateFeed } from "../tools/feed/generate/generate-feed.ts";
import { importFeed } from "../tools/feed/import-feed.ts";
import { freePort, root } from "./shop.ts";

const KILLS = 3;
/** An import of this size takes about a second. */
const LATEST_KILL_MS = 900;
// Each start of the shop may take the minute that is waited for it; the imports take the rest.
vi.setConfig({ testTimeout: KILLS * 60_000 + 60_000 });

const folder = mkdtempSync(join(tmpdir(), "killed-"));
const [before, after] = [join(folder, "before.csv"), join(folder, "after.csv")];
const { adminToken } = devSecrets(root);
let shop: ShopProcess;

beforeAll(async () => {
  await buildAssets();
  const { signal } = new AbortController();
  const generating = { profile: "small", format: "shopify-csv", signal } as const;
  await generateFeed({ ...generating, file: before, changes: { prices: 0, handles: 0 } });
  await generateFeed({ ...generating, file: after, changes: { prices: 150, handles: 5 } });
  await open();
});
afterAll(async () => {
  await shop?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<void> {
  shop = startShop({ root, port: await freePort(), stateDir: join(folder, "state"), adminToken, onLine: () => undefined });
  await untilAnswering(`${shop.origin}/healthz`, shop);
}

const bring = (file: string, dryRun = false) =>
  importFeed({ file, url: shop.origin, token: adminToken, currency: "GBP", dryRun, json: true, confirmWithdraw: true });

/** Keys of all purges since the log's row `seq`, and the row it has come to. */
async function purgedSince(seq: number): Promise<{ readonly keys: readonly string[]; readonly seq: number }> {
  const response = await fetch(`${shop.origin}/admin/api/purges?limit=100`, { headers: { Authorization: `Bearer ${adminToken}` } });
  const { purges } = (await response.json()) as { purges: readonly { readonly seq: number; readonly values: readonly string[] }[] };
  const later = purges.filter((purge) => purge.seq > seq);
  return { keys: [...new Set(later.flatMap(({ values }) => values))].sort(), seq: Math.max(seq, ...later.map((purge) => purge.seq)) };
}

it("an import that is taken up after kills of the whole shop leaves the feed's catalogue, and purged each changed key and no other", async () => {
  const first = await bring(before);
  await expect.poll(async () => (await purgedSince(0)).keys.length, { timeout: 20_000 }).toBe(first.purgedKeys);
  const { seq } = await purgedSince(0);
  const { purges: wanted, purgedKeys } = await bring(after, true);
  expect([wanted.length, (await purgedSince(seq)).keys]).toEqual([purgedKeys, []]);
  const moments: number[] = [];
  for (let kill = 0; kill < KILLS; kill++) {
    const cut = bring(after).then(
      ({ outcome }) => outcome,
      () => "broken off",
    );
    moments.push(Math.round(Math.random() * LATEST_KILL_MS));
    await new Promise((resolve) => setTimeout(resolve, moments.at(-1)));
    await shop.kill();
    await cut;
    await open();
  }
  expect((await bring(after)).products, `killed after ${moments} ms`).toMatchObject({ created: 0, withdrawn: 0 });
  expect(await bring(after, true)).toMatchObject({ outcome: "unchanged", variants: first.variants, purgedKeys: 0 });
  await expect.poll(async () => (await purgedSince(seq)).keys, { timeout: 20_000, message: `killed after ${moments} ms` }).toEqual(wanted);
});

/** Imports generated feeds by the command line into the shop as it is deployed, and looks at the memory of both. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";
import { FEED_FORMATS, type FeedFormat, FeedReport } from "#contract/feed";
import { leanRuntime } from "../../tools/environment.mjs";
import { generateFeed } from "../../tools/feed/generate/generate-feed.ts";
import { isProfile, PROFILES, type ProfileName } from "../../tools/feed/generate/profiles.ts";
import { bundleShop, outDir, root, type ShopBundles } from "./bundles.ts";
import { peakBytes } from "./processes.ts";
import { ADMIN_TOKEN, openShop } from "./shop.ts";
import { readSitemapFiles, type SitemapFigures } from "./sitemap-files.ts";

const LOOK_EVERY_MS = 50;

export interface ImportFigures {
  readonly profile: ProfileName;
  readonly runs: readonly ImportRun[];
}

export interface ImportRun {
  readonly format: FeedFormat;
  readonly fileBytes: number;
  readonly variants: number;
  readonly first: Timed;
  /** The same file again, which changes nothing. */
  readonly again: Timed;
  /** Of workerd, with edge and origin in it, over both imports; and before them. */
  readonly shopPeakBytes: number;
  readonly shopBeforeBytes: number;
  readonly toolPeakBytes: number;
  readonly sitemap: SitemapFigures;
}

interface Timed {
  readonly seconds: number;
  readonly variantsPerSecond: number;
}

interface Asked {
  readonly size: string;
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}

export async function measureImports({ size, only, say }: Asked): Promise<ImportFigures> {
  if (!isProfile(size)) throw new Error(`--size is "${size}": one of ${Object.keys(PROFILES).join(", ")}`);
  const formats = FEED_FORMATS.filter((format) => only.length === 0 || only.includes(format));
  Object.assign(process.env, { ...leanRuntime, ...process.env });
  const bundles = await bundleShop();
  const runs: ImportRun[] = [];
  for (const format of formats) runs.push(await measureFormat(size, format, bundles, say));
  return { profile: size, runs };
}

async function measureFormat(profile: ProfileName, format: FeedFormat, bundles: ShopBundles, say: Asked["say"]): Promise<ImportRun> {
  const file = await generated(profile, format);
  const shop = await openShop(bundles);
  try {
    const shopBeforeBytes = peakBytes(shop.edge);
    say(`${format}: first import`);
    const first = await importFile(file, shop.url);
    if (first.report.outcome !== "applied") throw new Error(`${format}: ${JSON.stringify(first.report).slice(0, 500)}`);
    say(`${format}: the same again`);
    const again = await importFile(file, shop.url);
    if (again.report.outcome !== "unchanged") throw new Error(`${format}: ${JSON.stringify(again.report).slice(0, 500)}`);
    const { variants } = first.report;
    const timed = ({ seconds }: { seconds: number }): Timed => ({ seconds, variantsPerSecond: variants / seconds });
    const memory = { shopPeakBytes: peakBytes(shop.edge), shopBeforeBytes, toolPeakBytes: Math.max(first.peakBytes, again.peakBytes) };
    const sitemap = await readSitemapFiles(shop.url);
    return { format, fileBytes: readSize(file), variants, first: timed(first), again: timed(again), ...memory, sitemap };
  } finally {
    await shop.stop();
  }
}

/** Kept between runs: the same call makes the same file. */
async function generated(profile: ProfileName, format: FeedFormat): Promise<string> {
  const file = join(outDir, "feeds", `${profile}.${format}`);
  mkdirSync(join(outDir, "feeds"), { recursive: true });
  if (!existsSync(file)) {
    const { signal } = new AbortController();
    await generateFeed({ file, profile, format, changes: { prices: 0, handles: 0 }, signal });
  }
  return file;
}

async function importFile(file: string, url: string): Promise<{ report: FeedReport; seconds: number; peakBytes: number }> {
  const args = [
    "tools/feed/feed.ts",
    "import",
    file,
    "--json",
    "--confirm-withdraw",
    "--currency",
    "GBP",
    "--url",
    url,
    "--token",
    ADMIN_TOKEN,
  ];
  const started = performance.now();
  const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (chunk) => {
    text += String(chunk);
  });
  let peak = 0;
  const look = setInterval(() => {
    peak = Math.max(peak, peakBytes([child.pid ?? 0]));
  }, LOOK_EVERY_MS);
  await new Promise((resolve) => child.once("close", resolve));
  clearInterval(look);
  return { report: v.parse(FeedReport, JSON.parse(text)), seconds: (performance.now() - started) / 1000, peakBytes: peak };
}

const readSize = (file: string): number => statSync(file).size;

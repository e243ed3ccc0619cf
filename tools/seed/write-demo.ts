/**
 * Makes the demo shop: a feed of Nearhand and the pictures it links. The same seed makes the same bytes.
 *
 *   node tools/seed/write-demo.ts --out build/demo --seed 1
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { catalogue } from "./catalogue/generate.ts";
import { measuresAt } from "./catalogue/measures-at.ts";
import type { Product, Variant } from "./catalogue/product.ts";
import type { Size } from "./catalogue/sizes.ts";
import type { FeedPicture } from "./feed/items.ts";
import { writeFeed } from "./feed/write-feed.ts";
import { PictureFiles } from "./picture-files.ts";
import type { Colourway } from "./pictures/colourways.ts";
import { drawPicture, HANGING, measuresOf, type View } from "./pictures/draw.ts";
import { SCENES } from "./pictures/scenes.ts";

export interface Demo {
  readonly products: number;
  readonly variants: number;
  readonly pictures: number;
  readonly feed: string;
}

/** Writes `<outDir>/nearhand.xml`, `<outDir>/static/*.svg` and `<outDir>/scenes.json`, replacing what was there. */
export async function writeDemo(outDir: string, seed = 1): Promise<Demo> {
  const folder = join(outDir, "static");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = new PictureFiles(folder);
  const products = catalogue(seed);
  const feed = join(outDir, "nearhand.xml");
  await writeFeed(feed, products, (product, variant) => picturesOf(files, product, variant));
  writeFileSync(join(outDir, "scenes.json"), `${JSON.stringify(scenes(files, products), null, 2)}\n`);
  return {
    products: products.length,
    variants: products.reduce((sum, { variants }) => sum + variants.length, 0),
    pictures: files.count,
    feed,
  };
}

/** Standing or hanging, then close, then measured. */
function picturesOf(files: PictureFiles, product: Product, { colourway, size }: Variant): readonly FeedPicture[] {
  const stands = HANGING.has(product.form) ? "hang" : "cutout";
  return [
    { path: files.keep(`${product.handle}-${colourway}`, () => draw(product, colourway, "main")), kind: stands },
    { path: files.keep(`${product.handle}-${colourway}-close`, () => draw(product, colourway, "close-up")), kind: "hang" },
    {
      path: files.keep(`${product.handle}-drawing-${size.name.toLowerCase().replace(".", "-")}`, () => measuredDrawing(product, size)),
      kind: "drawing",
    },
  ];
}

function draw({ form, drawingSeed: seed }: Product, colourway: Colourway, view: View): string {
  return drawPicture({ form, seed, colourway, view });
}

/** The same lines for every size; the figures are those of the size. */
function measuredDrawing({ form, drawingSeed: seed, colourways }: Product, size: Size): string {
  const colourway = colourways[0] as Colourway;
  return drawPicture({ form, seed, colourway, view: "drawing", measures: measuresAt(form, size, measuresOf(form, seed)) });
}

/** The shop's own scenes, and the evening's products at one scale as `shelf/<handle>`. */
function scenes(files: PictureFiles, products: readonly Product[]): Readonly<Record<string, string>> {
  const own = Object.entries(SCENES).map(([name, svg]) => [name, files.keep(`scene-${name}`, () => svg)]);
  const evening = products.filter(({ also }) => also.includes("evening"));
  const shelf = evening.map((product) => {
    const colourway = product.colourways[0] as Colourway;
    return [`shelf/${product.handle}`, files.keep(`${product.handle}-shelf`, () => draw(product, colourway, "shelf"))];
  });
  return Object.fromEntries([...own, ...shelf]);
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { out: { type: "string", default: "build/demo" }, seed: { type: "string", default: "1" } } });
  const demo = await writeDemo(resolve(values.out), Number(values.seed));
  console.log(`${demo.products} products, ${demo.variants} variants, ${demo.pictures} pictures: ${demo.feed}`);
}

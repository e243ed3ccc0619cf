/** Imports a catalogue into each database, then asks for its pages beside the least that a question can be, in turns. */
import { percentile, type Spread, spread } from "../figures.ts";
import { ENGINES, type Engine } from "./engines.ts";
import { catalogueLines, productHandle, type Size, shelfHandle } from "./lines.ts";

export const SIZES: Readonly<Record<string, Size>> = {
  small: { products: 240, variantsEach: 8 },
  medium: { products: 2_000, variantsEach: 12 },
  large: { products: 20_000, variantsEach: 10 },
};

const AT_ONCE = 8;

export interface CatalogueFigures {
  readonly size: Size;
  readonly engines: readonly EngineFigures[];
}

export interface EngineFigures {
  readonly engine: string;
  readonly importSeconds: number;
  readonly variantsPerSecond: number;
  readonly pagesPerSecond: Spread;
  readonly pageP95Ms: Spread;
  readonly barePerSecond: Spread;
  readonly bareP95Ms: Spread;
  /** Bare questions that take as long as a page, of the runs side by side. */
  readonly barePerPage: Spread;
}

export interface Measuring {
  readonly size: Size;
  readonly rounds: number;
  readonly seconds: number;
  readonly only: readonly string[];
  readonly say: (line: string) => void;
}

export async function measureCatalogue(measuring: Measuring): Promise<CatalogueFigures> {
  const { only, size } = measuring;
  const chosen = Object.entries(ENGINES).filter(([name]) => only.length === 0 || only.some((start) => name.startsWith(start)));
  const engines: EngineFigures[] = [];
  for (const [name, open] of chosen) {
    const engine = await open();
    try {
      engines.push(await measureEngine(name, engine, measuring));
    } finally {
      await engine.close();
    }
  }
  return { size, engines };
}

async function measureEngine(engine: string, asked: Engine, { size, rounds, seconds, say }: Measuring): Promise<EngineFigures> {
  say(`${engine}: importing ${size.products} products`);
  const started = performance.now();
  const report = await asked.import(catalogueLines(size));
  if (report.products.created !== size.products) throw new Error(`${engine}: ${JSON.stringify(report).slice(0, 500)}`);
  const importSeconds = (performance.now() - started) / 1000;
  const pages: Run[] = [];
  const bare: Run[] = [];
  for (let round = 0; round < rounds; round++) {
    say(`${engine}: round ${round + 1} of ${rounds}`);
    pages.push(await saturate((n) => asked.page(pathOf(n, size)), seconds));
    bare.push(await saturate(() => asked.bare(), seconds));
  }
  return {
    ...{ engine, importSeconds, variantsPerSecond: report.variants / importSeconds },
    pagesPerSecond: spread(pages.map(({ perSecond }) => perSecond)),
    pageP95Ms: spread(pages.map(({ p95Ms }) => p95Ms)),
    barePerSecond: spread(bare.map(({ perSecond }) => perSecond)),
    bareP95Ms: spread(bare.map(({ p95Ms }) => p95Ms)),
    barePerPage: spread(bare.map(({ perSecond }, i) => perSecond / (pages[i]?.perSecond ?? Number.NaN))),
  };
}

interface Run {
  readonly perSecond: number;
  readonly p95Ms: number;
}

/** Eight askers, each of whom asks again when it was answered. */
async function saturate(ask: (n: number) => Promise<void>, seconds: number): Promise<Run> {
  const tookMs: number[] = [];
  const started = performance.now();
  let n = 0;
  const asker = async () => {
    while (performance.now() - started < seconds * 1000) {
      const at = performance.now();
      await ask(n++);
      tookMs.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, asker));
  return { perSecond: (tookMs.length * 1000) / (performance.now() - started), p95Ms: percentile(tookMs, 0.95) };
}

/** Six products, three listings and a home page in ten; no product twice before all were asked for. */
function pathOf(n: number, { products }: Size): string {
  const market = n % 2 === 0 ? "en-gb" : "de-de";
  const kind = n % 10;
  if (kind < 6) return `/v1/pages/product/${productHandle((n * 7_919) % products)}?market=${market}`;
  if (kind < 9) return `/v1/pages/collection/${shelfHandle(n)}?market=${market}&sort=${kind === 8 ? "price-asc" : "featured"}`;
  return `/v1/pages/home?market=${market}`;
}

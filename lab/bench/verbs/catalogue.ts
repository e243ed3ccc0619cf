import { type CatalogueFigures, measureCatalogue, SIZES } from "../catalogue/measure.ts";
import { show, table } from "../figures.ts";
import type { Verb } from "./verb.ts";

export const catalogue: Verb = {
  async measure(asked) {
    const size = SIZES[asked.size];
    if (!size) throw new Error(`--size is "${asked.size}": one of ${Object.keys(SIZES).join(", ")}`);
    const figures = await measureCatalogue({ ...asked, size });
    return { figures, text: inWords(figures) };
  },
};

function inWords({ size, engines }: CatalogueFigures): string {
  const rows = engines.map(({ engine, variantsPerSecond, pagesPerSecond, pageP95Ms, bareP95Ms, barePerPage }) => [
    ...[engine, variantsPerSecond.toFixed(0), show(pagesPerSecond), show(pageP95Ms, 1), show(bareP95Ms, 1), show(barePerPage, 1)],
  ]);
  const head = ["database", "variants imported / s", "page answers / s", "p95 ms", "bare question p95 ms", "bare questions a page"];
  const about = `${size.products} products, ${size.products * size.variantsEach} variants; eight askers at once, pages and bare questions in turns.`;
  return [about, table(head, rows)].join("\n\n");
}

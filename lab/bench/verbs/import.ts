import { type ImportFigures, measureImports } from "../catalogue-import.ts";
import { table } from "../figures.ts";
import type { Verb } from "./verb.ts";

export const importVerb: Verb = {
  async measure(asked) {
    const figures = await measureImports(asked);
    return { figures, text: inWords(figures) };
  },
};

function inWords({ profile, runs }: ImportFigures): string {
  const mb = (bytes: number): string => (bytes / 1_000_000).toFixed(0);
  const rows = runs.map(({ format, fileBytes, variants, first, again, shopPeakBytes, shopBeforeBytes, toolPeakBytes, sitemap }) => [
    ...[format, mb(fileBytes), String(variants), first.seconds.toFixed(0), first.variantsPerSecond.toFixed(0), again.seconds.toFixed(0)],
    ...[again.variantsPerSecond.toFixed(0), mb(shopPeakBytes), mb(shopBeforeBytes), mb(toolPeakBytes)],
    ...[String(sitemap.files), String(sitemap.addresses), mb(sitemap.mostBytes)],
  ]);
  const head = [
    "format",
    "MB",
    "variants",
    "first s",
    "variants / s",
    "again s",
    "variants / s",
    "shop peak MB",
    "before",
    "tool peak MB",
    "sitemap files",
    "addresses",
    "largest MB",
  ];
  return [
    `Profile ${profile}, by npm run feed into workerd with edge and origin in it, store in a Durable Object.`,
    table(head, rows),
  ].join("\n\n");
}

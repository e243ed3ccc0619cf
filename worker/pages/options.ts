/** What can be chosen of a product, and where each choice leads. Options are links, so every variant has an address. */
import type { ProductOption, ProductPage, Variant } from "#contract/pages";

export type ProductValue = ProductOption["values"][number];

export type Choice = {
  readonly value: ProductValue;
  /** The variant it leads to. */
  readonly sku: string;
  readonly isCurrent: boolean;
} & (
  | { readonly state: "available" }
  /** `others` are the other options as they are chosen. */
  | { readonly state: "sold-out"; readonly others: readonly string[] }
  /** Not made together with the other chosen options: it leads to the nearest variant that is. */
  | { readonly state: "not-made"; readonly others: readonly string[]; readonly madeWith: readonly string[] }
);

/** The chosen variant; a page of the origin always has it among its variants. */
export function selectedVariant(page: ProductPage): Variant | undefined {
  return page.variants.find(({ sku }) => sku === page.selected) ?? page.variants[0];
}

/** The choices of one option in the light of what is chosen of the others. A value without any variant is left out. */
export function choicesOf(page: ProductPage, option: ProductOption): readonly Choice[] {
  const selected = selectedVariant(page);
  if (selected === undefined) return [];
  return option.values.flatMap((value) => choiceOf(page, option, value, selected) ?? []);
}

function choiceOf(page: ProductPage, option: ProductOption, value: ProductValue, selected: Variant): Choice | undefined {
  const isCurrent = selected.options[option.name] === value.value;
  const candidates = page.variants.filter((variant) => variant.options[option.name] === value.value);
  const others = page.options.filter(({ name }) => name !== option.name);
  const nearest = candidates.toSorted((a, b) => likeness(b, selected, others) - likeness(a, selected, others))[0];
  if (nearest === undefined) return undefined;
  const base = { value, sku: nearest.sku, isCurrent };
  const differing = others.filter(({ name }) => nearest.options[name] !== selected.options[name]);
  // Of the chosen variant the stock line tells; here it would be said once for each option.
  const isOut = nearest.availability === "out" && !isCurrent;
  if (differing.length === 0 && isOut) return { ...base, state: "sold-out", others: others.map((other) => labelOf(other, selected)) };
  if (differing.length === 0) return { ...base, state: "available" };
  return {
    ...base,
    state: "not-made",
    others: differing.map((other) => labelOf(other, selected)),
    madeWith: madeWith(candidates, differing),
  };
}

function likeness(variant: Variant, selected: Variant, others: readonly ProductOption[]): number {
  const same = others.filter(({ name }) => variant.options[name] === selected.options[name]).length;
  // Among equals, one that can be bought.
  return same + (variant.availability === "out" ? 0 : 0.5);
}

function madeWith(candidates: readonly Variant[], differing: readonly ProductOption[]): readonly string[] {
  return [...new Set(candidates.map((variant) => differing.map((option) => labelOf(option, variant)).join(", ")))];
}

function labelOf(option: ProductOption, variant: Variant): string {
  const value = variant.options[option.name];
  return option.values.find((candidate) => candidate.value === value)?.label ?? value ?? "";
}

/** The chosen options of a variant in words, in the order of the product's options. */
export function choiceLabels(page: ProductPage, variant: Variant): readonly string[] {
  return page.options.map((option) => labelOf(option, variant)).filter((label) => label !== "");
}

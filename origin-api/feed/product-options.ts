import type { RowProblem } from "#contract/feed";
import type { StoredOption } from "../store/schema.ts";
import type { FeedOption } from "./feed-row.ts";
import type { VariantPart } from "./variant-parts.ts";

export interface OptionPlan {
  readonly options: readonly StoredOption[];
  /** SKU -> option name -> value, for the variants that can be told apart. */
  readonly chosen: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly faults: readonly Pick<RowProblem, "id" | "field" | "because" | "value">[];
}

/**
 * What a shopper chooses by. A variant that lacks an option, or is chosen like an earlier one, cannot be sold; where each lacks one,
 * the first is sold by those it has.
 */
export function planOptions(parts: readonly VariantPart[]): OptionPlan {
  const plan = planBy(parts, optionNames(parts));
  if (plan.chosen.size > 0) return plan;
  return planBy(parts, namesOf(parts.filter(({ isKept }) => !isKept).slice(0, 1)));
}

function planBy(parts: readonly VariantPart[], names: readonly string[]): OptionPlan {
  const chosen = new Map<string, Readonly<Record<string, string>>>();
  const faults: OptionPlan["faults"][number][] = [];
  const takenBy = new Map<string, string>();
  // What is kept yields to what the feed says.
  for (const part of [...parts.filter(({ isKept }) => !isKept), ...parts.filter(({ isKept }) => isKept)]) {
    const values = Object.fromEntries(part.options.filter(({ name }) => names.includes(name)).map(({ name, value }) => [name, value]));
    const missing = names.find((name) => !Object.hasOwn(values, name));
    const choice = JSON.stringify(names.map((name) => values[name]));
    const twin = takenBy.get(choice);
    if (missing !== undefined)
      faults.push({ id: part.sku, field: missing, because: "is missing, although other variants of the product have it", value: "" });
    else if (twin !== undefined)
      faults.push({ id: part.sku, field: names.join(", ") || "item_group_id", because: `tells it not from ${twin}`, value: choice });
    else {
      takenBy.set(choice, part.sku);
      chosen.set(part.sku, values);
    }
  }
  const sold = parts.filter(({ sku }) => chosen.has(sku));
  return { options: names.map((name) => option(name, sold)), chosen, faults };
}

/**
 * All of a feed's own options; of Google's fields those that differ between variants. Good rows decide: what the shop keeps for a bad
 * one adds a value to tell apart, and asks for no option that they lack.
 */
function optionNames(parts: readonly VariantPart[]): readonly string[] {
  const told = parts.filter(({ isKept }) => !isKept);
  if (told.length === 0) return namesOf(parts);
  const given = told.filter(({ optionsGiven }) => optionsGiven);
  if (given.length > 0) return namesOf(given);
  return namesOf(told).filter((name) => {
    const kept = parts.filter((part) => part.isKept && optionOf(part, name) !== undefined);
    return new Set([...told, ...kept].map((part) => optionOf(part, name)?.value)).size > 1;
  });
}

const namesOf = (parts: readonly VariantPart[]): string[] => [...new Set(parts.flatMap(({ options }) => options.map(({ name }) => name)))];

const optionOf = (part: VariantPart, name: string): FeedOption | undefined => part.options.find((one) => one.name === name);

function option(name: string, parts: readonly VariantPart[]): StoredOption {
  const values = new Map<string, StoredOption["values"][number]>();
  for (const part of parts) {
    const chosen = optionOf(part, name);
    if (chosen && !values.has(chosen.value))
      values.set(chosen.value, { value: chosen.value, labels: chosen.labels, swatch: chosen.swatch });
  }
  const labels = parts.map((part) => optionOf(part, name)?.names ?? {}).find((names) => Object.keys(names).length > 0) ?? {};
  return { name, labels, values: [...values.values()] };
}

/** Which combinations are made, how many are there, and what they are called on a label. */
import type { Currency } from "#contract/market";
import type { Colourway } from "../pictures/colourways.ts";
import { colourCode } from "./colours.ts";
import { priceIn } from "./prices.ts";
import type { Variant } from "./product.ts";
import type { Made } from "./prose.ts";
import type { Chance } from "./random.ts";
import type { More } from "./row.ts";
import type { Size } from "./sizes.ts";

const SHARE_NOT_MADE = 0.06;

/** Every colour in every size but those the row rules out; without such a word chance leaves out a few. */
export function combinationsMade(sizes: readonly Size[], colourways: readonly Colourway[], { not }: More, chance: Chance): readonly Made[] {
  const all = colourways.flatMap((colourway) => sizes.map((size) => ({ colourway, size })));
  if (not !== undefined) {
    const ruledOut = new Set(not.split(", "));
    return all.filter(({ size, colourway }) => !ruledOut.has(`${size.name} ${colourCode(colourway)}`));
  }
  return all.filter(({ colourway, size }) => {
    const left = chance.next() < SHARE_NOT_MADE;
    // The first colour is on the card and the first size is the cheapest: both are always complete.
    return !left || sizes.length === 1 || colourway === colourways[0] || size === sizes[0];
  });
}

interface Terms {
  readonly number: number;
  readonly currencies: readonly Currency[];
  readonly more: More;
  readonly chance: Chance;
}

export function variantOf({ colourway, size }: Made, ordinal: number, { number, currencies, more, chance }: Terms): Variant {
  const stock = unitsThere(chance);
  const labelled = chance.next() < 0.7;
  return {
    sku: `NH-${number}-${colourCode(colourway)}-${skuSize(size)}`,
    colourway,
    size,
    prices: currencies.map((currency) => priceIn(currency, size.pounds)),
    stock: more.soon ? 0 : (more.stock ?? stock),
    gtin: labelled ? gtin13(number, ordinal) : undefined,
  };
}

/** `350ml` is 350, `1.4l` is 14L, `50x70cm` is 50X70. */
function skuSize({ name }: Size): string {
  return name
    .replace(/(ml|cm|p|h)$/, "")
    .replace(".", "")
    .toUpperCase();
}

/** Most are there, some are nearly gone, a few are gone. */
function unitsThere(chance: Chance): number {
  const luck = chance.next();
  if (luck < 0.06) return 0;
  return luck < 0.17 ? chance.whole(1, 5) : chance.whole(6, 80);
}

/** A number from the range GS1 keeps for examples (952), with its check digit. */
function gtin13(number: number, ordinal: number): string {
  const digits = `9520${String(number).padStart(5, "0")}${String(ordinal).padStart(3, "0")}`;
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return digits + String((10 - (sum % 10)) % 10);
}

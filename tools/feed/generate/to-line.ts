import type { FeedProductLine } from "#contract/feed-line";
import { MARKETS } from "#contract/market";
import { instant, inWords } from "../../../origin-api/feed/export/feed-item.ts";
import type { ToldProduct, ToldVariant } from "../../../origin-api/feed/export/told-product.ts";

/** A product as a line of JSON Lines. */
export function toLine(product: ToldProduct): FeedProductLine {
  const { id, handle, titles, descriptions, brand, type, specs, variants } = product;
  return {
    id,
    handle,
    title: titles,
    description: descriptions,
    ...(brand !== null && { brand }),
    ...(type !== null && { types: [type] }),
    specs: specs.map(({ names, values }) => ({ name: names, value: values })),
    variants: variants.map((variant) => toVariant(product, variant)),
  };
}

function toVariant({ options, preorderUntil }: ToldProduct, variant: ToldVariant): FeedProductLine["variants"][number] {
  return {
    sku: variant.sku,
    prices: variant.prices.map(toPrice),
    stock: variant.onHand,
    ...(preorderUntil !== null && { availability: "preorder" }),
    options: options.flatMap(({ name, values }) => {
      const chosen = values.find(({ value }) => value === variant.options[name]);
      return chosen ? [{ name, value: chosen.value, label: chosen.labels }] : [];
    }),
    pictures: [...variant.pictures],
    ...(variant.mpn !== null && { mpn: variant.mpn }),
  };
}

function toPrice({ market, minor, saleMinor, saleFrom, saleUntil }: ToldVariant["prices"][number]) {
  const { currency } = MARKETS[market];
  const price = inWords({ minor, currency });
  if (saleMinor === null || saleFrom === null || saleUntil === null) return price;
  return { price, sale: inWords({ minor: saleMinor, currency }), during: `${instant(saleFrom)}/${instant(saleUntil)}` };
}

/** A generated product as rows of a table, in Google's columns or in Shopify's. */
import { MARKETS } from "#contract/market";
import { decimalAmount } from "#contract/money";
import type { ToldProduct, ToldVariant } from "../../../origin-api/feed/export/told-product.ts";

/** A line of a table; cells are quoted where they have to be. */
export function tableLine(cells: readonly string[], delimiter: "," | "\t"): string {
  const quoted = cells.map((cell) => (/["\r\n]/.test(cell) || cell.includes(delimiter) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(delimiter)}\n`;
}

export const GOOGLE_HEADER = [
  ...[
    "id",
    "item group id",
    "title",
    "description",
    "link",
    "image link",
    "additional image link",
    "availability",
    "availability date",
    "price",
  ],
  ...["sale price", "brand", "mpn", "color", "size", "product type", "product detail", "custom label 0", "warehouse"],
  ...["v:price", "v:price", "v:price", "v:price", "v:stock", "v:handle"],
];

export function googleRows(product: ToldProduct, site: string): readonly (readonly string[])[] {
  const { id, handle, titles, descriptions, brand, type, specs, preorderUntil } = product;
  const details = specs.map(({ names, values }) => `General:${names.en}:${values.en}`).join(",");
  return product.variants.map((variant, i) => {
    const { sku, pictures, onHand, mpn, prices } = variant;
    const [main, ...others] = prices.map(({ market, minor }) => amount(minor, market));
    const sale = prices[0]?.saleMinor == null ? "" : amount(prices[0].saleMinor, prices[0].market);
    const availability = preorderUntil === null ? (onHand > 0 ? "in stock" : "out of stock") : "preorder";
    const date = preorderUntil === null ? "" : new Date(preorderUntil).toISOString();
    const [picture = "", ...more] = pictures.map(({ src }) => src);
    const texts = [sku, id, titles.en ?? "", i === 0 ? (descriptions.en ?? "") : "", `${site}/products/${handle}`, picture, more.join(",")];
    const offer = [
      availability,
      date,
      main ?? "",
      sale,
      brand ?? "",
      mpn ?? "",
      label(product, variant, "color"),
      label(product, variant, "size"),
    ];
    return [...texts, ...offer, type ?? "", details, "x", "B7", ...others, String(onHand), i === 0 ? handle : ""];
  });
}

export const SHOPIFY_HEADER = [
  ...[
    "Handle",
    "Title",
    "Body (HTML)",
    "Vendor",
    "Product Category",
    "Type",
    "Tags",
    "Published",
    "Option1 Name",
    "Option1 Value",
    "Option2 Name",
  ],
  ...["Option2 Value", "Variant SKU", "Variant Grams", "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy"],
  ...[
    "Variant Fulfillment Service",
    "Variant Price",
    "Variant Compare At Price",
    "Variant Requires Shipping",
    "Variant Taxable",
    "Variant Barcode",
  ],
  ...["Image Src", "Image Position", "Image Alt Text", "Gift Card", "SEO Title", "Variant Image", "Cost per item", "Status"],
  ...["Height cm (product.metafields.custom.height_cm)", "Movie (product.metafields.custom.movie)"],
  "Country origin (product.metafields.custom.country_origin)",
];

/** In pounds. The rows of a product stand together; the second brings a further picture. */
export function shopifyRows(product: ToldProduct): readonly (readonly string[])[] {
  const { handle, titles, descriptions, brand, type, specs, preorderUntil } = product;
  const isOne = product.options.length === 0;
  const attributes = ["height_cm", "movie", "country_origin"].map((name) => specs.find(({ names }) => names.en === name)?.values.en ?? "");
  return product.variants.map((variant, i) => {
    const first = (cell: string): string => (i === 0 ? cell : "");
    const [price] = variant.prices;
    const regular = plain(price?.minor ?? 0);
    const [now, before] = price?.saleMinor == null ? [regular, ""] : [plain(price.saleMinor), regular];
    const head = [
      handle,
      first(titles.en ?? ""),
      first(descriptions.en ?? ""),
      first(brand ?? ""),
      "",
      first(type?.split(" > ").at(-1) ?? ""),
      "",
      first("true"),
    ];
    const options = isOne
      ? [first("Title"), "Default Title", "", ""]
      : [first("Color"), label(product, variant, "color"), first("Size"), label(product, variant, "size")];
    const stock = ["0", "shopify", String(preorderUntil === null ? variant.onHand : 0), "deny", "manual"];
    const picture = [variant.pictures[i]?.src ?? "", i < 2 ? String(i + 1) : ""];
    const offer = [now, before, "true", "true", ""];
    const rest = ["", "false", "", variant.pictures[0]?.src ?? "", "", first("active"), ...attributes.map(first)];
    return [...head, ...options, variant.sku, ...stock, ...offer, ...picture, ...rest];
  });
}

function label({ options }: ToldProduct, variant: ToldVariant, name: string): string {
  const option = options.find((one) => one.name === name);
  return option?.values.find(({ value }) => value === variant.options[name])?.labels.en ?? "";
}

const amount = (minor: number, market: keyof typeof MARKETS): string =>
  `${decimalAmount({ minor, currency: MARKETS[market].currency })} ${MARKETS[market].currency}`;
const plain = (minor: number): string => decimalAmount({ minor, currency: "GBP" });

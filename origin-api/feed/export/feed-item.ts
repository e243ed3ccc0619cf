/** A variant as an `<item>`: Google's fields for one market, and ours for everything else, so that an import makes the same shop of it. */
import { MARKET_NAMES, MARKETS, type Market } from "#contract/market";
import { decimalAmount } from "#contract/money";
import { type Offer, offerOf } from "#contract/offer";
import type { Picture } from "#contract/pages";
import { localize } from "../../catalog/localized.ts";
import { choiceInWords } from "../../catalog/option-words.ts";
import { offeredAt } from "../../catalog/product-page.ts";
import type { StoredOption } from "../../store/schema.ts";
import { cut } from "../element.ts";
import { LIMITS } from "../known-fields.ts";
import type { StoredPrice } from "../variant-parts.ts";
import type { ToldProduct, ToldVariant } from "./told-product.ts";
import { around, element, inLanguages } from "./xml.ts";

export interface Writing {
  /** The shop's origin. */
  readonly site: string;
  /** Whose price, address and language Google's fields have. */
  readonly market: Market;
  readonly at: number;
  /** With our extension; without it, a feed for Google alone. */
  readonly whole: boolean;
}

/** An item for each variant; without the extension, only for those that the market sells at that instant. */
export function feedItems(product: ToldProduct, writing: Writing): readonly string[] {
  const { market, at, whole } = writing;
  const isReleased = product.releasedAt === null || product.releasedAt <= at;
  const told = whole
    ? product.variants
    : product.variants.filter(({ prices }) => isReleased && prices.some((price) => price.market === market));
  return told.map((variant, i) => {
    const own = whole ? [...variantFields(product, variant, writing), ...(i === 0 ? productFields(product) : [])] : [];
    return around("item", [...googleFields(product, variant, writing), ...own]);
  });
}

/** The market's own price, or the first there is of a variant that is not sold there. */
function mainPrice({ prices }: ToldVariant, market: Market): StoredPrice {
  const order: readonly Market[] = [market, ...MARKET_NAMES];
  const [main] = order.flatMap((name) => prices.find((price) => price.market === name) ?? []);
  if (!main) throw new Error("a variant has no price");
  return main;
}

/** What the variant is offered at where its main price holds. */
function offerFor({ handle }: ToldProduct, variant: ToldVariant, { site, market, at }: Writing): Offer {
  const terms = mainPrice(variant, market);
  const offered = offeredAt({ terms, available: variant.available }, terms.market, at);
  return offerOf({ sku: variant.sku, ...offered }, { handle, market: terms.market, site });
}

function googleFields(product: ToldProduct, variant: ToldVariant, writing: Writing): readonly string[] {
  const main = mainPrice(variant, writing.market);
  const settings = MARKETS[main.market];
  const text = (texts: ToldProduct["titles"]): string => localize(texts, settings.language);
  const choice = choiceInWords(product.options, variant.options, settings);
  const offer = offerFor(product, variant, writing);
  const [picture, ...others] = variant.pictures.filter(({ kind }) => writing.whole || kind !== "drawing");
  return [
    element("g:id", variant.sku),
    element("g:item_group_id", product.id),
    element("g:title", cut([text(product.titles), choice].filter(Boolean).join(", "), LIMITS.title)),
    element("g:description", text(product.descriptions)),
    element("g:link", offer.url),
    ...(picture === undefined ? [] : [element("g:image_link", addressOf(picture, writing.site))]),
    ...others.map((other) => element("g:additional_image_link", addressOf(other, writing.site))),
    ...availabilityFields(product, offer),
    element("g:price", inWords(offer.was ?? offer.price)),
    ...saleFields(main),
    ...(product.brand === null ? [] : [element("g:brand", product.brand)]),
    ...(variant.gtin === null ? [] : [element("g:gtin", variant.gtin)]),
    ...(variant.mpn === null ? [] : [element("g:mpn", variant.mpn)]),
    ...(variant.gtin === null && variant.mpn === null ? [element("g:identifier_exists", "no")] : []),
    element("g:condition", "new"),
    ...GOOGLE_OPTIONS.flatMap((name) => googleOption(product.options, variant, name, main.market)),
    ...(product.type === null ? [] : [element("g:product_type", product.type)]),
  ];
}

function availabilityFields({ preorderUntil }: ToldProduct, { availability }: Offer): readonly string[] {
  if (preorderUntil === null) return [element("g:availability", availability.feed)];
  return [element("g:availability", "preorder"), element("g:availability_date", instant(preorderUntil))];
}

const GOOGLE_OPTIONS = ["color", "size", "material", "pattern"] as const;

function googleOption(options: readonly StoredOption[], { options: chosen }: ToldVariant, name: string, market: Market): readonly string[] {
  const option = options.find((one) => one.name === name);
  return option ? [element(`g:${name}`, choiceInWords([option], chosen, MARKETS[market]))] : [];
}

export const inWords = (money: Offer["price"]): string => `${decimalAmount(money)} ${money.currency}`;

/** The sale also before it begins and after it is over: its period says when. */
function saleFields({ market, saleMinor, saleFrom, saleUntil }: StoredPrice): readonly string[] {
  if (saleMinor === null) return [];
  const price = element("g:sale_price", inWords({ minor: saleMinor, currency: MARKETS[market].currency }));
  return [price, ...periodOf(saleFrom, saleUntil).map((period) => element("g:sale_price_effective_date", period))];
}

/** Both ends, or none. */
const periodOf = (from: number | null, until: number | null): readonly string[] =>
  from === null || until === null ? [] : [`${instant(from)}/${instant(until)}`];

export const instant = (at: number): string => new Date(at).toISOString().replace(/\.\d+Z$/, "Z");

function addressOf({ src }: Picture, site: string): string {
  return src.startsWith("/") ? site + src : src;
}

function variantFields({ options }: ToldProduct, variant: ToldVariant, { market }: Writing): readonly string[] {
  const main = mainPrice(variant, market);
  return [
    ...variant.prices.filter((price) => price !== main).map(priceElement),
    element("v:stock", String(variant.onHand)),
    ...options.flatMap((option) => optionElement(option, variant.options[option.name])),
    ...variant.pictures.map(({ kind }) => element("v:picture-kind", kind)),
  ];
}

function priceElement({ market, minor, saleMinor, saleFrom, saleUntil }: StoredPrice): string {
  const { currency } = MARKETS[market];
  const sale = saleMinor === null ? {} : { sale: inWords({ minor: saleMinor, currency }) };
  const [during] = saleMinor === null ? [] : periodOf(saleFrom, saleUntil);
  return element("v:price", inWords({ minor, currency }), { ...sale, ...(during !== undefined && { during }) });
}

function optionElement({ name, labels, values }: StoredOption, chosen: string | undefined): readonly string[] {
  const value = values.find((one) => one.value === chosen);
  if (!value) return [];
  const attributes = { name, value: value.value, ...value.swatch };
  return [around("v:option", [...inLanguages("v:name", labels), ...inLanguages("v:label", value.labels)], attributes)];
}

function productFields({ handle, titles, details, descriptions, specs, position, releasedAt, also }: ToldProduct): readonly string[] {
  return [
    element("v:handle", handle),
    ...inLanguages("v:title", titles),
    ...inLanguages("v:detail", details),
    ...inLanguages("v:description", descriptions),
    ...specs.map(({ names, values }) => around("v:spec", [...inLanguages("v:name", names), ...inLanguages("v:value", values)])),
    ...(position === null ? [] : [element("v:position", String(position))]),
    ...(releasedAt === null ? [] : [element("v:released", instant(releasedAt))]),
    ...also.map((collection) => element("v:also", collection)),
  ];
}

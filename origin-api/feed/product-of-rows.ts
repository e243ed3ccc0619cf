import type { RowProblem } from "#contract/feed";
import type { Picture } from "#contract/pages";
import type { Localized, StoredOption, StoredSpec } from "../store/schema.ts";
import type { CollectionPlan } from "./collections.ts";
import type { NumberedRow } from "./feed-contents.ts";
import type { FeedDetails, FeedPrices, FeedRow, SkippedRow } from "./feed-row.ts";
import { planOptions } from "./product-options.ts";
import { partOfRow, partOfStored, type StoredVariant, type VariantPart } from "./variant-parts.ts";

export const MOST_VARIANTS = 250;
/** So many rows of a product are looked at. */
export const ROWS_OF_PRODUCT = 400;

export interface FeedVariant extends Pick<VariantPart, "sku" | "pictures" | "gtin" | "mpn" | "stock"> {
  readonly position: number;
  readonly options: Readonly<Record<string, string>>;
  readonly prices: FeedPrices;
}

/** A product as the feed wants it to be. */
export interface FeedProduct {
  readonly id: string;
  /** `given` is a demand of the feed; a made one yields to the handle the product has. */
  readonly handle: { readonly wanted: string; readonly given: boolean };
  readonly titles: Localized;
  readonly details: Localized;
  readonly descriptions: Localized;
  readonly brand: string | null;
  readonly options: readonly StoredOption[];
  readonly specs: readonly StoredSpec[];
  readonly picture: Picture;
  readonly homeId: string | null;
  readonly collectionIds: readonly string[];
  /** Null keeps the place it has; `ordinal` is one for a product without. */
  readonly position: number | null;
  readonly ordinal: number;
  readonly releasedAt: number | null;
  readonly variants: readonly FeedVariant[];
}

/** What the shop has of the product, for the variants whose rows are skipped. */
export interface Kept {
  readonly variants: readonly StoredVariant[];
  readonly options: readonly StoredOption[];
}

/** Rows of one product, in the order of the file, to the product; undefined when no row is good, which leaves the shop's as it is. */
export function productOfRows(
  staged: readonly NumberedRow[],
  plan: CollectionPlan,
  kept: Kept,
): { readonly product: FeedProduct | undefined; readonly problems: readonly RowProblem[] } {
  const [first] = staged.flatMap(({ row }) => ("skipped" in row ? [] : [row]));
  if (!first) return { product: undefined, problems: [] };
  const parts = partsOf(staged, kept);
  const { options, chosen, faults } = planOptions(parts.slice(0, MOST_VARIANTS));
  const sold = parts.filter(({ sku }) => chosen.has(sku));
  const details = staged.find(({ row }) => row.details !== null)?.row.details ?? null;
  const said = saidOf(staged.map(({ row }) => row));
  const { homeId, collectionIds, unknown } = plan.place(said.types, details?.also ?? []);
  const problems = [...faults, ...parts.slice(MOST_VARIANTS).map(tooMany), ...unknown.map((place) => nowhere(first.sku, place))];
  const lines = new Map(staged.map(({ row }) => [row.sku, row.line]));
  const told = problems.map((fault) => ({ line: lines.get(fault.id ?? "") ?? first.line, ...fault }));
  const picture = sold[0]?.pictures[0];
  if (!picture) return { product: undefined, problems: told };
  const variants = sold.map((part, position) => toVariant(part, position, chosen.get(part.sku) ?? {}));
  const where = { homeId, collectionIds, ordinal: staged[0]?.ordinal ?? 0 };
  return { product: { ...described(first, said, details), ...texts(said, details), options, picture, ...where, variants }, problems: told };
}

type Fault = Omit<RowProblem, "line">;

const tooMany = ({ sku }: VariantPart): Fault => ({
  id: sku,
  field: "item_group_id",
  because: `has over ${MOST_VARIANTS} variants`,
  value: sku,
});

function nowhere(id: string, { field, value }: { readonly field: string; readonly value: string }): Fault {
  return { id, field, because: "names no collection of this feed: not listed there", value };
}

/** What rows say of the product that they share. */
type Said = Pick<FeedRow, "types" | "title" | "description" | "brand" | "specs">;

/** The first row says it, bad or good; where a bad one is silent, as its fault may be there, the next one does. */
function saidOf(rows: readonly (FeedRow | SkippedRow)[]): Said {
  const leading = rows.slice(0, rows.findIndex((row) => !("skipped" in row)) + 1);
  return {
    types: leading.find(({ types }) => types.length > 0)?.types ?? [],
    title: sharedTitle(rows.flatMap(({ title }) => title || [])),
    description: leading.find(({ description }) => description !== "")?.description ?? "",
    brand: leading.find(({ brand }) => brand !== null)?.brand ?? null,
    specs: leading.find(({ specs }) => specs.length > 0)?.specs ?? [],
  };
}

function described(
  first: FeedRow,
  { brand }: Said,
  details: FeedDetails | null,
): Pick<FeedProduct, "id" | "handle" | "brand" | "position" | "releasedAt"> {
  const wish = details?.handle ?? null;
  const handle = { wanted: wish ?? first.handle, given: wish !== null };
  return { id: first.productId, handle, brand, position: details?.position ?? null, releasedAt: details?.releasedAt ?? null };
}

/** Good rows, and at the place of a skipped one what the shop has; each SKU once. */
function partsOf(staged: readonly NumberedRow[], kept: Kept): readonly VariantPart[] {
  const told = new Set(staged.flatMap(({ row }) => ("skipped" in row ? [] : [row.sku])));
  const stored = new Map(kept.variants.map((variant) => [variant.sku, variant]));
  return staged.flatMap(({ row }) => {
    if (!("skipped" in row)) return [partOfRow(row)];
    const variant = stored.get(row.sku);
    stored.delete(row.sku);
    return variant && !told.has(row.sku) ? [partOfStored(variant, kept.options)] : [];
  });
}

function toVariant(
  { sku, pictures, gtin, mpn, prices, stock }: VariantPart,
  position: number,
  options: Readonly<Record<string, string>>,
): FeedVariant {
  return { sku, position, options, pictures, gtin, mpn, prices, stock };
}

function texts(
  { title, description, specs }: Said,
  details: FeedDetails | null,
): Pick<FeedProduct, "titles" | "details" | "descriptions" | "specs"> {
  return {
    titles: hasText(details?.titles) ? details.titles : { en: title },
    details: details?.details ?? {},
    descriptions: hasText(details?.descriptions) ? details.descriptions : { en: description },
    specs: details && details.specs.length > 0 ? details.specs : specs,
  };
}

const hasText = (texts: Localized | undefined): texts is Localized => texts !== undefined && Object.keys(texts).length > 0;

/** `Enamel mug, white` and `Enamel mug, blue` are variants of an `Enamel mug`. */
function sharedTitle(titles: readonly string[]): string {
  const [first = "", ...others] = titles;
  const words = first.split(" ");
  const shared = words.filter((_, i) =>
    others.every(
      (title) =>
        title
          .split(" ")
          .slice(0, i + 1)
          .join(" ") === words.slice(0, i + 1).join(" "),
    ),
  );
  const title = shared.join(" ").replace(/[\s,;:|/(–—-]+$/u, "");
  return title.length >= 3 ? title : first;
}

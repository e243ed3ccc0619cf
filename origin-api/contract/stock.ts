import * as v from "valibot";
import { Cursor, HandlesAnswer } from "./handles.ts";

/** How much is there, in three bands; an exact count travels only with `low`. */
export const StockBand = v.picklist(["in", "low", "out"]);
export type StockBand = v.InferOutput<typeof StockBand>;

export const StockLevel = v.object({
  sku: v.pipe(v.string(), v.maxLength(64)),
  band: StockBand,
  /** Present exactly when the band is `low`. */
  count: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
});
export type StockLevel = v.InferOutput<typeof StockLevel>;

/** `GET /v1/stock?since=<cursor>`: what moved since the cursor; without one, everything. */
export const StockAnswer = v.object({
  cursor: Cursor,
  /** True when `levels` is the whole of the stock, so the reader starts over. */
  whole: v.boolean(),
  levels: v.array(StockLevel),
  /** Present when it was asked for. */
  handles: v.optional(HandlesAnswer),
});
export type StockAnswer = v.InferOutput<typeof StockAnswer>;

/** At this many or fewer the band is `low` and the count is told. */
export const LOW_STOCK_AT_MOST = 5;

/** The level of a SKU with `available` units free to sell. */
export function stockLevel(sku: string, available: number): StockLevel {
  if (available <= 0) return { sku, band: "out" };
  return available <= LOW_STOCK_AT_MOST ? { sku, band: "low", count: available } : { sku, band: "in" };
}

import * as v from "valibot";
import { MARKET_NAMES } from "#contract/market";
import { Sort } from "#contract/pages";

const whole = (max: number, atLeast: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, "Expected a whole number"), v.transform(Number), v.minValue(atLeast), v.maxValue(max));

/** `at` asks for the page as it is at an instant, epoch milliseconds; without it, as it is. */
export const PageQuery = v.object({
  market: v.picklist(MARKET_NAMES),
  at: v.optional(whole(8.64e14, 0)),
  page: v.optional(whole(1_000_000, 1), "1"),
  sort: v.optional(Sort, "featured"),
  variant: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type PageQuery = v.InferOutput<typeof PageQuery>;

import * as v from "valibot";
import { DEFAULT_MARKET, MARKET_NAMES } from "#contract/market";

export const ExportQuery = v.object({
  /** Whose prices, addresses and language Google's fields have. */
  market: v.optional(v.picklist(MARKET_NAMES), DEFAULT_MARKET),
  /** `all` is for importing again; `market` for Google alone: what that market sells, without our extension. */
  of: v.optional(v.picklist(["all", "market"]), "all"),
  /** The shop's origin. */
  site: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\/[^/]+$/, "Expected an origin, as in https://shop.example")),
});

/** An order to fill pages ahead, checked whole before anything happens. Every complaint names its field. */
import * as v from "valibot";
import { MARKET_NAMES } from "#contract/market";
import type { KeyPolicy, Site } from "../key/key-parts.ts";
import { PREWARM_KINDS, type PrewarmOrder } from "../prewarm/prewarm.ts";
import { canonicalPage } from "./canonical-target.ts";
import { canonicalKey, type Decoded, decodeObject, decodeValues, REASON, refuse, strictly, VALUES } from "./decode-order.ts";

const MAX_PER_SECOND = 50;
export const DEFAULT_PER_SECOND = 10;

const Order = v.strictObject(
  {
    by: v.picklist(PREWARM_KINDS, `One of ${PREWARM_KINDS.join(", ")}.`),
    values: v.optional(VALUES),
    markets: v.optional(v.array(v.picklist(MARKET_NAMES, `One of ${MARKET_NAMES.join(", ")}.`), "A list is wanted."), []),
    perSecond: v.optional(
      v.pipe(
        v.number("A number is wanted."),
        v.integer("A whole number is wanted."),
        v.minValue(1, "At least 1 page a second."),
        v.maxValue(MAX_PER_SECOND, `At most ${MAX_PER_SECOND} pages a second.`),
      ),
      DEFAULT_PER_SECOND,
    ),
    reason: REASON,
    dryRun: v.optional(v.boolean("true or false."), false),
  },
  strictly,
);

export interface PrewarmAsked {
  readonly order: PrewarmOrder;
  readonly dryRun: boolean;
}

/** Decodes the JSON body of `POST /admin/api/prewarms`, or what the console's form says. */
export function decodePrewarm(body: unknown, site: Site, policies: readonly KeyPolicy[]): Decoded<PrewarmAsked> {
  const parsed = decodeObject(Order, body);
  if (!parsed.ok) return parsed;
  const { by, values, markets, perSecond, reason, dryRun } = parsed.value;
  if (by === "sitemap" && values !== undefined)
    return refuse([{ field: "values", because: "The whole sitemap is meant: leave the values out." }]);
  const canonical = by === "url" ? (value: string) => canonicalPage(value, site, policies) : canonicalKey;
  const targets: Decoded<readonly string[]> = by === "sitemap" ? { ok: true, value: [] } : decodeValues(values, canonical);
  if (!targets.ok) return targets;
  const order: PrewarmOrder = { by, values: targets.value, markets: [...new Set(markets)], perSecond, reason };
  return { ok: true, value: { order, dryRun } };
}

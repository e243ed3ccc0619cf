/** An order to purge, checked whole before anything happens. Every complaint names its field. */
import * as v from "valibot";
import { MARKET_NAMES, type Market } from "#contract/market";
import { pageKey, SURROGATE_KEY } from "#contract/surrogate-keys";
import type { PurgeBy, PurgeMode } from "../bulletin/purge-row.ts";
import { ALL_KEY, marketKey, prefixKey } from "../bulletin/to-surrogate-keys.ts";
import type { KeyPolicy, Site } from "../key/key-parts.ts";
import { type Canonical, canonicalPrefix, canonicalUrl } from "./canonical-target.ts";
import { canonicalKey, type Decoded, decodeObject, decodeValues, REASON, refuse, strictly, VALUES } from "./decode-order.ts";

export const PURGE_KINDS = ["url", "surrogate-key", "prefix", "market", "all"] as const satisfies readonly PurgeBy[];
export const PURGE_MODES = ["soft", "hard"] as const satisfies readonly PurgeMode[];
/** Keys of every page: purging by them must not be the way round what purging everything asks for. */
const KEYS_OF_EVERYTHING: ReadonlySet<string> = new Set([ALL_KEY, prefixKey("/")]);
/** Every page shows the navigation. */
const NAVIGATION = pageKey("navigation");

/** What was ordered, canonical. */
export interface PurgeOrder {
  readonly by: PurgeBy;
  /** Empty for `all`. */
  readonly values: readonly string[];
  readonly mode: PurgeMode;
  readonly reason: string;
  readonly minVersions?: Readonly<Record<string, number>>;
  readonly dryRun: boolean;
}

const key = (what: string) => v.pipe(v.string("Text is wanted."), v.regex(SURROGATE_KEY, `Not ${what}: 1 to 128 of a-z 0-9 : . _ / -.`));
const version = v.pipe(v.number("A number is wanted."), v.safeInteger("A whole number is wanted."), v.minValue(1, "Versions begin at 1."));

/** Strict: a misspelled `dryRun` must not become a purge. */
const Order = v.strictObject(
  {
    by: v.picklist(PURGE_KINDS, `One of ${PURGE_KINDS.join(", ")}.`),
    values: v.optional(VALUES),
    mode: v.optional(v.picklist(PURGE_MODES, `One of ${PURGE_MODES.join(", ")}.`), "soft"),
    reason: REASON,
    minVersions: v.optional(
      v.pipe(
        v.custom<object>((value) => typeof value === "object" && value !== null && !Array.isArray(value), "An object is wanted."),
        v.check((entities) => !Object.hasOwn(entities, "__proto__"), "Not an entity: __proto__."),
        v.record(key("an entity"), version),
        v.check((entities) => Object.keys(entities).length <= 100, "At most 100 entities."),
      ),
    ),
    dryRun: v.optional(v.boolean("true or false."), false),
    confirm: v.optional(v.string("Text is wanted.")),
  },
  strictly,
);
type Order = v.InferOutput<typeof Order>;

/** Decodes the JSON body of `POST /admin/api/purges`, or what the console's form says. */
export function decodePurge(body: unknown, site: Site, policies: readonly KeyPolicy[]): Decoded<PurgeOrder> {
  const parsed = decodeObject(Order, body);
  if (!parsed.ok) return parsed;
  const { by, mode, reason, minVersions, dryRun } = parsed.value;
  const targets = by === "all" ? decodeAll(parsed.value) : decodeValues(parsed.value.values, canonicalBy(by, site, policies));
  if (!targets.ok) return targets;
  // Emptying the whole shop wants to be typed out.
  if (!dryRun && parsed.value.confirm !== site.host && reachesEverything({ by, values: targets.value }))
    return refuse([{ field: "confirm", because: `Type ${site.host} to purge everything.` }]);
  return { ok: true, value: { by, values: targets.value, mode, reason, dryRun, ...(minVersions && { minVersions }) } };
}

function decodeAll({ values }: Order): Decoded<readonly string[]> {
  if (values !== undefined) return refuse([{ field: "values", because: "Everything is purged: leave the values out." }]);
  return { ok: true, value: [] };
}

/** Is every page of the shop reached, whatever way it was said? */
export function reachesEverything({ by, values }: Pick<PurgeOrder, "by" | "values">): boolean {
  if (by === "all" || (by === "surrogate-key" && values.includes(NAVIGATION))) return true;
  return MARKET_NAMES.every((market) => values.some((value) => wholeOf(by, market).includes(value)));
}

/** What has all pages of a market purged. */
function wholeOf(by: PurgeBy, market: Market): readonly string[] {
  const prefix = `/${market}/`;
  return { market: [market], prefix: [prefix], "surrogate-key": [marketKey(market), prefixKey(prefix)], url: [], all: [] }[by];
}

function canonicalBy(by: Exclude<PurgeBy, "all">, site: Site, policies: readonly KeyPolicy[]): (value: string) => Canonical {
  switch (by) {
    case "url":
      return (value) => canonicalUrl(value, site, policies);
    case "prefix":
      return (value) => canonicalPrefix(value, site, policies);
    case "market":
      return canonicalMarket;
    case "surrogate-key":
      return (value) =>
        KEYS_OF_EVERYTHING.has(value) ? { ok: false, because: "Every page has this key: purge by all." } : canonicalKey(value);
  }
}

function canonicalMarket(value: string): Canonical {
  const isKnown = MARKET_NAMES.some((market) => market === value);
  return isKnown ? { ok: true, value } : { ok: false, because: `One of ${MARKET_NAMES.join(", ")}.` };
}

/** An order to purge, checked whole before anything happens. Every complaint names its field. */

import * as v from "valibot";
import { MARKET_NAMES } from "#contract/market";
import type { FieldError } from "#contract/problem";
import { SURROGATE_KEY } from "#contract/surrogate-keys";
import type { PurgeBy, PurgeMode } from "../bulletin/purge-row.ts";
import { ALL_KEY, prefixKey } from "../bulletin/to-surrogate-keys.ts";
import type { KeyPolicy, Site } from "../key/key-parts.ts";
import { type Canonical, canonicalPrefix, canonicalUrl } from "./canonical-target.ts";

export const PURGE_KINDS = ["url", "surrogate-key", "prefix", "market", "all"] as const satisfies readonly PurgeBy[];
export const PURGE_MODES = ["soft", "hard"] as const satisfies readonly PurgeMode[];
export const MAX_VALUES = 1000;
const MAX_COMPLAINTS = 20;
/** Keys of every page: purging by them must not be the way round what purging everything asks for. */
const KEYS_OF_EVERYTHING: ReadonlySet<string> = new Set([ALL_KEY, prefixKey("/")]);

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

export type DecodedPurge =
  | { readonly ok: true; readonly order: PurgeOrder }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const key = (what: string) => v.pipe(v.string("Text is wanted."), v.regex(SURROGATE_KEY, `Not ${what}: 1 to 128 of a-z 0-9 : . _ / -.`));
const version = v.pipe(v.number("A number is wanted."), v.safeInteger("A whole number is wanted."), v.minValue(1, "Versions begin at 1."));

/** Strict: a misspelled `dryRun` must not become a purge. */
const Order = v.strictObject(
  {
    by: v.picklist(PURGE_KINDS, `One of ${PURGE_KINDS.join(", ")}.`),
    values: v.optional(
      v.pipe(
        v.array(v.string("Text is wanted."), "A list is wanted."),
        v.minLength(1, "At least one value is wanted."),
        v.maxLength(MAX_VALUES, "At most 1,000 values are taken at once."),
      ),
    ),
    mode: v.optional(v.picklist(PURGE_MODES, `One of ${PURGE_MODES.join(", ")}.`), "soft"),
    reason: v.pipe(
      v.string("A reason is wanted."),
      v.trim(),
      v.minLength(3, "At least 3 characters."),
      v.maxLength(500, "At most 500 characters."),
      v.regex(/^\P{Cc}*$/u, "No control characters."),
    ),
    minVersions: v.optional(
      v.pipe(
        v.record(key("an entity"), version),
        v.check((entities) => Object.keys(entities).length <= 100, "At most 100 entities."),
      ),
    ),
    dryRun: v.optional(v.boolean("true or false."), false),
    confirm: v.optional(v.string("Text is wanted.")),
  },
  (issue) => (issue.expected === "never" ? "There is no such field." : "This field is wanted."),
);
type Order = v.InferOutput<typeof Order>;

/** Decodes the JSON body of `POST /admin/api/purges`, or what the console's form says. */
export function decodePurge(body: unknown, site: Site, policies: readonly KeyPolicy[]): DecodedPurge {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return refuse([{ field: "body", because: "An object is wanted." }]);
  const parsed = v.safeParse(Order, body);
  if (!parsed.success) return refuse(parsed.issues.map((issue) => ({ field: v.getDotPath(issue) ?? "body", because: issue.message })));
  const { by, mode, reason, minVersions, dryRun } = parsed.output;
  const targets = decodeTargets(parsed.output, site, policies);
  if (!targets.ok) return refuse(targets.errors);
  const values = [...new Set(targets.values)];
  return { ok: true, order: { by, values, mode, reason, dryRun, ...(minVersions && { minVersions }) } };
}

type Targets = { readonly ok: true; readonly values: readonly string[] } | { readonly ok: false; readonly errors: readonly FieldError[] };

function decodeTargets(order: Order, site: Site, policies: readonly KeyPolicy[]): Targets {
  const { by, values } = order;
  if (by === "all") return decodeAll(order, site);
  if (values === undefined) return { ok: false, errors: [{ field: "values", because: "This field is wanted." }] };
  const found = values.map((value) => canonicalValueOf(by, value, site, policies));
  const errors = found.flatMap((one, at) => (one.ok ? [] : [{ field: `values.${at}`, because: one.because }]));
  return errors.length > 0 ? { ok: false, errors } : { ok: true, values: found.flatMap((one) => (one.ok ? [one.value] : [])) };
}

/** Emptying the whole shop wants to be typed out. */
function decodeAll({ values, confirm, dryRun }: Order, site: Site): Targets {
  if (values !== undefined) return { ok: false, errors: [{ field: "values", because: "Everything is purged: leave the values out." }] };
  if (!dryRun && confirm !== site.host)
    return { ok: false, errors: [{ field: "confirm", because: `Type ${site.host} to purge everything.` }] };
  return { ok: true, values: [] };
}

function canonicalValueOf(by: Exclude<PurgeBy, "all">, value: string, site: Site, policies: readonly KeyPolicy[]): Canonical {
  switch (by) {
    case "url":
      return canonicalUrl(value, site, policies);
    case "prefix":
      return canonicalPrefix(value, site, policies);
    case "market":
      return MARKET_NAMES.some((market) => market === value)
        ? { ok: true, value }
        : { ok: false, because: `One of ${MARKET_NAMES.join(", ")}.` };
    case "surrogate-key":
      if (KEYS_OF_EVERYTHING.has(value)) return { ok: false, because: "Every page has this key: purge by all." };
      return SURROGATE_KEY.test(value)
        ? { ok: true, value }
        : { ok: false, because: "Not a surrogate key: 1 to 128 of a-z 0-9 : . _ / -." };
  }
}

function refuse(errors: readonly FieldError[]): DecodedPurge {
  return { ok: false, errors: errors.slice(0, MAX_COMPLAINTS) };
}

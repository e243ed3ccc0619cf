import { FEED_FORMATS, type FeedFormat } from "#contract/feed";
import { isMarket, MARKET_NAMES, MARKETS, type Market } from "#contract/market";
import { readFlags } from "../read-flags.ts";
import type { Generating } from "./generate/feed-pieces.ts";
import { isProfile, PROFILES } from "./generate/profiles.ts";

const CURRENCIES = MARKET_NAMES.map((market) => MARKETS[market].currency);
const PROFILE_NAMES = Object.keys(PROFILES).join(", ");

export const USAGE = `npm run feed -- import FILE [--format FORMAT] [--currency CODE] [--dry-run] [--json] [--confirm-withdraw] [--url URL] [--token TOKEN]
npm run feed -- export [FILE] [--market MARKET] [--google] [--url URL] [--token TOKEN]
npm run feed -- generate [FILE] --profile PROFILE --format FORMAT [--price-changes N] [--handle-changes N]

import brings the shop to what a product feed says
  --format            ${["auto", ...FEED_FORMATS].join(", ")}; auto unless told
  --currency          what prices are in that name no currency, as Shopify's never do; ${CURRENCIES.join(", ")}
  --dry-run           say what would change and be purged, change nothing
  --json              print the report as JSON, and nothing else
  --confirm-withdraw  let the feed take more than half of the products out of the shop, or close a market

export writes the shop as a product feed (RSS 2.0), into FILE or to standard output
  --market            whose prices, addresses and language Google's fields have; en-us unless told
  --google            only what that market sells, without the fields that an import needs

generate writes a made-up feed, always the same one
  --profile           ${PROFILE_NAMES}
  --price-changes     so many products cost something else; --handle-changes: so many have another address

import and export take
  --url               the shop; SHOP_URL, or http://127.0.0.1:8787 unless told (or PORT is set)
  --token             an admin token, to import one of the role operator or owner; otherwise ADMIN_TOKEN, otherwise the one in .dev.vars

Exit status: 0 applied, unchanged or written, 1 refused, 2 wrong usage or the shop cannot be reached, 130 interrupted.`;

export interface Shop {
  readonly url: string;
  readonly token: string;
}

export interface ImportOptions extends Shop {
  readonly file: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly format?: FeedFormat | "auto";
  readonly currency?: string;
  readonly confirmWithdraw?: boolean;
}

export interface ExportOptions extends Shop {
  /** Undefined is standard output. */
  readonly file: string | undefined;
  readonly market: Market;
  /** For Google alone. */
  readonly google: boolean;
}

export interface GenerateOptions extends Generating {
  readonly file: string | undefined;
}

interface Wrong {
  readonly kind: "wrong";
  readonly because: string;
}

export type Order =
  | { readonly kind: "help" }
  | Wrong
  | ({ readonly kind: "import" } & ImportOptions)
  | ({ readonly kind: "export" } & ExportOptions)
  | ({ readonly kind: "generate" } & GenerateOptions);

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  devToken(): string | undefined;
}

const OPTIONS = {
  format: { type: "string" },
  currency: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
  market: { type: "string" },
  profile: { type: "string" },
  "price-changes": { type: "string" },
  "handle-changes": { type: "string" },
  google: { type: "boolean" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  "confirm-withdraw": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the command line asks for, or what is wrong with it. */
export function readArguments(args: readonly string[], surroundings: Surroundings): Order {
  const parsed = parse(args);
  if (typeof parsed === "string") return wrong(parsed);
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  const [verb, file, ...more] = positionals;
  if (more.length > 0) return wrong(`One file at a time: "${more[0]}" is too much.`);
  if (verb === "generate") return readGenerate(file, values);
  if (verb !== "import" && verb !== "export") return wrong(verb === undefined ? "What is to be done?" : `There is no command "${verb}".`);
  if (verb === "import" && file === undefined) return wrong("Which file is to be imported?");
  const shop = readShop(values, surroundings);
  if ("because" in shop) return shop;
  return verb === "export" ? readExport(file, values, shop) : readImport(file ?? "", values, shop);
}

type Values = Exclude<ReturnType<typeof parse>, string>["values"];

const wrong = (because: string): Wrong => ({ kind: "wrong", because });

function readShop(values: Values, { env, devToken }: Surroundings): Shop | Wrong {
  const url = values.url ?? env.SHOP_URL ?? `http://127.0.0.1:${env.PORT ?? 8787}`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return wrong(`"${url}" is not the address of a shop.`);
  const token = values.token ?? env.ADMIN_TOKEN ?? devToken();
  return token ? { url, token } : wrong("No admin token: give --token, or set ADMIN_TOKEN.");
}

function readImport(file: string, values: Values, shop: Shop): Order {
  const { format = "auto", currency } = values;
  const isKnown = (name: string): name is FeedFormat | "auto" => name === "auto" || isFormat(name);
  if (!isKnown(format)) return wrong(`"${format}" is none of the formats auto, ${FEED_FORMATS.join(", ")}.`);
  if (currency !== undefined && !CURRENCIES.some((known) => known === currency))
    return wrong(`No market sells in "${currency}": one of ${CURRENCIES.join(", ")}.`);
  const reading = { format, ...(currency !== undefined && { currency }) };
  const choices = { dryRun: values["dry-run"] ?? false, json: values.json ?? false, confirmWithdraw: values["confirm-withdraw"] ?? false };
  return { kind: "import", file, ...shop, ...reading, ...choices };
}

function readExport(file: string | undefined, values: Values, shop: Shop): Order {
  const { market = "en-us", google = false } = values;
  return isMarket(market) ? { kind: "export", file, ...shop, market, google } : wrong(`There is no market "${market}".`);
}

function readGenerate(file: string | undefined, values: Values): Order {
  const { profile = "", format = "", "price-changes": prices = "0", "handle-changes": handles = "0" } = values;
  if (!isProfile(profile)) return wrong(`Which profile? One of ${PROFILE_NAMES}.`);
  if (!isFormat(format)) return wrong(`Which format? One of ${FEED_FORMATS.join(", ")}.`);
  if (!/^\d{1,6}$/.test(prices) || !/^\d{1,6}$/.test(handles)) return wrong("How many changes? A whole number.");
  return { kind: "generate", file, profile, format, changes: { prices: Number(prices), handles: Number(handles) } };
}

const isFormat = (name: string): name is FeedFormat => FEED_FORMATS.some((format) => format === name);

function parse(args: readonly string[]) {
  return readFlags({ args: [...args], options: OPTIONS, allowPositionals: true });
}

import { parseArgs } from "node:util";
import { FEED_FORMATS, type FeedFormat } from "#contract/feed";
import { MARKET_NAMES, MARKETS } from "#contract/market";

const CURRENCIES = MARKET_NAMES.map((market) => MARKETS[market].currency);

export const USAGE = `npm run feed -- import FILE [--format FORMAT] [--currency CODE] [--url URL] [--token TOKEN] [--dry-run] [--json] [--confirm-withdraw]

  FILE                a product feed
  --format            ${["auto", ...FEED_FORMATS].join(", ")}; auto unless told
  --currency          what prices are in that name no currency, as Shopify's never do; ${CURRENCIES.join(", ")}
  --url               the shop; http://127.0.0.1:8787 unless told (or PORT is set)
  --token             an admin token of the role operator or owner; otherwise ADMIN_TOKEN, otherwise the one in .dev.vars
  --dry-run           say what would change, change nothing
  --json              print the report as JSON, and nothing else
  --confirm-withdraw  let the feed take more than half of the products out of the shop

Exit status: 0 applied or unchanged, 1 refused, 2 wrong usage or the shop cannot be reached, 130 interrupted.`;

export interface ImportOptions {
  readonly file: string;
  readonly url: string;
  readonly token: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly format?: FeedFormat | "auto";
  readonly currency?: string;
  readonly confirmWithdraw?: boolean;
}

export type Order =
  | { readonly kind: "help" }
  | { readonly kind: "wrong"; readonly because: string }
  | ({ readonly kind: "import" } & ImportOptions);

interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  devToken(): string | undefined;
}

const OPTIONS = {
  format: { type: "string" },
  currency: { type: "string" },
  url: { type: "string" },
  token: { type: "string" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  "confirm-withdraw": { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** What the command line asks for, or what is wrong with it. */
export function readArguments(args: readonly string[], { env, devToken }: Surroundings): Order {
  const parsed = parse(args);
  if (typeof parsed === "string") return { kind: "wrong", because: parsed };
  const { values, positionals } = parsed;
  if (values.help) return { kind: "help" };
  const [verb, file, ...more] = positionals;
  if (verb !== "import") return { kind: "wrong", because: verb === undefined ? "What is to be done?" : `There is no command "${verb}".` };
  if (file === undefined) return { kind: "wrong", because: "Which file is to be imported?" };
  if (more.length > 0) return { kind: "wrong", because: `One file at a time: "${more[0]}" is too much.` };
  const url = values.url ?? `http://127.0.0.1:${env.PORT ?? 8787}`;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) return { kind: "wrong", because: `"${url}" is not the address of a shop.` };
  const token = values.token ?? env.ADMIN_TOKEN ?? devToken();
  if (!token) return { kind: "wrong", because: "No admin token: give --token, or set ADMIN_TOKEN." };
  const { format = "auto", currency } = values;
  if (!isFormat(format)) return { kind: "wrong", because: `"${format}" is none of the formats auto, ${FEED_FORMATS.join(", ")}.` };
  if (currency !== undefined && !CURRENCIES.some((known) => known === currency))
    return { kind: "wrong", because: `No market sells in "${currency}": one of ${CURRENCIES.join(", ")}.` };
  const reading = { format, ...(currency !== undefined && { currency }) };
  const choices = { dryRun: values["dry-run"] ?? false, json: values.json ?? false, confirmWithdraw: values["confirm-withdraw"] ?? false };
  return { kind: "import", file, url, token, ...reading, ...choices };
}

const isFormat = (name: string): name is FeedFormat | "auto" => name === "auto" || FEED_FORMATS.some((format) => format === name);

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

import { readFlags } from "../read-flags.ts";

export const SCOPES = ["public", "segment", "visitor"] as const;
export type Scope = (typeof SCOPES)[number];
/** Where a public fragment's data comes from. */
export const SOURCES = ["tier", "bulletin"] as const;
export type Source = (typeof SOURCES)[number];
export const PAGES = ["home", "collection", "product", "cart"] as const;
export type PageName = (typeof PAGES)[number];
export const pageFile = (page: PageName): string => `worker/pages/${page}.tsx`;

export interface NewFragment {
  /** `low-stock` */
  readonly name: string;
  readonly scope: Scope;
  readonly source: Source;
  /** Where it stands at first. */
  readonly page: PageName;
}

export const USAGE = `usage: npm run new -- fragment NAME [--scope ${SCOPES.join("|")}] [--source ${SOURCES.join("|")}] [--page ${PAGES.join("|")}]
  NAME     what it is called, in lower case with hyphens: low-stock
  --scope  who may share it; visitor when left out
  --source where a public one has its data from: tier, or the bulletin, for a variant on the product page; tier when left out
  --page   where it stands at first; product when left out`;

export type Read =
  | { readonly kind: "help" }
  | { readonly kind: "fragment"; readonly wanted: NewFragment }
  | { readonly kind: "wrong"; readonly because: string };

/** Reads the command line; what is wrong comes back as a sentence. */
export function readArguments(args: readonly string[]): Read {
  const options = {
    scope: { type: "string", default: "visitor" },
    source: { type: "string", default: "tier" },
    page: { type: "string", default: "product" },
    help: { type: "boolean", default: false },
  } as const;
  const read = readFlags({ args: [...args], options, allowPositionals: true });
  if (typeof read === "string") return refuse(read);
  const { values, positionals } = read;
  if (values.help) return { kind: "help" };
  const [kind, name, ...rest] = positionals;
  if (kind === undefined) return refuse("say what to make");
  if (kind !== "fragment") return refuse(`"${kind}" is nothing this can make: it makes fragments`);
  if (name === undefined) return refuse("a fragment needs a name");
  if (rest.length > 0) return refuse(`one fragment at a time: "${rest.join(" ")}" is too much`);
  const scope = SCOPES.find((known) => known === values.scope);
  if (!scope) return refuse(`--scope is "${values.scope}": ${SCOPES.join(", ")} are known`);
  const source = SOURCES.find((known) => known === values.source);
  if (!source) return refuse(`--source is "${values.source}": ${SOURCES.join(", ")} are known`);
  const page = PAGES.find((known) => known === values.page);
  if (!page) return refuse(`--page is "${values.page}": ${PAGES.join(", ")} are known`);
  if (source === "bulletin" && scope !== "public") return refuse("what the bulletin says is public: --scope public --source bulletin");
  if (source === "bulletin" && page !== "product") return refuse(`the bulletin tells of variants, and the ${page} page is about none`);
  return { kind: "fragment", wanted: { name, scope, source, page } };
}

const refuse = (because: string): Read => ({ kind: "wrong", because });

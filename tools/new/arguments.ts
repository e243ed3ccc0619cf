import { readFlags } from "../read-flags.ts";

export const SCOPES = ["public", "segment", "visitor"] as const;
export type Scope = (typeof SCOPES)[number];
export const PAGES = ["home", "collection", "product", "cart"] as const;
export type PageName = (typeof PAGES)[number];
export const pageFile = (page: PageName): string => `worker/pages/${page}.tsx`;

export interface NewFragment {
  /** `low-stock` */
  readonly name: string;
  readonly scope: Scope;
  /** Where it stands at first. */
  readonly page: PageName;
}

export const USAGE = `usage: npm run new -- fragment NAME [--scope ${SCOPES.join("|")}] [--page ${PAGES.join("|")}]
  NAME     what it is called, in lower case with hyphens: low-stock
  --scope  who may share it; visitor when left out
  --page   where it stands at first; product when left out`;

export type Read =
  | { readonly kind: "help" }
  | { readonly kind: "fragment"; readonly wanted: NewFragment }
  | { readonly kind: "wrong"; readonly because: string };

/** Reads the command line; what is wrong comes back as a sentence. */
export function readArguments(args: readonly string[]): Read {
  const options = {
    scope: { type: "string", default: "visitor" },
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
  const page = PAGES.find((known) => known === values.page);
  if (!page) return refuse(`--page is "${values.page}": ${PAGES.join(", ")} are known`);
  return { kind: "fragment", wanted: { name, scope, page } };
}

const refuse = (because: string): Read => ({ kind: "wrong", because });

import { parseArgs } from "node:util";

export const SCOPES = ["public", "segment", "visitor"] as const;
export type Scope = (typeof SCOPES)[number];
export const PAGES = ["home", "collection", "product", "cart"] as const;
export type PageName = (typeof PAGES)[number];

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

export type Read = { readonly ok: true; readonly wanted: NewFragment } | { readonly ok: false; readonly because: string };

/** Reads the command line; what is wrong comes back as a sentence. */
export function readArguments(args: readonly string[]): Read {
  try {
    const options = { scope: { type: "string", default: "visitor" }, page: { type: "string", default: "product" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [kind, name, ...rest] = positionals;
    if (kind === undefined) return refuse("say what to make");
    if (kind !== "fragment") return refuse(`"${kind}" is nothing this can make: it makes fragments`);
    if (name === undefined) return refuse("a fragment needs a name");
    if (rest.length > 0) return refuse(`one fragment at a time: "${rest.join(" ")}" is too much`);
    const scope = SCOPES.find((known) => known === values.scope);
    if (!scope) return refuse(`--scope is "${values.scope}": ${SCOPES.join(", ")} are known`);
    const page = PAGES.find((known) => known === values.page);
    if (!page) return refuse(`--page is "${values.page}": ${PAGES.join(", ")} are known`);
    return { ok: true, wanted: { name, scope, page } };
  } catch (error) {
    return refuse(error instanceof Error ? (error.message.split(". ")[0] ?? "") : String(error));
  }
}

const refuse = (because: string): Read => ({ ok: false, because });

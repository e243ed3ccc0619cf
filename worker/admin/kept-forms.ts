/**
 * What outlives the end of a session: the page that was asked for, and what was typed into one of these forms. The way in hands
 * both back to whoever typed; nothing is done by them, they are only shown.
 */
import type { Site } from "../key/key-parts.ts";
import type { Actor, Admin } from "./admin.ts";
import { TYPED_BY } from "./console/fields.tsx";
import { seeConsole } from "./console-answers.ts";
import type { AdminDeps } from "./deps.ts";
import { SAFE } from "./guard.ts";
import { showTypedPrewarm } from "./prewarm-forms.tsx";
import { showTypedProduct } from "./products-console.tsx";
import { showTypedPurge } from "./purge-forms.tsx";
import { readForm } from "./read-form.ts";
import { isFromOurPage } from "./same-site.ts";

export interface Kept {
  /** Path of the page or of the form, with its query. */
  readonly to: string;
  readonly typed: readonly (readonly [field: string, value: string])[];
}

interface KeptForm {
  readonly path: RegExp;
  /** Fields that may come back: no word that confirms, no proof of a dry run, no button. */
  readonly fields: RegExp;
  /** Where it stands. */
  page(path: string): string;
  show(actor: Actor, typed: URLSearchParams, deps: AdminDeps, path: string): Promise<Response>;
}

const FORMS: readonly KeptForm[] = [
  { path: /^\/admin\/purges$/, fields: /^(?:by|values|market|mode|reason)$/, page: () => "/admin", show: showTypedPurge },
  {
    path: /^\/admin\/prewarms$/,
    fields: /^(?:by|values|market|perSecond|reason)$/,
    page: () => "/admin/prewarms",
    show: showTypedPrewarm,
  },
  {
    path: /^\/admin\/products\/./,
    fields: /^(?:version|reason|(?:was\.)?(?:stock|price|titles|details|descriptions)\..+)$/,
    page: (path) => path,
    show: showTypedProduct,
  },
];

const CONSOLE = "/admin";
const MAX_PAGE_LENGTH = 2_000;
/** With the token it still has to be within what a form may hold. */
const MAX_TYPED_LENGTH = 250_000;

/** What a request wanted that was sent without a session. */
export async function keptOf(request: Request, site: Site): Promise<Kept> {
  const { pathname, search } = new URL(request.url);
  if (SAFE.has(request.method)) return { to: ownPage(`${pathname}${search}`, site), typed: [] };
  if (request.method !== "POST" || !isFromOurPage(request, site)) return { to: CONSOLE, typed: [] };
  return typedInto(pathname, await readForm(request.arrayBuffer()));
}

/** The same, as the way in handed it on. */
export function keptIn(form: URLSearchParams, site: Site): Kept {
  const to = ownPage(form.get("to") ?? CONSOLE, site);
  return form.has(TYPED_BY) ? typedInto(to, form) : { to, typed: [] };
}

/** Shows what was kept to whoever typed it; to anybody else the page without it. */
export function showKept({ name, role }: Admin, { to, typed }: Kept, deps: AdminDeps): Response | Promise<Response> {
  const form = formAt(to);
  if (form === undefined) return seeConsole(to, {});
  const fields = new URLSearchParams(typed.map(([field, value]) => [field, value]));
  if (fields.get(TYPED_BY) !== name) return seeConsole(form.page(to), {});
  return form.show({ name, role, via: "cookie" }, fields, deps, to);
}

function typedInto(path: string, fields: URLSearchParams): Kept {
  const form = formAt(path);
  const isKept = form !== undefined && fields.has(TYPED_BY) && fields.toString().length <= MAX_TYPED_LENGTH;
  if (!isKept) return { to: form?.page(path) ?? CONSOLE, typed: [] };
  return { to: path, typed: [...fields].filter(([field]) => field === TYPED_BY || form.fields.test(field)) };
}

function formAt(path: string): KeptForm | undefined {
  return FORMS.find((form) => form.path.test(path));
}

/** A page of the console, never one of another site. */
function ownPage(path: string, { origin }: Site): string {
  const url = path.length > MAX_PAGE_LENGTH ? null : URL.parse(path, origin);
  return url !== null && url.origin === origin && /^\/admin(?:\/|$)/.test(url.pathname) ? `${url.pathname}${url.search}` : CONSOLE;
}

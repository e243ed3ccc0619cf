/**
 * Fills a shell: asks the origin for the page of a key, renders it and cuts it into segments. A page that is not
 * there becomes a small marker, so that unknown handles cost a few bytes each and share one rendered page.
 */
import type { Page, PageAnswer, PageKind, PageOf, PublicFragment } from "#contract/pages";
import type { KeyParts, Site } from "../key/key-parts.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { becauseOf, type OriginFailure, type OriginPort } from "../origin/port.ts";
import type { Assets } from "../pages/assets.ts";
import { compileShell } from "./compile.ts";
import type { FillAsk, Filled, FilledAnswer } from "./find-wanted.ts";
import { isAnswerTo, nextChange } from "./is-answer-to.ts";
import { BUILD_HEADER, type Renderable, type renderPage } from "./render-page.tsx";

/** How the shells of a route are made. */
export interface ShellRecipe {
  /** What the origin is asked for. */
  readonly page: PageKind;
  /** The page's handle from its key. */
  handle(parts: KeyParts): string;
  /** Turns the origin's page into what is rendered; a chrome page becomes the 404 page of its market. */
  present?(page: PageAnswer["page"]): Renderable;
}

/** What a public fragment shares with the page that it came along with. */
export interface CameAlong {
  readonly entityVersions: PageAnswer["entityVersions"];
  readonly originFields: FilledAnswer["originFields"];
}

export interface ShellKitchen {
  readonly port: Pick<OriginPort, "page">;
  readonly render: typeof renderPage;
  readonly site: Site;
  readonly assets: Assets;
  /** A nonce nobody can guess: one for each rendering. */
  nonce(): string;
  /** Keeps the first value of a public fragment that came along with the page. */
  keep(fragment: PublicFragment, came: CameAlong): void;
}

export async function fillShell(
  kitchen: ShellKitchen,
  recipe: ShellRecipe,
  parts: KeyParts,
  canonical: string,
  ask: FillAsk,
): Promise<Filled> {
  const { market, query } = parts;
  const answered = await kitchen.port.page({ kind: recipe.page, handle: recipe.handle(parts), market, params: query, at: ask.at });
  if (!answered.ok) return { ...missing(answered.failure, parts), originStatus: statusOf(answered.failure) };
  const originStatus = 200;
  if (!isAnswerTo(answered.value, recipe, parts, ask.at)) return { ok: false, because: "foreign", originStatus };
  const { value, fields: originFields } = answered;
  for (const fragment of value.publicFragments) kitchen.keep(fragment, { entityVersions: value.entityVersions, originFields });
  const filled = canonicalElsewhere(value, parts, canonical) ?? toShell(kitchen, recipe, parts, canonical, value);
  return { ok: true, answer: { ...filled, originFields }, originStatus };
}

/** Undefined where nobody was asked, or nothing came. */
function statusOf(failure: OriginFailure): number | undefined {
  return "status" in failure ? failure.status : undefined;
}

function toShell(kitchen: ShellKitchen, recipe: ShellRecipe, parts: KeyParts, canonical: string, answer: PageAnswer): FilledAnswer {
  const { site, assets } = kitchen;
  const nonce = kitchen.nonce();
  const { page, surrogateKeys, entityVersions } = answer;
  const change = changeOf(answer);
  const { changesAt } = change;
  const shown: Renderable = recipe.present?.(page) ?? page;
  const { status, html, headers, slots } = kitchen.render({ parts, canonical, answer: shown, nonce, site, assets, changesAt });
  return {
    status,
    headers,
    ...compileShell(html, slots, nonce),
    surrogateKeys,
    entityVersions,
    ...change,
    marked: BUILD_HEADER in headers,
  };
}

function changeOf(answer: PageAnswer): Pick<FilledAnswer, "changesAt" | "flaw"> {
  const changesAt = nextChange(answer);
  return changesAt === answer.changesAt ? { changesAt } : { changesAt, flaw: "changed-already" };
}

/** What shows the same as another address leads there, so that made-up values share its shell. */
function canonicalElsewhere(answer: PageAnswer, { query }: KeyParts, canonical: string): FilledAnswer | undefined {
  const { page, surrogateKeys, entityVersions } = answer;
  const elsewhere = page.kind === "product" ? variantElsewhere(page, query, canonical) : pageElsewhere(page, query, canonical);
  return elsewhere === undefined
    ? undefined
    : { ...marker(302, { Location: elsewhere }), surrogateKeys, entityVersions, ...changeOf(answer) };
}

/** `?variant=` of a variant the product does not have. */
function variantElsewhere(page: PageOf<"product">, { variant }: KeyParts["query"], canonical: string): string | undefined {
  return variant === undefined || page.selected === variant ? undefined : canonical.split("?")[0];
}

/** `?page=` past the last one. */
function pageElsewhere(page: Page, { page: wanted }: KeyParts["query"], canonical: string): string | undefined {
  if (page.kind !== "collection" || wanted === undefined || page.page === Number(wanted)) return undefined;
  const [path = "", search] = canonical.split("?");
  const query = new URLSearchParams(search);
  if (page.page === 1) query.delete("page");
  else query.set("page", String(page.page));
  return query.size === 0 ? path : `${path}?${query}`;
}

/** What a refusal of the origin becomes: a marker for what is missing, gone or moved, else a failed fill. */
function missing(failure: OriginFailure, parts: KeyParts): Filled {
  if (failure.kind !== "refused" || (failure.status !== 404 && failure.status !== 410)) return { ok: false, because: becauseOf(failure) };
  const { surrogateKeys = [] } = failure;
  if (failure.movedTo === undefined) return { ok: true, answer: { ...marker(failure.status, {}), surrogateKeys } };
  const folder = parts.route === "product" ? "products" : "collections";
  return { ok: true, answer: { ...marker(301, { Location: `/${parts.market}/${folder}/${failure.movedTo}` }), surrogateKeys } };
}

/** A stored answer without a body: the status and, for a move, where to. */
function marker(status: number, headers: Readonly<Record<string, string>>): FilledAnswer {
  return {
    status,
    headers,
    segments: [new Uint8Array()],
    slots: [],
    surrogateKeys: [],
    entityVersions: {},
    changesAt: null,
    lifetime: LIFETIMES.missing,
    marked: true,
  };
}

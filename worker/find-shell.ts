/** Finds the shell of a page, and what to show where the page itself is missing, gone or elsewhere. */
import type { PublicFragment } from "#contract/pages";
import type { AsOf } from "./bulletin/as-of.ts";
import { implicitKeys } from "./cache/implicit-keys.ts";
import type { Stored } from "./cache/stored.ts";
import type { Edge } from "./edge.io.ts";
import { answerKey, cacheKey } from "./key/cache-key.ts";
import type { KeyParts } from "./key/key-parts.ts";
import { LIFETIMES } from "./lifetimes.ts";
import { NOTICES, type PageRoute } from "./routes.ts";
import { fillShell, type ShellKitchen } from "./shell/fill-shell.ts";
import { fillAhead, findHeld, findStored, storeBeside } from "./shell/find-stored.ts";
import type { FillAsk, Found, Wanted } from "./shell/find-wanted.ts";
import { renderPage } from "./shell/render-page.tsx";
import { broughtAlong } from "./stitch/shared-answer.ts";

export interface ShellWanted {
  readonly route: PageRoute;
  readonly parts: KeyParts;
  readonly canonical: string;
  readonly purgeSeq: AsOf | undefined;
}

export type FoundShell =
  | { readonly kind: "shell"; readonly found: Extract<Found, { kind: "found" }>; readonly stored: Stored; readonly status: number }
  | { readonly kind: "moved"; readonly found: Extract<Found, { kind: "found" }>; readonly status: number; readonly path: string }
  | Extract<Found, { kind: "unavailable" }>;

/** The shell of a page. A promise only when something has to be waited for. */
export function findShell(edge: Edge, wanted: ShellWanted): FoundShell | Promise<FoundShell> {
  const found = findHeld(edge.cache, shellWanted(edge, wanted));
  if (found?.kind !== "found" || found.stored.slots.length === 0) return searchShell(edge, wanted);
  const { stored } = found;
  return { kind: "shell", found, stored, status: stored.status };
}

/** Fills a page before anybody asks for it, unless it is fresh already. */
export function warmShell(edge: Edge, wanted: ShellWanted): Promise<Found> {
  return fillAhead(edge.cache, shellWanted(edge, wanted));
}

async function searchShell(edge: Edge, wanted: ShellWanted): Promise<FoundShell> {
  const found = await find(edge, wanted);
  if (found.kind === "unavailable") return found;
  const { stored } = found;
  const { Location: path } = stored.headers;
  if (path !== undefined) return { kind: "moved", found, status: stored.status, path };
  const isMarker = (stored.status === 404 || stored.status === 410) && stored.slots.length === 0;
  if (!isMarker) return { kind: "shell", found, stored, status: stored.status };
  const notice = await find(edge, noticeOf(wanted, stored.status === 410 ? NOTICES.gone : NOTICES["not-found"]));
  return notice.kind === "unavailable" ? notice : { kind: "shell", found, stored: notice.stored, status: stored.status };
}

/** The shell for an address that is no page of the market. */
export function findNotFound(edge: Edge, wanted: Omit<ShellWanted, "route">): FoundShell | Promise<FoundShell> {
  return findShell(edge, noticeOf(wanted, NOTICES["not-found"]));
}

/** A notice is one page for each market, whatever was asked for. */
function noticeOf({ parts: { host, market }, purgeSeq }: Omit<ShellWanted, "route">, route: PageRoute): ShellWanted {
  const parts: KeyParts = { host, market, route: route.key.name, path: {}, query: {}, dimensions: {} };
  return { route, parts, canonical: `/${market}${route.key.path}`, purgeSeq };
}

function find(edge: Edge, wanted: ShellWanted): Promise<Found> {
  return findStored(edge.cache, shellWanted(edge, wanted));
}

function shellWanted(edge: Edge, { route, parts, canonical, purgeSeq }: ShellWanted): Wanted {
  return {
    ...keysOf(edge, parts, canonical),
    lifetime: route.lifetime,
    purgeSeq,
    fill: (ask) => fillShell(kitchenOf(edge), route.recipe, parts, canonical, ask),
  };
}

const known = new WeakMap<KeyParts, Pick<Wanted, "key" | "implicitKeys">>();

/** The keys of a page, made once for parts that are the same object: those of a plan that was remembered. */
function keysOf({ assets }: Edge, parts: KeyParts, canonical: string): Pick<Wanted, "key" | "implicitKeys"> {
  const remembered = known.get(parts);
  if (remembered !== undefined) return remembered;
  const keys = { key: cacheKey(parts, assets.renderHash), implicitKeys: implicitKeys(parts, canonical) };
  known.set(parts, keys);
  return keys;
}

function kitchenOf(edge: Edge): ShellKitchen {
  return {
    port: edge.port,
    render: renderPage,
    site: edge.config.site,
    assets: edge.assets,
    nonce: () => crypto.randomUUID(),
    keep: (fragment, parts, answer, ask) => keepBeside(edge, fragment, parts, answer.entityVersions, ask),
  };
}

function keepBeside(edge: Edge, fragment: PublicFragment, parts: KeyParts, versions: Readonly<Record<string, number>>, ask: FillAsk): void {
  const answer = broughtAlong(fragment, versions);
  if (!answer) return;
  const key = answerKey(fragment.question, fragment.subject, parts.market);
  storeBeside(edge.cache, { key, lifetime: LIFETIMES.recommendation, implicitKeys: implicitKeys(parts) }, answer, ask);
}

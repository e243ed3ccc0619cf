/** Finds the shell of a page, and what to show where the page itself is missing, gone or elsewhere. */
import type { AsOf } from "./bulletin/as-of.ts";
import type { Stored } from "./cache/stored.ts";
import type { Edge } from "./edge.io.ts";
import { pageWanted } from "./fill-order.ts";
import type { KeyParts } from "./key/key-parts.ts";
import type { MayMiss } from "./miss-limits.io.ts";
import { NOTICES, type PageRoute, partsOf } from "./routes.ts";
import { fillAhead, findHeld, findStored } from "./shell/find-stored.ts";
import type { Found, Wanted } from "./shell/find-wanted.ts";

export interface ShellWanted {
  readonly route: PageRoute;
  readonly parts: KeyParts;
  readonly canonical: string;
  readonly purgeSeq: AsOf | undefined;
  readonly mayMiss: MayMiss;
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

function noticeOf({ parts: { host, market }, purgeSeq, mayMiss }: ShellWanted, route: PageRoute): ShellWanted {
  return { route, parts: partsOf(route, host, market), canonical: `/${market}${route.key.path}`, purgeSeq, mayMiss };
}

function find(edge: Edge, wanted: ShellWanted): Promise<Found> {
  return findStored(edge.cache, shellWanted(edge, wanted));
}

function shellWanted(edge: Edge, { route, parts, canonical, purgeSeq, mayMiss }: ShellWanted): Wanted {
  return { ...pageWanted(edge, { kind: "page", parts, canonical }, route, purgeSeq), mayMiss: () => mayMiss("page") };
}

/** `GET /{market}/_fragments?page=&names=`: each slot of the named fragments of a page, for a script that refreshes what a write touched. */
import type { FieldError } from "#contract/problem";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { cacheFields } from "../browser-promise.ts";
import type { StoredSlot } from "../cache/stored.ts";
import type { Site } from "../key/key-parts.ts";
import { securityFields } from "../page-headers.ts";
import { aboutOf, fallbackOf } from "../pages/slot.tsx";
import { toProblem } from "../problem/to-problem.ts";
import { join } from "../stitch/join.ts";
import { outcomeOf, settleInTime, slotBytes } from "../stitch/settle-slot.ts";
import type { StartedFragments } from "../stitch/start-fragments.ts";
import type { EpochMs } from "../time.ts";
import type { Adopted } from "../visitor/adopt-token.ts";
import { cookieNames } from "../visitor/cookies.ts";
import { keepRecent } from "../visitor/recent.ts";
import { isSameSite } from "./judge-same-site.ts";
import { readSitePath } from "./read-return.ts";

export interface FragmentsContext {
  readonly site: Site;
  /** Starts those of the named fragments that the page declares; undefined when there is no such page in this market. */
  readonly open: (page: string, names: readonly string[]) => Promise<OpenedPage | undefined>;
}

export interface OpenedPage {
  readonly started: StartedFragments;
  /** Places of the page's shell, as far as they are known: what a stock line is about stands in its slot. */
  readonly slots: readonly StoredSlot[];
}

const MAX_NAMES = 12;
const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const encoder = new TextEncoder();

export async function serveFragments(request: Request, context: FragmentsContext): Promise<Response> {
  if (!isSameSite(request, context.site)) return toProblem({ kind: "forbidden", because: "Another site asked." });
  const { searchParams } = new URL(request.url);
  const page = readSitePath(searchParams.get("page") ?? "");
  const names = (searchParams.get("names") ?? "").split(",");
  const errors = wrongIn(page, names);
  if (page === undefined || errors.length > 0) return toProblem({ kind: "bad-input", errors });
  const opened = await context.open(page, names);
  return opened ? answer(opened, context) : toProblem({ kind: "not-found" });
}

function wrongIn(page: string | undefined, names: readonly string[]): FieldError[] {
  const errors: FieldError[] = [];
  if (page === undefined) errors.push({ field: "page", because: "Must be a path of this site." });
  if (names.length > MAX_NAMES || !names.every((name) => NAME.test(name))) {
    errors.push({ field: "names", because: `Must be 1 to ${MAX_NAMES} names of fragments, separated by commas.` });
  }
  return errors;
}

async function answer({ started, slots }: OpenedPage, { site }: FragmentsContext): Promise<Response> {
  const places = started.wanted.fragments.flatMap((fragment) => placesOf(fragment, slots, started));
  // They leave together: until the slowest has to be there, none is given up.
  const until = Math.max(0, ...[...started.fillings.values()].map(({ deadline }) => deadline));
  const runs = await Promise.all(places.map((slot) => templateOf(slot, started, until)));
  const renewed = await started.renewed;
  const headers = new Headers({
    ...cacheFields({ kind: "fragments" }),
    ...securityFields(site),
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
  });
  for (const cookie of renewed ? cookiesOf(renewed, started, site) : []) headers.append("Set-Cookie", cookie);
  return new Response(join(runs.flat(), []), { headers });
}

function cookiesOf({ setCookie, visitor }: Adopted, { wanted }: StartedFragments, site: Site): readonly string[] {
  const recent = keepRecent(cookieNames(site), wanted.visitor.facts.recent, visitor.facts.recent);
  return recent === undefined ? [setCookie] : [setCookie, recent];
}

/** All slots of a fragment, in the order of the document; one without a place when they are not known. */
function placesOf(fragment: AnyFragment, slots: readonly StoredSlot[], { wanted }: StartedFragments): readonly StoredSlot[] {
  const { name } = fragment;
  const places = slots.filter((slot) => slot.fragment === name);
  return places.length > 0 ? places : [{ fragment: name, props: null, fallback: fallbackOf(fragment, wanted.surroundings, undefined) }];
}

async function templateOf(slot: StoredSlot, started: StartedFragments, until: EpochMs): Promise<readonly Uint8Array[]> {
  const piece = await settleInTime(slot, started, until);
  const { source, because } = outcomeOf(piece);
  const why = because === undefined ? "" : ` data-because="${because}"`;
  const open = `<template data-fragment="${slot.fragment}" data-state="${source}"${why}${aboutOf(slot.props)}>`;
  return [encoder.encode(open), slotBytes(piece, slot), encoder.encode("</template>")];
}

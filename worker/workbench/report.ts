/** What the overlay shows of one page view: the server's part of it. Public names and numbers; of the visitor only who is signed in. */
import { type BareItem, parseDictionary, parseList, Token } from "structured-headers";
import type { AnyFragment } from "../../fragments/define-fragment.ts";
import type { Stored } from "../cache/stored.ts";
import type { KeyParts } from "../key/key-parts.ts";
import { fallback, type Outcome } from "../stitch/piece.ts";
import { outcomeOf } from "../stitch/settle-slot.ts";
import type { StartedFragments } from "../stitch/start-fragments.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { Switch } from "./switches.ts";

export type OverlayState = "hit" | "stale" | "miss" | "private";

/** Something that may be stored, and what is known of it. */
export interface Kept {
  readonly state: OverlayState;
  readonly ageSeconds: number | null;
  readonly ttlSeconds: number | null;
  /** What purges reach it by. */
  readonly surrogateKeys: readonly string[];
}

export interface FragmentReport extends Kept {
  readonly name: string;
  readonly scope: AnyFragment["scope"] | "undeclared";
  readonly source: Outcome["source"];
  readonly because: string | null;
  readonly budgetMs: Ms;
  /** When it was there, counted from the beginning of the view; null when it was not. */
  readonly usedMs: Ms | null;
  readonly switched: Switch | null;
  readonly canBeSlow: boolean;
}

export interface PageReport extends Kept {
  readonly path: string;
  readonly market: string;
  readonly pop: string;
}

export interface OverlayReport {
  readonly page: PageReport;
  readonly fragments: readonly FragmentReport[];
  readonly customer: string | null;
  /** Who can be signed in as. */
  readonly customers: readonly string[];
}

/** The demo's customers, whom `POST /{market}/_demo/sign-in` knows. */
const CUSTOMERS = ["ines", "marek", "yuki"];

export interface ViewSeen {
  readonly parts: KeyParts;
  readonly canonical: string;
  readonly started: StartedFragments;
  readonly times: ReadonlyMap<string, Ms>;
  readonly switches: ReadonlyMap<string, Switch>;
}

/** Stored responses behind a view. */
export interface StoredSeen {
  readonly shell: Stored | undefined;
  /** Answers by the fragment that shows them. */
  readonly answers: ReadonlyMap<string, readonly Stored[]>;
}

export function overlayReport(view: ViewSeen, stored: StoredSeen, headers: Headers, pop: string, now: EpochMs): OverlayReport {
  const { parts, canonical, started } = view;
  return {
    page: {
      ...keptOf(shellState(headers.get("Cache-Status") ?? ""), stored.shell ? [stored.shell] : [], now),
      path: canonical,
      market: parts.market,
      pop,
    },
    fragments: outcomesOf(headers).map((outcome) =>
      fragmentReport(view, atEnd(view, outcome), stored.answers.get(outcome.name) ?? [], now),
    ),
    customer: started.wanted.visitor.facts.customer ?? null,
    customers: CUSTOMERS,
  };
}

interface Named extends Outcome {
  readonly name: string;
}

/** What became of a fragment that the first bytes left without. */
function atEnd({ started, times }: ViewSeen, outcome: Named): Named {
  if (outcome.source !== "pending") return outcome;
  const { name } = outcome;
  const filling = started.fillings.get(name);
  const piece = filling?.settled();
  const cameAt = started.wanted.budget.startedAt + (times.get(name) ?? Number.POSITIVE_INFINITY);
  const isInTime = piece !== undefined && filling !== undefined && cameAt <= filling.deadline;
  return { name, ...outcomeOf(isInTime ? piece : fallback("late")) };
}

function fragmentReport({ started, times, switches }: ViewSeen, outcome: Named, answers: readonly Stored[], now: EpochMs): FragmentReport {
  const { name, source, because, ageSeconds } = outcome;
  const fragment = started.wanted.fragments.find((declared) => declared.name === name);
  const isBulletin = fragment?.scope === "public" && fragment.source === "bulletin";
  const kept = keptOf(stateOf(outcome, fragment), answers, now);
  return {
    ...kept,
    ageSeconds: ageSeconds ?? kept.ageSeconds,
    name,
    scope: fragment?.scope ?? "undeclared",
    source,
    because: because ?? null,
    budgetMs: fragment?.budgetMs ?? 0,
    usedMs: isBulletin ? 0 : (times.get(name) ?? null),
    switched: switches.get(name) ?? null,
    canBeSlow: !isBulletin,
  };
}

/**
 * Private is the colour of what nobody shares, hit of what was at hand, miss of what had to be asked for or did not come. Where there
 * was nothing to ask, the fallback was at hand.
 */
function stateOf({ source, because }: Outcome, fragment: AnyFragment | undefined): OverlayState {
  const isMeant = because === "no-subject";
  if (source === "fallback" && !isMeant) return "miss";
  if (because !== undefined && !isMeant) return "stale";
  if (fragment?.scope === "visitor") return "private";
  return source === "batch" ? "miss" : "hit";
}

function shellState(cacheStatus: string): OverlayState {
  const visits = parseList(cacheStatus).map(([, parameters]) => parameters);
  if (visits.some((visit) => visit.get("hit") === true)) return "hit";
  return visits.some((visit) => text(visit.get("fwd")) === "stale" && visit.has("detail")) ? "stale" : "miss";
}

function keptOf(state: OverlayState, stored: readonly Stored[], now: EpochMs): Kept {
  const [oldest] = [...stored].sort((a, b) => a.stamps.storedAt - b.stamps.storedAt);
  const seconds = (ms: number) => Math.max(0, Math.round(ms / 1000));
  return {
    state,
    ageSeconds: oldest ? seconds(now - oldest.stamps.storedAt) : null,
    ttlSeconds: oldest ? seconds(oldest.stamps.freshUntil - oldest.stamps.storedAt) : null,
    surrogateKeys: [...new Set(stored.flatMap(({ surrogateKeys }) => surrogateKeys))].filter((key) => !isImplicit(key)),
  };
}

/** The keys that every response has are in the way of those that say what it is about. */
function isImplicit(key: string): boolean {
  return key === "all" || /^(?:market|url|path|prefix):/.test(key);
}

function outcomesOf(headers: Headers): readonly Named[] {
  return [...parseDictionary(headers.get("Fragment-Status") ?? "")].map(([name, [source, parameters]]) => {
    const because = text(parameters.get("because"));
    const age = parameters.get("age");
    return {
      name,
      source: text(source as BareItem) as Outcome["source"],
      ...(because !== undefined && { because }),
      ...(typeof age === "number" && { ageSeconds: age }),
    };
  });
}

function text(value: BareItem | undefined): string | undefined {
  return value instanceof Token ? value.toString() : typeof value === "string" ? value : undefined;
}

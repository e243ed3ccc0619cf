/** What is ordered and how it is filled: the same in the shield and in an edge that cannot reach it. */
import type { PublicFragment } from "#contract/pages";
import type { AsOf } from "./bulletin/as-of.ts";
import { implicitKeys } from "./cache/implicit-keys.ts";
import { answerKey, shellKeys } from "./key/cache-key.ts";
import type { KeyParts, Site } from "./key/key-parts.ts";
import { LIFETIMES } from "./lifetimes.ts";
import type { OriginPort } from "./origin/port.ts";
import type { Assets } from "./pages/assets.ts";
import { type PageRoute, routeNamed } from "./routes.ts";
import { type CameAlong, fillShell } from "./shell/fill-shell.ts";
import { storeBeside } from "./shell/find-stored.ts";
import type { CacheContext, FillAsk, Filled, Wanted } from "./shell/find-wanted.ts";
import { renderPage } from "./shell/render-page.tsx";
import type { Order } from "./shell/shield-port.ts";
import { askAlone } from "./stitch/ask-alone.ts";
import { type Setbacks, unlessResting } from "./stitch/setbacks.ts";
import { broughtAlong, subjectOf, toFilled } from "./stitch/shared-answer.ts";

/** Whoever fills: an isolate of the edge, or an object of the shield. */
export interface Filler {
  readonly config: { readonly site: Site };
  readonly assets: Assets;
  readonly port: Pick<OriginPort, "page" | "batch">;
  readonly cache: CacheContext;
  readonly setbacks: Setbacks;
}

export type PageOrder = Extract<Order, { kind: "page" }>;
export type AnswerOrder = Extract<Order, { kind: "answer" }>;

/** What is ordered, as the tiers want it. */
export function wantedFor(filler: Filler, order: Order): Wanted {
  return order.kind === "page"
    ? pageWanted(filler, order, routeNamed(order.parts.route))
    : { ...answerPlace(order), fill: () => fillAnswer(filler, order) };
}

export function pageWanted(filler: Filler, order: PageOrder, route: PageRoute, purgeSeq?: AsOf): Wanted {
  const { parts, canonical } = order;
  return {
    ...keysOf(filler, parts, canonical),
    lifetime: route.lifetime,
    order,
    purgeSeq,
    fill: (ask) => fillPage(filler, order, route, ask),
  };
}

type Keys = Pick<Wanted, "key" | "earlierKey" | "implicitKeys">;
const known = new WeakMap<KeyParts, Keys>();

/** The keys of a page, made once for parts that are the same object: those of a plan that was remembered. */
function keysOf({ assets }: Filler, parts: KeyParts, canonical: string): Keys {
  const remembered = known.get(parts);
  if (remembered !== undefined) return remembered;
  const keys: Keys = { ...shellKeys(parts, assets), implicitKeys: implicitKeys(parts, canonical) };
  known.set(parts, keys);
  return keys;
}

/** A question's place in the tiers; its fill is a page view's own affair. */
export function answerPlace(order: AnswerOrder): Omit<Wanted, "fill"> {
  const { ask, market, lifetime } = order;
  const key = answerKey(ask.question, subjectOf(ask), market);
  return { key, lifetime: LIFETIMES[lifetime], implicitKeys: implicitKeys({ market }), order };
}

function fillPage(filler: Filler, { parts, canonical }: PageOrder, { recipe }: PageRoute, ask: FillAsk): Promise<Filled> {
  const { config, assets, port, cache } = filler;
  const { market } = parts;
  const keep = (fragment: PublicFragment, { entityVersions, originFields }: CameAlong) => {
    const answer = broughtAlong(fragment, entityVersions);
    if (!answer) return;
    const key = answerKey(fragment.question, fragment.subject, market);
    const place = { key, lifetime: LIFETIMES.recommendation, implicitKeys: implicitKeys({ market }) };
    storeBeside(cache, place, { ...answer, originFields }, ask);
  };
  const kitchen = { port, render: renderPage, site: config.site, assets, nonce: () => crypto.randomUUID(), keep };
  return fillShell(kitchen, recipe, parts, canonical, ask);
}

/** Asked for everybody: nobody's page view, and no visitor in it. */
function fillAnswer({ port, setbacks, cache: { now } }: Filler, { ask, market }: AnswerOrder): Promise<Filled> {
  const key = answerKey(ask.question, subjectOf(ask), market);
  return unlessResting(setbacks, key, now, async () => toFilled(ask.question, await askAlone(port, market, ask)));
}

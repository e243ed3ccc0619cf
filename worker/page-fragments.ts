/** What a page's fragments are started with: the visitor's own facts, and the tiers for what may be shared. */
import type { Stored } from "./cache/stored.ts";
import type { Edge } from "./edge.io.ts";
import { answerPlace } from "./fill-order.ts";
import { withoutUnheardOf } from "./heard-of.ts";
import type { KeyParts } from "./key/key-parts.ts";
import { inLane } from "./lanes.io.ts";
import { surroundingsOf } from "./messages.ts";
import type { PageRoute } from "./routes.ts";
import { findHeld, findStored, peek } from "./shell/find-stored.ts";
import { type StartedFragments, startFragments } from "./stitch/start-fragments.ts";
import type { AnswerWanted, SharedAnswer } from "./stitch/wanted.ts";
import type { EpochMs, Ms } from "./time.ts";
import { adoptRenewed } from "./visitor/adopt-token.ts";
import type { Visitor } from "./visitor/visitor.ts";
import { outspoken } from "./workbench/complain.io.ts";

/** How long a document may stay open for its slowest fragment. */
const PAGE_BUDGET: Ms = 1_500;

export function startPageFragments(edge: Edge, route: PageRoute, parts: KeyParts, asking: Visitor, startedAt: EpochMs): StartedFragments {
  const { cache, cookies, config } = edge;
  const visitor = withoutUnheardOf(asking, cache.bulletin.copy());
  return startFragments({
    fragments: VITRINE_DEMO === "true" ? route.fragments.map(outspoken) : route.fragments,
    parts,
    visitor,
    surroundings: surroundingsOf(parts.market),
    budget: { startedAt, pageMs: PAGE_BUDGET },
    port: { batch: (request, deadlineMs) => edge.port.batch(request, deadlineMs) },
    findAnswer: (wanted) => inLane("answers", () => findStored(edge.answers, answerWanted(wanted))),
    findHeld: (wanted) => findHeld(edge.answers, { ...placeOf(wanted), fill: unasked }),
    findLastGood: (wanted) => inLane("answers", () => findLastGood(edge, wanted)),
    setbacks: edge.setbacks,
    waited: (name, ms) => edge.tally.fragmentWait(name, ms),
    readStock: cache.bulletin.readStock,
    bulletinCopy: () => cache.bulletin.copy(),
    bulletinAge: () => cache.bulletin.stockAge() ?? 0,
    adopt: (renewed) => adoptRenewed(renewed, { visitor, cookies, tokenKeys: config.tokenKeys, now: cache.now() }),
    clock: cache,
    background: cache.background,
  });
}

const answerWanted = (wanted: AnswerWanted) => ({ ...placeOf(wanted), fill: wanted.fill, ...(wanted.away && { away: wanted.away }) });

/** What is held is not filled. */
const unasked = (): never => {
  throw new Error("a held answer was to be filled");
};

function placeOf({ ask, market, lifetime }: SharedAnswer) {
  return answerPlace({ kind: "answer", ask, market, lifetime });
}

/** The best answer a tier still holds that is not dead. */
async function findLastGood({ cache }: Edge, wanted: SharedAnswer): Promise<Stored | undefined> {
  const states = await peek(cache, placeOf(wanted).key);
  return states.find(({ state }) => state !== "dead" && state !== "none")?.stored;
}

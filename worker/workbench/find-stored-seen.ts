import type { Stored } from "../cache/stored.ts";
import type { Edge } from "../edge.io.ts";
import { answerKey, cacheKey } from "../key/cache-key.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { peek } from "../shell/find-stored.ts";
import { planFragment } from "../stitch/plan-fragment.ts";
import { subjectOf } from "../stitch/shared-answer.ts";
import type { SharedAsk } from "../stitch/wanted.ts";
import type { StoredSeen, ViewSeen } from "./report.ts";

/** What the tiers hold of a view after it was answered. Fills nothing and asks the origin nothing. */
export async function findStoredSeen({ cache, assets }: Edge, { parts, started: { wanted } }: ViewSeen): Promise<StoredSeen> {
  const look = async (key: CacheKey): Promise<Stored | undefined> => (await peek(cache, key)).find(({ stored }) => stored)?.stored;
  const answers = new Map<string, readonly Stored[]>();
  for (const fragment of wanted.fragments) {
    const asks = sharedAsks(planFragment(fragment, wanted.visitor.facts, wanted.parts));
    const found = await Promise.all(asks.map((ask) => look(answerKey(ask.question, subjectOf(ask), parts.market))));
    answers.set(
      fragment.name,
      found.filter((stored) => stored !== undefined),
    );
  }
  return { shell: await look(cacheKey(parts, assets.renderHash)), answers };
}

function sharedAsks(plan: ReturnType<typeof planFragment>): readonly SharedAsk[] {
  if (plan.kind === "tier") return [plan.ask];
  return plan.kind === "shows" ? plan.asks : [];
}

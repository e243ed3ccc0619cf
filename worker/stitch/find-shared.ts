import type { AnswerLifetime } from "../../fragments/define-fragment.ts";
import { answerKey } from "../key/cache-key.ts";
import type { Found } from "../shell/find-wanted.ts";
import type { PageBatch } from "./page-batch.ts";
import { unlessResting } from "./setbacks.ts";
import { subjectOf, toFilled } from "./shared-answer.ts";
import type { AnswerWanted, FragmentsWanted, SharedAnswer, SharedAsk } from "./wanted.ts";

/** What the fragments of one page view share while they are being filled. */
export interface PageView {
  readonly wanted: FragmentsWanted;
  readonly batch: PageBatch;
}

type Held = Extract<Found, { kind: "found" }>;

export interface FoundShared {
  readonly found: Found;
  /** True when this page view's own question filled it. */
  readonly asked: boolean;
}

/**
 * A public or segment answer: from the tiers, or through the page's batch, which waits for all look-ups but those that have left
 * the PoP.
 */
export async function findShared(view: PageView, ask: SharedAsk, lifetime: AnswerLifetime): Promise<FoundShared> {
  const looked = view.batch.expect();
  let asked = false;
  const onAsk = () => {
    asked = true;
    return looked;
  };
  try {
    const found = await view.wanted.findAnswer(answerWanted(view, ask, lifetime, onAsk, looked));
    return { found, asked };
  } finally {
    looked();
  }
}

/** The answer memory holds, if it may be shown as it is. Asks nobody and waits for nothing. */
export function findHeld({ wanted }: PageView, ask: SharedAsk, lifetime: AnswerLifetime): Held | undefined {
  const found = wanted.findHeld?.(sharedAnswer(wanted, ask, lifetime));
  return found?.kind === "found" ? found : undefined;
}

export function sharedAnswer({ surroundings }: FragmentsWanted, ask: SharedAsk, lifetime: AnswerLifetime): SharedAnswer {
  return { ask, market: surroundings.market.name, lifetime };
}

/** The question as the tiers want it. `onAsk` hears of a fill that this page waits for, `away` of a look-up that leaves the PoP. */
function answerWanted(view: PageView, ask: SharedAsk, lifetime: AnswerLifetime, onAsk: () => () => void, away: () => void): AnswerWanted {
  const { question } = ask;
  const { setbacks, clock } = view.wanted;
  const wanted = sharedAnswer(view.wanted, ask, lifetime);
  return {
    ...wanted,
    away,
    async fill({ background }) {
      const key = answerKey(question, subjectOf(ask), wanted.market);
      return unlessResting(setbacks, key, clock.now, async () => {
        if (background) return toFilled(question, await view.batch.askAlone(ask));
        const answer = view.batch.ask(ask);
        onAsk()();
        return toFilled(question, await answer);
      });
    },
  };
}

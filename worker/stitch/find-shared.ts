import type { AnswerLifetime } from "../../fragments/define-fragment.ts";
import type { Found } from "../shell/find-wanted.ts";
import { type Gate, once } from "./gate.ts";
import type { PageBatch } from "./page-batch.ts";
import { subjectOf, toFilled } from "./shared-answer.ts";
import type { AnswerWanted, FragmentsWanted, SharedAsk } from "./wanted.ts";

/** What the fragments of one page view share while they are being filled. */
export interface PageView {
  readonly wanted: FragmentsWanted;
  readonly batch: PageBatch;
  /** Bounds the look-ups that wait at the same time (law 4). */
  readonly gate: Gate;
}

export interface FoundShared {
  readonly found: Found;
  /** True when this page view's own question filled it. */
  readonly asked: boolean;
}

/**
 * A public or segment answer: from the tiers, or through the page's batch. Its place at the gate is given back when
 * the look-up turns into a question, for the batch waits for all look-ups.
 */
export async function findShared(view: PageView, ask: SharedAsk, lifetime: AnswerLifetime): Promise<FoundShared> {
  const settle = view.batch.expect();
  const leaveGate = await view.gate.enter();
  const looked = once(() => {
    leaveGate();
    settle();
  });
  let asked = false;
  const onAsk = () => {
    asked = true;
    return looked;
  };
  try {
    const found = await view.wanted.findAnswer(answerWanted(view, ask, lifetime, onAsk));
    return { found, asked };
  } finally {
    looked();
  }
}

/** The question as the tiers want it. `onAsk` hears of a fill that this page waits for. */
export function answerWanted(view: PageView, ask: SharedAsk, lifetime: AnswerLifetime, onAsk: () => () => void): AnswerWanted {
  return {
    question: ask.question,
    subject: subjectOf(ask),
    market: view.wanted.surroundings.market.name,
    lifetime,
    async fill({ background }) {
      if (background) return toFilled(ask.question, await view.batch.askAlone(ask));
      const answer = view.batch.ask(ask);
      onAsk()();
      return toFilled(ask.question, await answer);
    },
  };
}

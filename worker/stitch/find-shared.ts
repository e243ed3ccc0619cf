import type { AnswerLifetime } from "../../fragments/define-fragment.ts";
import { answerKey } from "../key/cache-key.ts";
import type { CacheKey } from "../key/key-parts.ts";
import type { Filled, Found } from "../shell/find-wanted.ts";
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

type Held = Extract<Found, { kind: "found" }>;

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

/** The answer memory holds, if it may be shown as it is. Asks nobody and waits for nothing. */
export function findHeld({ wanted }: PageView, ask: SharedAsk, lifetime: AnswerLifetime): Held | undefined {
  const { question } = ask;
  const found = wanted.findHeld?.({ question, subject: subjectOf(ask), market: wanted.surroundings.market.name, lifetime });
  return found?.kind === "found" ? found : undefined;
}

/** The question as the tiers want it. `onAsk` hears of a fill that this page waits for. */
export function answerWanted(view: PageView, ask: SharedAsk, lifetime: AnswerLifetime, onAsk: () => () => void): AnswerWanted {
  const { question } = ask;
  const subject = subjectOf(ask);
  const market = view.wanted.surroundings.market.name;
  return {
    question,
    subject,
    market,
    lifetime,
    async fill({ background }) {
      const key = answerKey(question, subject, market);
      return unlessResting(view, key, async () => {
        if (background) return toFilled(question, await view.batch.askAlone(ask));
        const answer = view.batch.ask(ask);
        onAsk()();
        return toFilled(question, await answer);
      });
    },
  };
}

/** Fills, unless the same failed a moment ago; remembers a failure. */
async function unlessResting({ wanted: { setbacks, clock } }: PageView, key: CacheKey, fill: () => Promise<Filled>): Promise<Filled> {
  const because = setbacks?.because(key, clock.now());
  if (because !== undefined) return { ok: false, because };
  const filled = await fill();
  if (!filled.ok) setbacks?.note(key, filled.because, clock.now());
  return filled;
}

import type { Market } from "#contract/market";
import type { OriginPort } from "../origin/port.ts";
import type { Ms } from "../time.ts";
import { type BatchAnswer, toAnswer } from "./batch-answer.ts";
import type { SharedAsk } from "./wanted.ts";

/**
 * Time for answers that anybody may use, whether a page still waits for them or not: what comes late fills the tiers. A
 * little more than the origin's own patience, so that it can say which question was slow.
 */
export const SHARED_MS: Ms = 6_000;

/** A call of its own for a question that anybody may have asked: the visitor is not in it. Never rejects. */
export async function askAlone(port: Pick<OriginPort, "batch">, market: Market, ask: SharedAsk): Promise<BatchAnswer> {
  try {
    for await (const frame of port.batch({ market, visitor: null, asks: [{ ...ask, id: "0" }] }, SHARED_MS)) {
      if ("id" in frame && frame.id === "0") return toAnswer(frame);
    }
  } catch {
    // What was not answered is given up, whatever the reason.
  }
  return { ok: false, because: "unanswered" };
}

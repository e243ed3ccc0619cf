import type { Found } from "../shell/find-wanted.ts";
import type { WarmAnswer } from "./prewarm.ts";

/** What a search for a page that nobody waits for came to, as a job counts it. */
export function toWarmAnswer(found: Found): WarmAnswer {
  if (found.kind === "unavailable") return { kind: "again", because: found.because };
  if (found.how === "stale") return { kind: "again", because: failureIn(found) ?? found.because ?? "stale" };
  const { status, headers } = found.stored;
  if (status >= 300 || headers.Location !== undefined) return { kind: "missing" };
  return { kind: found.trail.some(({ tier, hit }) => tier === "origin" && hit) ? "filled" : "warm" };
}

/** One page in all its arms: not filled while one is not, filled when one had to be. */
export function together(answers: readonly WarmAnswer[]): WarmAnswer {
  const failed = answers.find(({ kind }) => kind === "again");
  return failed ?? answers.find(({ kind }) => kind === "filled") ?? answers[0] ?? { kind: "missing" };
}

function failureIn({ trail }: Found): string | undefined {
  return trail.find(({ tier, hit }) => tier === "origin" && !hit)?.detail;
}

/** `Fragment-Status`: where each fragment of a page came from, as a structured dictionary (RFC 9651). */
import { type BareItem, serializeDictionary, Token } from "structured-headers";
import type { FragmentState } from "./counts.ts";
import { memoize } from "./memoize.ts";

export interface FragmentOutcome {
  readonly name: string;
  /** `pending`: the page began without it. */
  readonly state: FragmentState | "pending";
  /** How old public data is. */
  readonly ageSeconds?: number | undefined;
  /** How long after the view began it came, if it had to be waited for. */
  readonly waitedMs?: number | undefined;
  /** Why it is a fallback or last-good data: `late`, `failed`. */
  readonly because?: string | undefined;
}

export function fragmentStatus(outcomes: readonly FragmentOutcome[]): string {
  let value = "";
  for (const outcome of outcomes) value += value === "" ? member(outcome) : `, ${member(outcome)}`;
  return value;
}

/** Only age and wait differ from one view to the next: the rest is serialized once. */
function member(outcome: FragmentOutcome): string {
  const { name, state, because, ageSeconds, waitedMs } = outcome;
  const same = constantPart(`${name} ${state} ${because}`, outcome);
  const aged = ageSeconds === undefined ? same : `${same};age=${Math.max(0, Math.floor(ageSeconds))}`;
  return waitedMs === undefined ? aged : `${aged};ms=${Math.max(0, Math.round(waitedMs))}`;
}

const constantPart = memoize(({ name, state, because }: FragmentOutcome): string => {
  const parameters = new Map<string, BareItem>();
  if (because !== undefined) parameters.set("because", new Token(toToken(because)));
  return serializeDictionary(new Map([[toKey(name), [new Token(state), parameters]]]));
});

function toKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.*-]/g, "-")
    .replace(/^[^a-z*]/, "*");
}

function toToken(word: string): string {
  return word.replaceAll(/[^A-Za-z0-9._-]/g, "-").replace(/^[^A-Za-z]/, "*");
}

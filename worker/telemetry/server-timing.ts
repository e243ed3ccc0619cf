import { type BareItem, serializeList, Token } from "structured-headers";
import type { Ms } from "../time.ts";
import { memoize, printable } from "./memoize.ts";

/** One metric: a wait, or a count told in words. Pure code cannot be timed: the production clock stands still during it. */
export interface Timing {
  readonly name: string;
  readonly ms?: Ms | undefined;
  readonly description?: string | undefined;
}

/** `Server-Timing`, in the syntax that its own grammar and structured lists share: `origin;desc="page";dur=12.5`. */
export function serverTiming(timings: readonly Timing[]): string {
  let value = "";
  for (const timing of timings) value += value === "" ? metric(timing) : `, ${metric(timing)}`;
  return value;
}

/** Only the duration differs from one view to the next: the rest is serialized once. */
function metric(timing: Timing): string {
  const same = constantPart(`${timing.name} ${timing.description}`, timing);
  return timing.ms === undefined ? same : `${same};dur=${Math.round(timing.ms * 10) / 10}`;
}

const constantPart = memoize(({ name, description }: Timing): string => {
  const parameters = new Map<string, BareItem>();
  if (description !== undefined) parameters.set("desc", printable(description));
  return serializeList([[new Token(name), parameters]]);
});

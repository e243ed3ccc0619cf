import { type BareItem, serializeList, Token } from "structured-headers";
import type { Ms } from "../time.ts";
import { printable } from "./memoize.ts";

/** One metric: a wait, or a count told in words. Pure code cannot be timed: the production clock stands still during it. */
export interface Timing {
  readonly name: string;
  readonly ms?: Ms | undefined;
  readonly description?: string | undefined;
}

/** `Server-Timing`, in the syntax that its own grammar and structured lists share: `origin;dur=12.5;desc="page"`. */
export function serverTiming(timings: readonly Timing[]): string {
  return serializeList(
    timings.map(({ name, ms, description }) => {
      const parameters = new Map<string, BareItem>();
      if (ms !== undefined) parameters.set("dur", Math.round(ms * 10) / 10);
      if (description !== undefined) parameters.set("desc", printable(description));
      return [new Token(name), parameters];
    }),
  );
}

import { failureFacts } from "./failure-facts.ts";
import { eventLine } from "./log-line.ts";

/** Tells the log of an error inside: a bug, of which nobody outside hears more than that there was one. */
export function tellFailure(error: unknown): void {
  console.error(eventLine("failed", Date.now(), failureFacts(error)));
}

import { machineClock } from "../clock.io.ts";
import { operation } from "../lanes.io.ts";
import type { Counts } from "./counts.ts";
import { Reporter } from "./reporter.ts";
import type { Stats } from "./stats.object.ts";
import type { Tally } from "./tally.ts";

/** The one `Stats` object of the shop. */
export function statsOf(namespace: DurableObjectNamespace<Stats>): DurableObjectStub<Stats> {
  return namespace.get(namespace.idFromName("shop"));
}

/** A reporter for this isolate, which is known by a name of its own; a null `pop` is the shield, whose objects are no isolates of a PoP. A stub is got for each report: a broken one stays broken. */
export function openReporter(tally: Tally, namespace: DurableObjectNamespace<Stats>, pop: string | null): Reporter {
  const isolate = pop === null ? null : crypto.randomUUID();
  return new Reporter(tally, {
    ...machineClock,
    send: async (counts: Counts) => {
      await operation(async () => statsOf(namespace).report({ isolate, pop, counts }), "answers");
    },
  });
}

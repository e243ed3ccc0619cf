/** Sends everybody through the shop at once: each visitor's steps in order, everybody's interleaved, a bounded number at a time. */

import { STEPS, type Visit } from "./steps.ts";
import type { CanaryVisitor } from "./visitors.ts";

const AT_ONCE = 24;

/** `between` runs after every step, with how many were done: purges, and whatever else happens to a shop. */
export async function sendCrowd(visit: Visit, between: (done: number) => Promise<unknown>): Promise<void> {
  const waiting = visit.crowd.visitors.map((visitor) => ({ visitor, next: 0 }));
  let done = 0;
  const walk = async () => {
    while (waiting.length > 0) {
      const [one] = waiting.splice(visit.random.below(waiting.length), 1);
      const step = one && stepOf(one.visitor, one.next);
      if (!one || !step) continue;
      await step(visit, one.visitor);
      await between(++done);
      waiting.push({ visitor: one.visitor, next: one.next + 1 });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, walk));
}

const stepOf = ({ kind }: CanaryVisitor, next: number) => STEPS[kind][next];

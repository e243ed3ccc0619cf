import { handleName } from "#contract/handles";
import type { BulletinCopy } from "./bulletin/copy.ts";
import { isInDoubt } from "./bulletin/judge-name.ts";
import type { Visitor } from "./visitor/visitor.ts";

/**
 * The visitor without products nobody has heard of: the list of what they looked at is their own word, and each name in it
 * would be a question of its own. Judged by the copy at hand, whatever its age: names are only added, so one that is missing
 * was made up, or published a moment ago and is shown a moment later. Without a copy everything is believed.
 */
export function withoutUnheardOf(visitor: Visitor, copy: BulletinCopy | undefined): Visitor {
  const { facts } = visitor;
  if (facts.recent.length === 0 || copy === undefined) return visitor;
  const recent = facts.recent.filter((handle) => !isInDoubt(copy, handleName("product", handle)));
  return recent.length === facts.recent.length ? visitor : { ...visitor, facts: { ...facts, recent } };
}

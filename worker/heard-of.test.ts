import { expect, it } from "vitest";
import type { BulletinCopy } from "./bulletin/copy.ts";
import { hashSet } from "./bulletin/hash-set.ts";
import { keyHash } from "./bulletin/key-hash.ts";
import { withoutUnheardOf } from "./heard-of.ts";
import { guest } from "./visitor/visitor.ts";

const named = (...names: string[]) => hashSet(names.map(keyHash));
const copy = (handlesAt: number | null): BulletinCopy =>
  ({ handlesAt, base: { handles: named("product/jug") }, delta: { handles: named("product/pan") } }) as unknown as BulletinCopy;

it("leaves out what nobody has heard of, and keeps the order of the rest", () => {
  const visitor = { ...guest(["pan", "made-up", "jug"]), clearCookie: true };
  expect(withoutUnheardOf(visitor, copy(1_000))).toEqual({ ...guest(["pan", "jug"]), clearCookie: true });
});

it.each([
  ["all of it is known", ["jug", "pan"], copy(1_000)],
  ["nothing was looked at", [], copy(1_000)],
  ["there is no copy yet", ["made-up"], undefined],
  ["names are not told", ["made-up"], copy(null)],
])("changes nothing where %s", (_, recent, at) => {
  const visitor = guest(recent);
  expect(withoutUnheardOf(visitor, at)).toBe(visitor);
});

import { expect, it } from "vitest";
import { orderSeen } from "./order-seen.ts";

it.each([
  ["what the device in hand saw last", ["jug", "mug"], [], ["jug", "mug"]],
  ["what another device saw behind it", ["jug"], ["pan", "mug"], ["jug", "pan", "mug"]],
  ["each thing once, where it was seen last", ["mug", "jug"], ["jug", "pan", "mug"], ["mug", "jug", "pan"]],
  ["another device's, on one that saw nothing", [], ["pan"], ["pan"]],
  ["eight things", ["1", "2", "3", "4", "5"], ["6", "7", "8", "9"], ["1", "2", "3", "4", "5", "6", "7", "8"]],
])("remembers %s", (_, told, known, seen) => {
  expect(orderSeen(told, known)).toEqual(seen);
});

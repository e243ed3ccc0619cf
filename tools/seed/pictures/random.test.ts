import { describe, expect, test } from "vitest";
import { type Kind, seededRandom } from "./random.ts";

const BOARDS: readonly Kind<string>[] = [
  ["disc", "round"],
  ["plank", "bread fish"],
  ["hog", "boar", "only"],
];
const many = Array.from({ length: 100 }, (_, i) => `thing-${i}`);

describe("chance", () => {
  test("repeats itself for a seed and differs between forms", () => {
    const first = (form: string) => seededRandom(form, "one").between(0, 1);
    expect(first("mug")).toBe(first("mug"));
    expect(first("mug")).not.toBe(first("jug"));
  });

  test("gives way to a word in the seed", () => {
    expect(seededRandom("board", "round-board").kind(BOARDS)).toBe("disc");
    expect(seededRandom("board", "fish-board").kind(BOARDS)).toBe("plank");
  });

  test("never takes a kind that waits to be asked, until it is asked", () => {
    expect(many.map((seed) => seededRandom("board", seed).kind(BOARDS))).not.toContain("hog");
    expect(seededRandom("board", "boar-board").kind(BOARDS)).toBe("hog");
  });

  test("does not take a word inside another for a word", () => {
    const kinds = many.map((seed) => seededRandom("board", `${seed}-ground`).kind(BOARDS));
    expect(new Set(kinds)).toEqual(new Set(["disc", "plank"]));
  });

  test("goes on alike after a kind was asked for", () => {
    const asked = seededRandom("board", "round");
    asked.kind(BOARDS);
    const unasked = seededRandom("board", "round");
    unasked.kind([["any"], ["other"]]);
    expect(asked.between(0, 1)).toBe(unasked.between(0, 1));
  });
});

import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Unreachable } from "../unreachable.ts";
import { failureFacts } from "./failure-facts.ts";

const MARK = "zyx-marked";

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

describe("what a log tells of an error inside", () => {
  it.each([
    ["JSON that is none", () => JSON.parse(MARK)],
    ["a URL that is none", () => new URL(MARK)],
    ["a value of another kind", () => v.parse(v.picklist(["a"]), MARK)],
    ["a property of nothing", () => (undefined as unknown as Record<string, () => void>)[MARK]?.()],
    ["a text that cannot be decoded", () => decodeURIComponent(`${MARK}%`)],
    ["a line like a place", () => new TypeError(`${MARK}\n    at ${MARK}:1:1`)],
    ["no error at all", () => MARK],
  ])("repeats nothing of what it was given: %s", (_, work) => {
    expect(JSON.stringify(failureFacts(thrownBy(work)))).not.toContain(MARK);
  });

  it("has the name by which a class goes in a bundle too, where the class itself is called by a letter", () => {
    const x = class extends Unreachable {};
    const names = [new x(MARK), thrownBy(() => v.parse(v.string(), 1)), new DOMException(MARK, "TimeoutError"), new TypeError(MARK)];
    expect(names.map((error) => failureFacts(error).error)).toEqual(["Unreachable", "ValiError", "TimeoutError", "TypeError"]);
  });

  it("has the words that somebody chose, and the place", () => {
    const told = failureFacts(new Error("TOKEN_KEYS is missing"));
    expect(told).toMatchObject({ error: "Error", message: "TOKEN_KEYS is missing" });
    expect(told.stack).toContain("failure-facts.test.ts");
    const cause = new Error("no answer in time");
    expect(failureFacts(new Unreachable("no answer in time", { cause }))).toMatchObject({ message: "no answer in time" });
    expect(failureFacts(new Unreachable(MARK, { cause: new SyntaxError(MARK) })).message).toBeUndefined();
  });
});

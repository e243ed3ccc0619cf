import { describe, expect, it } from "vitest";
import { stitchPage } from "../lab/fragment-kit/stitch-page.ts";
import { card } from "../worker/stitch/fake-shop.ts";
import { seenEverywhere } from "./seen-everywhere.tsx";

const on = { page: "home", fragments: [seenEverywhere] } as const;

describe("seen-everywhere", () => {
  it.each([
    ["a guest", {}],
    ["a customer", { customer: "ines" }],
  ])("shows %s the list that their browser keeps, from cards that are everybody's", async (_, who) => {
    const page = await stitchPage({
      ...on,
      facts: { ...who, recent: ["pan", "jug"] },
      answers: { card: (ask) => card("handle" in ask ? ask.handle : "") },
    });
    expect(page.asked).toEqual(["card", "card"]);
    expect(page.slot("seen-everywhere")).toMatch(/pan.*jug/s);
  });

  it("asks nothing for who saw nothing, customers too", async () => {
    const page = await stitchPage({ ...on, facts: { customer: "ines" } });
    expect([page.originCalls, page.slot("seen-everywhere")]).toEqual([0, ""]);
  });

  it("keeps its room when the origin is down", async () => {
    const page = await stitchPage({ ...on, facts: { customer: "ines", recent: ["jug"] }, originIsDown: true });
    expect(page.slot("seen-everywhere")).toBe("<div></div>");
  });
});

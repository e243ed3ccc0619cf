import { describe, expect, it } from "vitest";
import { stitchPage } from "../lab/fragment-kit/stitch-page.ts";
import { card } from "../worker/stitch/fake-shop.ts";
import { seenEverywhere } from "./seen-everywhere.tsx";

const on = { page: "home", fragments: [seenEverywhere] } as const;

describe("seen-everywhere", () => {
  it("asks what a customer saw on any device, and tells what this one saw", async () => {
    const asked: unknown[] = [];
    const answers = { seen: (ask: unknown) => [asked.push(ask), { cards: [card("pan"), card("jug")] }][1] };
    const page = await stitchPage({ ...on, facts: { customer: "ines", recent: ["jug"] }, answers });
    expect(page.status).toEqual({ "seen-everywhere": "batch" });
    expect(page.slot("seen-everywhere")).toMatch(/pan.*jug/s);
    expect(asked).toEqual([expect.objectContaining({ question: "seen", handles: ["jug"] })]);
  });

  it("shows guests what this browser saw, from cards that are everybody's", async () => {
    const page = await stitchPage({ ...on, facts: { recent: ["jug"] }, answers: { card: card("jug") } });
    expect(page.asked).toEqual(["card"]);
    expect(page.slot("seen-everywhere")).toContain("jug");
  });

  it("asks nothing for a guest who saw nothing", async () => {
    const page = await stitchPage({ ...on });
    expect([page.originCalls, page.slot("seen-everywhere")]).toEqual([0, ""]);
  });

  it("keeps its room when the origin is down", async () => {
    const page = await stitchPage({ ...on, facts: { customer: "ines" }, originIsDown: true });
    expect(page.slot("seen-everywhere")).toBe("<div></div>");
  });
});

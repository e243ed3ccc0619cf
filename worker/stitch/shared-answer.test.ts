import { describe, expect, it } from "vitest";
import { LIFETIMES } from "../lifetimes.ts";
import { card } from "./fake-shop.ts";
import { fakeStored } from "./fake-tiers.ts";
import { broughtAlong, readAnswer, subjectIn, subjectOf, toFilled } from "./shared-answer.ts";

const answer = (data: unknown) => ({ ok: true, data, surrogateKeys: ["product:jug"], entityVersions: { "product:jug": 3 } }) as const;
const stored = (text: string) => fakeStored("a", { segments: [new TextEncoder().encode(text)], slots: [] }, 0);

describe("an answer on its way to the tiers", () => {
  it("is its data, with the keys that purge it, and nothing of who asked", () => {
    const filled = toFilled("card", answer({ ...card("jug"), visitor: "Ines" }));
    expect(filled).toMatchObject({
      ok: true,
      answer: { surrogateKeys: ["product:jug"], entityVersions: { "product:jug": 3 }, slots: [], marked: true },
    });
    const segment = filled.ok ? filled.answer.segments[0] : undefined;
    expect(JSON.parse(new TextDecoder().decode(segment))).toEqual(card("jug"));
  });

  it.each(["cart", "cart-summary"] as const)("never is one to a visitor's question: %s", (question) => {
    expect(toFilled(question, answer(question === "cart" ? null : { itemCount: 1 }))).toEqual({ ok: false, because: "foreign" });
    expect(broughtAlong({ question, subject: "c1", data: { itemCount: 1 }, surrogateKeys: [] }, {})).toBeUndefined();
  });

  it("never is something else than its question promises", () => {
    expect(toFilled("recommendations", answer({ cards: [{ id: 1 }] }))).toEqual({ ok: false, because: "foreign" });
    expect(broughtAlong({ question: "toString", subject: "x", data: {}, surrogateKeys: [] }, {})).toBeUndefined();
  });

  it("lives shortly when it says that nothing of the kind is sold here", () => {
    const unknown = { ...answer(null), surrogateKeys: [] };
    expect(toFilled("card", unknown)).toMatchObject({ ok: true, answer: { lifetime: LIFETIMES.missing } });
  });

  it("lives as long as any card when a purge will tell that the product is back", () => {
    const filled = toFilled("card", answer(null));
    expect(filled).toMatchObject({ ok: true, answer: { surrogateKeys: ["product:jug"], entityVersions: { "product:jug": 3 } } });
    expect(filled.ok && filled.answer.lifetime).toBeUndefined();
  });

  it("hands on why there is none", () => {
    expect(toFilled("card", { ok: false, because: "unanswered" })).toEqual({ ok: false, because: "unanswered" });
  });
});

describe("what a shared question is about", () => {
  it("is the product or the segment that it names, and nothing that it was not to be told", () => {
    expect(subjectOf({ question: "card", handle: "jug" })).toBe("jug");
    const more = { question: "delivery-note", segment: "member", handle: "jug" } as const;
    expect(subjectOf(more)).toBe("member");
    expect(subjectOf({ question: "horoscope" } as never)).toBe("[]");
  });

  it("is all that it names: one segment's answer is never another's, nor one product's", () => {
    const words = ["segment", "handle"];
    const subjects = [
      { segment: "member", handle: "jug" },
      { segment: "trade", handle: "jug" },
      { segment: "member", handle: "pan" },
      { segment: 'member","jug', handle: "" },
      { segment: "member" },
    ].map((ask) => subjectIn(words, { question: "note", ...ask }));
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjectIn(words, { handle: "jug", segment: "member" })).toBe(subjects[0]);
  });
});

describe("an answer from the tiers", () => {
  it("is read once for each stored response", () => {
    const held = stored(JSON.stringify(card("jug")));
    expect(readAnswer("card", held)?.data).toEqual(card("jug"));
    expect(readAnswer("card", held)).toBe(readAnswer("card", held));
  });

  it.each(["", "{", "[]", '{"kind":"free"}'])("is nothing when it reads %j", (text) => {
    expect(readAnswer("delivery-note", stored(text))).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { MARKET_NAMES } from "#contract/market";
import { renderFragment } from "../lab/fragment-kit/render-fragment.ts";
import { stitchPage } from "../lab/fragment-kit/stitch-page.ts";
import { segmentBanner } from "./segment-banner.tsx";

const WHO = [{}, { recent: ["jug"] }, { customer: "ines" }];

describe("segment-banner", () => {
  it.each(MARKET_NAMES)("has a word in %s for each who comes", (market) => {
    const words = WHO.map((facts) => renderFragment(segmentBanner, { market, facts }));
    expect(new Set(words).size).toBe(3);
  });

  it("takes whoever has a basket for one who was here", () => {
    const cart = { id: "c", version: 1, itemCount: 1 };
    expect(renderFragment(segmentBanner, { facts: { cart } })).toBe(renderFragment(segmentBanner, { facts: { recent: ["jug"] } }));
  });

  it("says what a first visit is told to one of whom nothing is known", () => {
    expect(renderFragment(segmentBanner, { fallback: true })).toBe(renderFragment(segmentBanner, { facts: {} }));
  });

  it("costs the origin nothing", async () => {
    const seen = await stitchPage({ page: "home", fragments: [segmentBanner], facts: { customer: "ines" } });
    expect([seen.status, seen.originCalls]).toEqual([{ "segment-banner": "token" }, 0]);
  });
});

import { describe, expect, it } from "vitest";
import { negotiateMarket } from "./negotiate-market.ts";

describe("the market for a visitor of the bare shop", () => {
  it.each([
    [null, undefined, "en-us"],
    ["", undefined, "en-us"],
    ["de", undefined, "de-de"],
    ["de-AT,de;q=0.9,en;q=0.8", "AT", "de-de"],
    ["en-GB,en;q=0.9", undefined, "en-gb"],
    ["EN-gb", undefined, "en-gb"],
    ["en", "GB", "en-gb"],
    ["en-AU", "AU", "en-us"],
    ["en;q=0.5, ja;q=0.9", undefined, "ja-jp"],
    ["ja;q=0, de", undefined, "de-de"],
    ["fr, *;q=0.1", "AE", "ar-ae"],
    ["fr", "jp", "ja-jp"],
    ["fr", "FR", "en-us"],
    ["*, de;q=0.5", "GB", "en-gb"],
    ["de;q=high, ar", undefined, "ar-ae"],
    [";;;,,,=\u0000", undefined, "en-us"],
    [`${"fr,".repeat(20)}de`, undefined, "en-us"],
  ])("%j from %j is %s", (acceptLanguage, country, market) => {
    expect(negotiateMarket(acceptLanguage, country)).toBe(market);
  });
});

import { describe, expect, it } from "vitest";
import { feedPrice, priceIn } from "./prices.ts";

describe("prices in other markets", () => {
  it.each([
    [16, "16.00 GBP", "18.00 USD", "19.00 EUR", "3200 JPY", "75.00 AED"],
    [9.5, "9.50 GBP", "11.00 USD", "11.50 EUR", "1900 JPY", "44.00 AED"],
    [52, "52.00 GBP", "59.00 USD", "62.00 EUR", "10500 JPY", "240.00 AED"],
    [120, "120.00 GBP", "135.00 USD", "145.00 EUR", "24000 JPY", "560.00 AED"],
  ])("sets %d pounds in round numbers of each", (pounds, ...prices) => {
    const set = (["GBP", "USD", "EUR", "JPY", "AED"] as const).map((currency) => feedPrice(priceIn(currency, pounds)));
    expect(set).toEqual(prices);
  });

  it("never gives yen decimals", () => {
    for (let pounds = 5; pounds < 200; pounds += 0.5) expect(priceIn("JPY", pounds).minor % 100).toBe(0);
  });
});

import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { MARKET_NAMES, MARKETS } from "#contract/market";
import { CATALOGS, surroundingsOf } from "./messages.ts";

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
const forms = (message: unknown): Record<string, string> =>
  typeof message === "string" ? { text: message } : (message as Record<string, string>);

describe.each(MARKET_NAMES)("the texts of %s", (market) => {
  const catalog: Record<string, unknown> = CATALOGS[market];
  const reference: Record<string, unknown> = CATALOGS["en-us"];

  test("are complete and nothing more", () => {
    expect(Object.keys(catalog).sort()).toEqual(Object.keys(reference).sort());
  });

  test("have the places of the English texts", () => {
    for (const [key, message] of Object.entries(catalog).filter(([key]) => Object.hasOwn(reference, key))) {
      const expected = places(forms(reference[key]).other ?? forms(reference[key]).text ?? "");
      expect(places(forms(message).other ?? forms(message).text ?? ""), key).toEqual(expected);
      for (const form of Object.values(forms(message))) expect(expected, key).toEqual(expect.arrayContaining(places(form)));
    }
  });

  test("have every plural form of the language", () => {
    const { pluralCategories } = new Intl.PluralRules(MARKETS[market].locale).resolvedOptions();
    for (const [key, message] of Object.entries(catalog)) {
      if (typeof message !== "string") expect(Object.keys(forms(message)).sort(), key).toEqual([...pluralCategories].sort());
    }
  });

  test("hold neither markup nor exclamation marks", () => {
    for (const text of Object.values(catalog).flatMap((message) => Object.values(forms(message)))) expect(text).not.toMatch(/[<>&!！]/);
  });
});

test("every text that a fragment asks for exists", () => {
  const files = globSync(["fragments/**/*.ts", "fragments/**/*.tsx"], { cwd: new URL("..", import.meta.url).pathname });
  const asked = files
    .filter((file) => !/\.test(-d)?\./.test(file))
    .flatMap((file) =>
      [...readFileSync(join(import.meta.dirname, "..", file), "utf8").matchAll(/\bt\(\s*"([^"]+)"/g)].map((hit) => hit[1]),
    );
  expect(asked.length).toBeGreaterThan(0);
  expect(Object.keys(CATALOGS["en-us"])).toEqual(expect.arrayContaining(asked));
});

describe("prices", () => {
  test.each([
    ["en-us", "$1,216.50"],
    ["en-gb", "£1,216.50"],
    ["de-de", "1.216,50\u00a0€"],
    ["ja-jp", "¥121,650"],
    ["ar-ae", "1,216.50\u00a0د.إ"],
  ] as const)("of %s are written as its shoppers write them", (market, written) => {
    expect(surroundingsOf(market).market.money({ minor: 121_650, currency: MARKETS[market].currency })).toBe(written);
  });
});

test("counts choose their form and are written with the language's separators", () => {
  expect(surroundingsOf("en-gb").t("cart.items", { count: 1 })).toBe("One thing");
  expect(surroundingsOf("en-gb").t("cart.items", { count: 1234 })).toBe("1,234 things");
  expect(surroundingsOf("ar-ae").t("cart.items", { count: 2 })).toBe("قطعتان");
  expect(surroundingsOf("ar-ae").t("cart.items", { count: 11 })).toBe("11 قطعة");
});

test("a value never becomes a place of its own", () => {
  expect(surroundingsOf("en-gb").t("greeting.hello", { name: "{name} {count}" })).toBe("Hello, {name} {count}");
});

test("US shoppers have a cart and colors, British ones a basket and colours", () => {
  const american = JSON.stringify(Object.values(CATALOGS["en-us"])).toLowerCase();
  const british = JSON.stringify(Object.values(CATALOGS["en-gb"])).toLowerCase();
  expect(american).not.toMatch(/basket|colour/);
  expect(british).not.toMatch(/\bcart\b|color\b|colors\b/);
});

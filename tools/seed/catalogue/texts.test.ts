import { describe, expect, it } from "vitest";
import { colourLabel } from "./colours.ts";
import { catalogue } from "./generate.ts";
import { LISTINGS, ROOMS } from "./rooms.ts";
import { LANGUAGES, listed, say, type Text } from "./text.ts";

const products = catalogue(1);
const collections = [...ROOMS.flatMap((room) => [room, ...room.shelves]), ...LISTINGS];

/** Every text of the shop with where it stands. */
const texts: readonly (readonly [where: string, text: Text])[] = [
  ...collections.flatMap(({ handle, title, intro }) => [[`${handle} title`, title] as const, [`${handle} intro`, intro] as const]),
  ...products.flatMap((product) => [
    [`${product.handle} title`, product.title] as const,
    [`${product.handle} detail`, product.detail] as const,
    [`${product.handle} description`, product.description] as const,
    ...product.specs.flatMap(({ name, value }) => [[`${product.handle} spec`, name] as const, [`${product.handle} spec`, value] as const]),
    ...product.sizes.map(({ label }) => [`${product.handle} size`, label] as const),
    ...product.colourways.map((colourway) => [`${product.handle} colour`, colourLabel(colourway)] as const),
  ]),
];

/** What stays Latin everywhere: units, paper sizes, pencil grades, lamp bases. */
const INTERNATIONAL = /\b(\d+(\.\d+)?\s?)?(ml|mm|cm|kg|km|[gmlWC]|A[456]|[26]?[BH]|HB|E27|[SML]|ø)\b|°C/g;

describe("the shop's texts", () => {
  it("are there in every language", () => {
    const missing = texts.flatMap(([where, text]) =>
      LANGUAGES.filter((language) => text[language].trim() === "").map((language) => `${where} ${language}`),
    );
    expect(missing).toEqual([]);
  });

  it("leave no English in Japanese and Arabic", () => {
    const leftovers = texts.flatMap(([where, text]) =>
      (["ja", "ar"] as const)
        .filter((language) => /[A-Za-z]{2,}/.test(text[language].replace(INTERNATIONAL, "")))
        .map((language) => `${where}: ${text[language]}`),
    );
    expect(leftovers).toEqual([]);
  });

  it("are not one language in the dress of another", () => {
    const named = texts.filter(([where]) => /title|detail|description|intro/.test(where));
    for (const [, text] of named) {
      expect(text.ja).toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      expect(text.ar).toMatch(/[\u0600-\u06ff]/);
      expect(`${text.en}${text.de}`).not.toMatch(/[\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff]/);
      expect(text.ar).not.toMatch(/[\u3040-\u30ff\u4e00-\u9fff]/);
      expect(text.ja).not.toMatch(/[\u0600-\u06ff]/);
    }
  });

  it("use English words on which both English markets agree", () => {
    const split =
      /\b(colou?r|grey|gray|fib(re|er)|cent(re|er)|alumini?um|lit(re|er)s?|met(re|er)s?|enamell?ed|galvani[sz]ed|mou?ld|draught|neighbou?r\w*|favou?r\w*|harbou?r|\w+ised|\w+ized)\b/i;
    expect(texts.flatMap(([where, text]) => (split.test(text.en) ? [`${where}: ${text.en}`] : []))).toEqual([]);
  });

  it("never raise their voice", () => {
    const loud = texts.flatMap(([where, text]) =>
      LANGUAGES.filter((language) => /[!！]|hurry|\boops\b/i.test(text[language])).map(() => where),
    );
    expect(loud).toEqual([]);
  });

  it("tell a different story for every product of a shelf", () => {
    for (const language of LANGUAGES) {
      const stories = products.map(({ shelf, description }) => `${shelf} ${description[language]}`);
      expect(new Set(stories).size).toBe(stories.length);
    }
  });

  it("describe in three paragraphs", () => {
    for (const { description } of products) for (const language of LANGUAGES) expect(description[language].split("\n\n")).toHaveLength(3);
  });

  it("end every sentence, and none twice", () => {
    for (const { description } of products) {
      for (const language of LANGUAGES) {
        expect(description[language]).toMatch(/[.。]$/);
        expect(description[language]).not.toMatch(/\.\.|。。| {2}|\s[.,،]|undefined/);
      }
    }
  });

  it("fit where a feed and a page put them", () => {
    for (const [where, text] of texts) {
      const most = where.endsWith("title") ? 60 : where.endsWith("detail") ? 80 : where.endsWith("description") ? 1200 : 200;
      for (const language of LANGUAGES) expect([where, text[language].length <= most]).toEqual([where, true]);
    }
  });
});

describe("listing words", () => {
  it("joins as each language does", () => {
    const words = say("a", "a", "a", "a");
    expect(Object.keys(words)).toEqual([...LANGUAGES]);
    expect(LANGUAGES.map((language) => listed(["x", "y", "z"], language))).toEqual(["x, y and z", "x, y und z", "x、y、z", "x وy وz"]);
    expect(LANGUAGES.map((language) => listed(["x", "y"], language, "or"))).toEqual(["x or y", "x oder y", "x、y", "x أو y"]);
    expect(listed(["x"], "en")).toBe("x");
  });
});

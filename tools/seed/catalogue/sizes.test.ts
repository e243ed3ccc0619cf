import { describe, expect, it } from "vitest";
import { sizesInWords } from "./prose.ts";
import { readSizes } from "./sizes.ts";

describe("sizes", () => {
  it("reads what a row writes", () => {
    expect(readSizes("350ml 168g 16, 1.4l 640g 34.5")).toMatchObject([
      { name: "350ml", kind: "volume", grams: 168, pounds: 16, label: { en: "350 ml", de: "350 ml", ja: "350 ml", ar: "350 مل" } },
      { name: "1.4l", kind: "volume", grams: 640, pounds: 34.5, label: { en: "1.4 l", de: "1,4 l", ar: "1.4 لتر" } },
    ]);
    expect(readSizes("50x70cm 140g 14")[0]?.label).toMatchObject({ en: "50 × 70 cm", ar: "50 × 70 سم" });
    expect(readSizes("x4 140g 14")[0]?.label).toMatchObject({ en: "Set of 4", de: "4er-Satz", ja: "4個組", ar: "طقم من 4" });
  });

  it("says the unit once where all share it", () => {
    const words = sizesInWords(readSizes("220ml 1g 1, 350ml 1g 1, 500ml 1g 1"));
    expect(words).toEqual({ en: "220, 350 and 500 ml", de: "220, 350 und 500 ml", ja: "220、350、500 ml", ar: "220 و350 و500 مل" });
    expect(sizesInWords(readSizes("S 1g 1, L 1g 1")).en).toBe("small and large");
    expect(sizesInWords(readSizes("x1 1g 1, x3 1g 1"))).toMatchObject({ en: "one and set of 3", de: "einzeln und 3er-Satz" });
    expect(sizesInWords(readSizes("A6 1g 1, A5 1g 1")).en).toBe("A6 and A5");
    expect(sizesInWords(readSizes("20x30cm 1g 1, 26x38cm 1g 1")).en).toBe("20 × 30 cm and 26 × 38 cm");
  });

  it("refuses a row it does not understand", () => {
    expect(() => readSizes("350ml 168g")).toThrow("a size needs a weight and a price");
    expect(() => readSizes("large 168g 16")).toThrow("not a size: large");
  });
});

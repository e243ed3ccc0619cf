import { expect, test } from "vitest";
import { unbroken } from "./unbroken.ts";

test.each([
  ["Steel, up to 2 l", "Steel, up to 2~l"],
  ["120 g, 168 g and 230 g", "120~g, 168~g and 230~g"],
  ["ø 86 × 80 mm (350 ml)", "ø 86~×~80~mm (350~ml)"],
  ["0,75 l oder 1 l", "0,75~l oder 1~l"],
  ["350 مل و500 مل", "350~مل و500~مل"],
  ["厚さ0.8 mmの鋼板", "厚さ0.8 mmの鋼板"],
])("keeps numbers with their units: %s", (text, kept) => {
  expect(unbroken(text).replaceAll("\u00a0", "~")).toBe(kept);
});

test("leaves other words after numbers alone", () => {
  expect(unbroken("In 3 large and 2 low bowls")).toBe("In 3 large and 2 low bowls");
});

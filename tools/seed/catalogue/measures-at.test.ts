import { expect, test } from "vitest";
import type { Form } from "../pictures/forms.ts";
import { catalogue } from "./generate.ts";
import { measuresAt } from "./measures-at.ts";
import { readSizes } from "./sizes.ts";

const drawn = { heightMm: 470, widthMm: 300, round: true };
const at = (form: Form, size: string, from = drawn) => {
  const [read] = readSizes(`${size} 1g 1`);
  if (!read) throw new Error("no size");
  const { heightMm, widthMm } = measuresAt(form, read, from);
  return `${widthMm} x ${heightMm}`;
};

test.each([
  ["lamp", "32cm", "205 x 320"],
  ["plate", "26cm", "260 x 410"],
  ["towel", "50x70cm", "500 x 700"],
  ["notebook", "A5", "148 x 210"],
  ["mug", "350ml", "300 x 470"],
  ["blanket", "130x180cm", "300 x 470"],
] as const)("the drawing of a %s of %s says %s mm", (form, size, said) => {
  expect(at(form, size)).toBe(said);
});

test("a thing drawn wide has its longer side across", () => {
  expect(at("cushion", "30x50cm", { heightMm: 300, widthMm: 450, round: false })).toBe("500 x 300");
});

test("no two sizes of a lamp share a drawing's figures", () => {
  for (const { form, sizes } of catalogue(1).filter((product) => product.form === "lamp")) {
    expect(new Set(sizes.map((size) => JSON.stringify(measuresAt(form, size, drawn)))).size).toBe(sizes.length);
  }
});

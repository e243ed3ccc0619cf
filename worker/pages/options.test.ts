import { describe, expect, test } from "vitest";
import { wholePage } from "./fixtures/render.ts";
import { product, variant } from "./fixtures/shop.ts";
import { choiceLabels, choicesOf, selectedVariant } from "./options.ts";

const [color, size] = product.options;
if (color === undefined || size === undefined) throw new Error("the fixture has two options");
const states = (choices: ReturnType<typeof choicesOf>) => choices.map(({ value, state, sku }) => [value.value, state, sku]);

describe("choices", () => {
  test("lead to the variant that differs in nothing else", () => {
    const page = { ...product, selected: "NH-1042-tomato-500" };
    expect(states(choicesOf(page, size))).toEqual([
      ["350", "sold-out", "NH-1042-tomato-350"],
      ["500", "available", "NH-1042-tomato-500"],
    ]);
  });

  test("that are not made lead to the nearest that is, and say with what it is made", () => {
    expect(choicesOf(product, size)[1]).toMatchObject({
      state: "not-made",
      sku: "NH-1042-tomato-500",
      others: ["White and cobalt"],
      madeWith: ["Tomato and white"],
    });
  });

  test("prefer among equally near variants one that can be bought", () => {
    const page = {
      ...product,
      variants: [variant("white", "350"), variant("tomato", "900", { availability: "out" }), variant("tomato", "500")],
    };
    expect(choicesOf(page, color)[1]).toMatchObject({ state: "not-made", sku: "NH-1042-tomato-500" });
  });

  test("without any variant are not offered", () => {
    expect(choicesOf(product, size).map(({ value }) => value.value)).toEqual(["350", "500"]);
  });

  test("mark the chosen one, and never as unavailable", () => {
    const page = { ...product, selected: "NH-1042-tomato-350" };
    for (const option of product.options) {
      const current = choicesOf(page, option).filter(({ isCurrent }) => isCurrent);
      expect(current.map(({ state }) => state)).toEqual(["available"]);
    }
  });
});

test("the chosen variant in words follows the order of the options", () => {
  expect(choiceLabels(product, variant("tomato", "500"))).toEqual(["Tomato and white", "500 ml"]);
  expect(selectedVariant({ ...product, selected: "gone" })?.sku).toBe("NH-1042-white-350");
});

test("a choice that cannot be had keeps its link and says why", () => {
  const html = wholePage(product, "/products/rim-mug").replaceAll("\u00a0", "~");
  expect(html).toMatch(/<a class="option is-unavailable" href="[^"]*NH-1042-tomato-500" aria-describedby="option-1-note-1">500~ml</);
  expect(html).toMatch(/<a class="option is-color is-unavailable" [^>]*aria-describedby="option-0-out"/);
  expect(html).toContain('id="option-1-note-1">500~ml is not made in white and cobalt. It comes in tomato and white.<');
  expect(html).toContain('id="option-0-out">Sold out in 350~ml: tomato and white.<');
});

test("a sold-out variant has a button that says so instead of a form", () => {
  const html = wholePage({ ...product, selected: "NH-1042-tomato-350" }, "/products/rim-mug?variant=NH-1042-tomato-350");
  expect(html).not.toContain('action="/en-gb/cart/lines"');
  expect(html).toContain("disabled");
});

test("the form posts the chosen variant and comes back to this very page", () => {
  const below = "/products/rim-mug?variant=NH-1042-tomato-500";
  const html = wholePage({ ...product, selected: "NH-1042-tomato-500" }, below);
  expect(html).toContain('<form class="buy" method="post" action="/en-gb/cart/lines">');
  expect(html).toContain('name="variant" value="NH-1042-tomato-500"');
  expect(html).toContain(`name="return" value="/en-gb${below}"`);
});

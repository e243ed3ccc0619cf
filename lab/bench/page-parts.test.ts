import { expect, it } from "vitest";
import { putTogether, takeApart } from "./page-parts.ts";

const served = (name: string, count: number) =>
  `<body><div data-fragment="greeting" class="slot"><span>Hello, ${name}</span></div><p>x</p>` +
  `<div data-fragment="cart-badge" class="slot"><a><b>${count}</b> ${count} things</a></div>` +
  `<div data-fragment="stock" class="slot"><div><p>5 left</p></div><div></div></div></body>`;

it("puts the page of one shopper together from the page of another, byte for byte", () => {
  const parts = takeApart(served("Qqqqqq", 98_765), { firstName: "Qqqqqq", itemCount: 98_765 });
  expect(putTogether(parts, "Mara", 4)).toBe(served("Mara", 4));
});

it("takes nested elements of a slot for its content, and only personal slots for personal", () => {
  const { slots } = takeApart(served("Qqqqqq", 98_765), { firstName: "Qqqqqq", itemCount: 98_765 });
  expect(slots.map(({ name, isPersonal }) => [name, isPersonal])).toEqual([
    ["greeting", true],
    ["cart-badge", true],
    ["stock", false],
  ]);
  expect(slots[2]?.html).toBe("<div><p>5 left</p></div><div></div>");
});

import { expect, it } from "vitest";
import type { Cart } from "#contract/cart";
import { stitchPage } from "../lab/fragment-kit/stitch-page.ts";
import { cart } from "./cart.tsx";
import { cartBadge } from "./cart-badge.tsx";

const fragments = [cartBadge, cart];
/** Of the five things that the token tells of, two can still be had. */
const facts = { cart: { id: "c1", version: 4, itemCount: 5 } };
const basket: Cart = { id: "c1", version: 4, itemCount: 2, lines: [], subtotal: { minor: 0, currency: "GBP" } };

it("counts what the basket under it counts, by the same answer", async () => {
  const page = await stitchPage({ page: "cart", fragments, facts, answers: { cart: basket } });
  expect(page.slot("cart-badge")).toContain("2 things in the basket");
  expect([page.asked, page.originCalls]).toEqual([["cart"], 1]);
});

it("is empty over a basket that is gone", async () => {
  const page = await stitchPage({ page: "cart", fragments, facts, answers: { cart: null } });
  expect(page.slot("cart-badge")).toContain("is-empty");
});

it("counts what the token does, as on every other page, until the basket itself comes", async () => {
  const page = await stitchPage({ page: "cart", fragments, facts, answers: { cart: basket }, delays: { cart: 400 } });
  expect(page.html).toMatch(/5 things in the basket.*<template data-fragment="cart-badge">.*2 things in the basket/s);
  expect(page.status["cart-badge"]).toBe("token;because=late");
});

it("is sent once where the basket that was late is none in the end", async () => {
  const page = await stitchPage({ page: "cart", fragments: [cartBadge], facts, faults: { cart: "nonsense" }, delays: { cart: 400 } });
  expect(page.html.match(/5 things in the basket/g)).toHaveLength(1);
});

it.each([
  ["does not come", { originIsDown: true }],
  ["is refused", { faults: { cart: "refused" } }],
  ["is none", { faults: { cart: "nonsense" } }],
] as const)("counts what the token does where the basket itself %s", async (_, fault) => {
  const page = await stitchPage({ page: "cart", fragments, facts, ...fault });
  expect(page.slot("cart-badge")).toContain("5 things in the basket");
});

it.each(["home", "product", "notice"] as const)("costs the origin nothing on any other page: %s", async (name) => {
  const page = await stitchPage({ page: name, fragments: [cartBadge], facts });
  expect(page.slot("cart-badge")).toContain("5 things in the basket");
  expect(page.originCalls).toBe(0);
});

it("costs a guest's basket page nothing either", async () => {
  const page = await stitchPage({ page: "cart", fragments });
  expect(page.slot("cart-badge")).toContain("is-empty");
  expect(page.originCalls).toBe(0);
});

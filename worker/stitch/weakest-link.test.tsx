/** @jsxImportSource hono/jsx */
import { expect, it } from "vitest";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { type AnyFragment, defineFragment } from "../../fragments/define-fragment.ts";
import { customer, pageText, testShop } from "./fake-shop.ts";

const frame = { scope: "visitor", needs: ["firstName"], budgetMs: 100, reserve: "box", fallback: () => <p>nobody</p> } as const;
const hello = defineFragment({ ...frame, name: "hello", fromToken: ({ firstName }) => ({ firstName }), render: () => <p>hello</p> });

/** A fragment that got round its type. */
const smuggler = (more: object): AnyFragment => ({ ...hello, ...more });

const WISHES = {
  status: 503,
  headers: { "Set-Cookie": "a=b", "Cache-Control": "public" },
  cookies: ["a=b"],
  setCookie: "a=b",
  etag: '"1"',
};

it("gives a page a body, a validator and outcomes of its fragments, and nothing else they could set", async () => {
  const stitched = await testShop().view([hello, cartBadge], { visitor: customer("Ines") });
  expect(Object.keys(stitched).sort()).toEqual(["body", "etag", "outcomes"]);
});

it.each([
  ["beside its markup", smuggler(WISHES)],
  ["in its data", smuggler({ fromToken: () => ({ ...WISHES, firstName: "Ines" }) })],
])("hears nothing of a status, headers or cookies that a fragment has %s", async (_, fragment) => {
  const plain = await testShop().view([hello], { visitor: customer("Ines") });
  const wished = await testShop().view([fragment], { visitor: customer("Ines") });
  expect(await pageText(wished)).toBe(await pageText(plain));
  expect({ ...wished, body: undefined }).toEqual({ ...plain, body: undefined });
});

it.each([
  ["a response", () => new Response("<p>hello</p>", WISHES)],
  ["markup with headers around it", () => ({ markup: <p>hello</p>, ...WISHES })],
  ["text", () => "<p>hello</p>"],
  ["something to wait for", () => Promise.resolve(<p>hello</p>)],
])("shows the fallback of a fragment that renders %s", async (_, render) => {
  const page = await testShop().view([smuggler({ render })], { visitor: customer("Ines") });
  expect(await pageText(page)).toContain("<i>no hello</i>");
  expect(page.outcomes.get("hello")).toEqual({ source: "fallback", because: "error" });
  expect(page.etag).toBeUndefined();
});

it("tells an outcome in the shop's own words, whatever a fragment throws", async () => {
  const render = () => {
    throw Object.assign(new Error("Set-Cookie: a=b"), WISHES);
  };
  const page = await testShop().view([smuggler({ render })], { visitor: customer("Ines") });
  expect([...page.outcomes]).toEqual([["hello", { source: "fallback", because: "error" }]]);
});

/** Mistakes that must not compile: the scope of a fragment is a type. */
import type { AskFor } from "#contract/questions";
import { type AnyFragment, defineFragment } from "./define-fragment.ts";

const frame = { budgetMs: 100, reserve: "box", fallback: () => <p /> } as const;

/** The whole of what a visitor's fragment may be, so that each mistake below has one cause. */
defineFragment({
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  fromToken: ({ firstName }) => ({ firstName }),
  render: ({ firstName }) => <p>{firstName}</p>,
});

defineFragment({
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  // @ts-expect-error A visitor's fragment has no lifetime.
  lifetime: "note",
  fromToken: ({ firstName }) => ({ firstName }),
  render: ({ firstName }) => <p>{firstName}</p>,
});

defineFragment({
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  // @ts-expect-error A visitor's fragment has no surrogate keys.
  surrogateKeys: ["product:1"],
  fromToken: ({ firstName }) => ({ firstName }),
  render: ({ firstName }) => <p>{firstName}</p>,
});

defineFragment({
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  // @ts-expect-error It reads the cart without needing it.
  fromToken: ({ cart }) => ({ itemCount: cart?.itemCount }),
  render: () => <p />,
});

defineFragment({
  ...frame,
  name: "who",
  scope: "visitor",
  needs: ["cart"],
  // @ts-expect-error A visitor's question does not go through a public answer's type.
  ask: ({ cart }): AskFor<"recommendations"> | undefined => (cart ? { question: "recommendations", handle: "mug" } : undefined),
  render: () => <p />,
});

defineFragment({
  ...frame,
  name: "who",
  scope: "visitor",
  needs: ["cart"],
  ask: ({ cart }) => (cart ? { question: "cart-summary", cart: cart.id } : undefined),
  // @ts-expect-error The answer of its question has a count, not items.
  render: ({ items }) => <p>{items}</p>,
});

defineFragment({
  ...frame,
  name: "who",
  scope: "visitor",
  needs: ["cart"],
  ask: ({ cart }) => (cart ? { question: "cart-summary", cart: cart.id } : undefined),
  // @ts-expect-error What it says meanwhile comes from what it needs.
  meanwhile: ({ firstName }) => ({ itemCount: firstName?.length ?? 0 }),
  render: () => <p />,
});

defineFragment({
  ...frame,
  name: "who",
  scope: "visitor",
  needs: ["cart"],
  fromToken: ({ cart }) => (cart ? undefined : { isEmpty: true }),
  ask: ({ cart }) => (cart ? { question: "cart-summary", cart: cart.id } : undefined),
  // @ts-expect-error What the token says has no count: only the answer has.
  render: ({ itemCount }) => <p>{itemCount}</p>,
});

defineFragment({
  ...frame,
  name: "beside",
  scope: "public",
  source: "tier",
  lifetime: "recommendation",
  // @ts-expect-error A public fragment does not ask a visitor's question.
  about: () => ({ question: "cart", cart: "c1" }),
  render: () => <p />,
});

defineFragment({
  ...frame,
  name: "beside",
  scope: "public",
  source: "tier",
  lifetime: "recommendation",
  about: ({ path }) => (path.handle === undefined ? undefined : { question: "recommendations", handle: path.handle }),
  // @ts-expect-error The answer of its question has cards, not items.
  render: ({ items }) => <p>{items}</p>,
});

defineFragment({
  ...frame,
  name: "note",
  scope: "segment",
  lifetime: "note",
  // @ts-expect-error A segment's fragment does not ask a public question.
  about: () => ({ question: "recommendations", handle: "mug" }),
  render: () => <p />,
});

defineFragment({
  ...frame,
  name: "note",
  scope: "segment",
  // @ts-expect-error There is no such lifetime.
  lifetime: "forever",
  about: (segment) => ({ question: "delivery-note", segment }),
  render: ({ kind }) => <b>{kind}</b>,
});

defineFragment({
  ...frame,
  name: "note",
  scope: "segment",
  lifetime: "note",
  // @ts-expect-error A segment's fragment needs nothing of the visitor.
  needs: ["cart"],
  about: (segment) => ({ question: "delivery-note", segment }),
  render: ({ kind }) => <b>{kind}</b>,
});

defineFragment({
  ...frame,
  name: "beside",
  scope: "public",
  source: "tier",
  lifetime: "recommendation",
  // @ts-expect-error The path may have no handle.
  about: ({ path }) => ({ question: "card", handle: path.handle }),
  render: () => <p />,
});

defineFragment({
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  fromToken: ({ firstName }) => ({ firstName }),
  // @ts-expect-error Text is not markup: only JSX makes it.
  render: ({ firstName }) => `<p>${firstName}</p>`,
});

const hello = {
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  fromToken: ({ firstName }: { firstName: string | undefined }) => ({ firstName }),
  render: () => <p />,
} as const;
defineFragment(hello);
// A page's status, headers and cookies are not a fragment's to set.
// @ts-expect-error It has no status.
defineFragment({ ...hello, status: 404 });
// @ts-expect-error It has no headers.
defineFragment({ ...hello, headers: { "Set-Cookie": "a=b" } });
// @ts-expect-error It has no cookies.
defineFragment({ ...hello, cookies: ["a=b"] });
// @ts-expect-error It has no say in who may keep the page.
defineFragment({ ...hello, browsers: "no-cache" });
// @ts-expect-error A response is not markup.
defineFragment({ ...hello, render: () => new Response("<p></p>", { status: 404 }) });
// @ts-expect-error Markup with headers around it is not markup.
defineFragment({ ...hello, render: () => ({ markup: <p />, headers: {} }) });
// @ts-expect-error Markup that has to be waited for is not at hand.
defineFragment({ ...hello, render: async () => <p /> });
// @ts-expect-error Neither is a fallback.
defineFragment({ ...hello, fallback: async () => <p /> });

defineFragment({
  ...frame,
  name: "hello",
  scope: "visitor",
  needs: ["firstName"],
  fromToken: ({ firstName }) => ({ firstName }),
  // @ts-expect-error What is shown is at hand.
  render: async ({ firstName }) => <p>{firstName}</p>,
});

const note = { ...frame, name: "note", lifetime: "note", render: () => <p /> } as const;
// @ts-expect-error A segment's fragment is told the segment, not the visitor.
defineFragment({ ...note, scope: "segment", needs: ["cart"], about: (segment: string) => ({ question: "delivery-note", segment }) });
// @ts-expect-error A public fragment needs nothing of the visitor.
defineFragment({ ...note, scope: "public", source: "tier", needs: ["cart"], about: () => ({ question: "card", handle: "mug" }) });
// @ts-expect-error A bulletin fragment reads stock, and asks nothing.
defineFragment({ ...frame, name: "left", scope: "public", source: "bulletin", ask: () => undefined, read: () => 1, render: () => <p /> });

/** Each kind, right, passes where any fragment is wanted. */
export const whole = [
  defineFragment({
    ...frame,
    name: "count",
    scope: "visitor",
    needs: ["cart"],
    fromToken: ({ cart }) => (cart ? { itemCount: cart.itemCount } : undefined),
    ask: ({ cart }) => (cart ? { question: "cart-summary", cart: cart.id } : undefined),
    render: ({ itemCount }) => <b>{itemCount}</b>,
  }),
  defineFragment({
    ...frame,
    name: "basket",
    scope: "visitor",
    needs: ["cart"],
    ask: ({ cart }) => (cart ? { question: "cart", cart: cart.id } : undefined),
    render: (cart) => <b>{cart?.itemCount}</b>,
  }),
  defineFragment({
    ...frame,
    name: "seen",
    scope: "visitor",
    needs: ["recent"],
    shows: {
      lifetime: "recommendation",
      which: ({ recent }) => recent.map((handle) => ({ question: "card", handle })),
      data: (shown) => ({ cards: shown.filter((card) => card !== null) }),
    },
    render: ({ cards }) => <b>{cards.length}</b>,
  }),
  defineFragment({
    ...frame,
    name: "beside",
    scope: "public",
    source: "tier",
    lifetime: "recommendation",
    about: ({ path }) => (path.handle === undefined ? undefined : { question: "recommendations", handle: path.handle }),
    render: ({ cards }) => <b>{cards.length}</b>,
  }),
  defineFragment({
    ...frame,
    name: "note",
    scope: "segment",
    lifetime: "note",
    about: (segment) => ({ question: "delivery-note", segment }),
    render: ({ kind }) => <b>{kind}</b>,
  }),
  defineFragment({
    ...frame,
    name: "left",
    scope: "public",
    source: "bulletin",
    read: (stock, { sku }: { sku: string }) => stock(sku),
    render: ({ band }) => <b>{band}</b>,
  }),
] satisfies readonly AnyFragment[];

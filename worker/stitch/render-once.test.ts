import { describe, expect, it } from "vitest";
import { cartBadge } from "../../fragments/cart-badge.tsx";
import { surroundingsOf } from "../messages.ts";
import { renderMarkup } from "./piece.ts";
import { namesNobody, renderOnce } from "./render-once.ts";

describe("data that names nobody", () => {
  it.each([[{ itemCount: 3 }], [{ firstName: undefined }], [{ cards: [] }], [null], [true], [{ isNew: false, count: 0 }]])(
    "is %j",
    (data) => {
      expect(namesNobody(data)).toBe(true);
    },
  );

  it.each([
    ["a name", { firstName: "Ines" }],
    ["an empty text, which next time is none", { note: "" }],
    ["a number long enough to be somebody's", { customer: 4_711 }],
    ["a fraction", { share: 0.123 }],
    ["a name deep inside", { cart: { lines: [{ title: "Mug" }] } }],
    ["a map", new Map([["name", "Ines"]])],
    ["a set", { names: new Set(["Ines"]) }],
    ["a function, which may know a name", { greet: () => "Ines" }],
    ["a promise", Promise.resolve("Ines")],
    [
      "what a class keeps to itself",
      new (class {
        #name = "Ines";
        get name() {
          return this.#name;
        }
      })(),
    ],
    ["a property that is not listed", Object.defineProperty({}, "name", { value: "Ines" })],
    ["a property under a symbol", { [Symbol.for("name")]: "Ines" }],
    ["a name beside the items of an array", Object.assign([1], { name: 2 })],
    ["a date", new Date(0)],
  ])("is not %s", (_, data) => {
    expect(namesNobody(data)).toBe(false);
  });
});

describe("markup that is rendered once", () => {
  const render = (itemCount: number, market: "en-gb" | "de-de") => {
    let times = 0;
    const surroundings = surroundingsOf(market);
    const rendered = renderOnce(surroundings, cartBadge, { itemCount }, () => {
      times++;
      return renderMarkup(cartBadge.render({ itemCount }, surroundings, undefined));
    });
    return { times, text: new TextDecoder().decode(rendered.bytes) };
  };

  it("is the same for the same data in the same market, and for nothing else", () => {
    const first = render(41, "en-gb");
    expect(render(41, "en-gb")).toEqual({ times: 0, text: first.text });
    expect(render(42, "en-gb").text).toContain("42");
    expect(render(41, "de-de").text).not.toBe(first.text);
  });

  it("does not grow without bound", () => {
    for (let count = 0; count < 1_000; count++) expect(render(count, "en-gb").text).toContain("</a>");
  });
});

import { expect, it } from "vitest";
import { keptBy } from "./kept.ts";

it.each([
  ["under a symbol", () => ({ [Symbol("latest")]: "Zoë 🦜" })],
  ["in a symbol's own words", () => ({ [Symbol("Zoë 🦜")]: 1 })],
  ["in a pattern", () => [/Zoë 🦜/]],
  ["in units of two bytes", () => [Uint16Array.from("Zoë 🦜".split(""), (unit) => unit.charCodeAt(0))]],
  ["by a bound function", () => [((name: string) => name).bind(null, "Zoë 🦜")]],
  ["by a getter", () => getterOf("Zoë 🦜")],
])("comes across a name that is kept %s", (_, hold) => {
  const found = keptBy(getterOf, { held: hold() }, []).find(({ where }) => where === "kept by held");
  expect(found?.bytes).toContain("Zoë 🦜");
});

function getterOf(name: string): object {
  return Object.defineProperty({}, "name", { get: () => name });
}

it("reads what is kept as bytes in any alphabet", () => {
  const held = new Map([["markup", new TextEncoder().encode("<b>Zoë 🦜</b>")]]);
  const found = keptBy(() => undefined, { held }, []).find(({ where }) => where === "kept by held");
  expect(found?.bytes).toContain("<b>Zoë 🦜</b>");
});

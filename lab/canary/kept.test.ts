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
  const found = keptBy({ code: getterOf }, { held: hold() }, []).find(({ where }) => where === "kept by held");
  expect(found?.bytes).toContain("Zoë 🦜");
});

function getterOf(name: string): object {
  return Object.defineProperty({}, "name", { get: () => name });
}

it("comes across what a function inside another closes over, where the program's text is known", async () => {
  const inner = "return function declared() {\n    return name;\n  };";
  const source = `function declared() {\n  return 1;\n}\nfunction within(name) {\n  ${inner}\n}\nexport { declared, within };\n`;
  const program = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(source)}`)) as {
    declared: () => number;
    within: (name: string) => object;
  };
  const held = { within: program.within("Zoë 🦜"), declared: Object.assign(program.declared, { by: "Jürgen 🐢" }) };
  const found = keptBy({ code: program.declared, source }, { held }, []);
  const bytes = found.map((surface) => String(surface.bytes)).join("");
  expect(bytes).toContain("Zoë 🦜");
  expect(bytes).toContain("Jürgen 🐢");
});

it("reads what is kept as bytes in any alphabet", () => {
  const held = new Map([["markup", new TextEncoder().encode("<b>Zoë 🦜</b>")]]);
  const found = keptBy({ code: () => undefined }, { held }, []).find(({ where }) => where === "kept by held");
  expect(found?.bytes).toContain("<b>Zoë 🦜</b>");
});

import { expect, it } from "vitest";
import { keptBy } from "./kept.ts";

it("reads what is kept as bytes in any alphabet", () => {
  const held = new Map([["markup", new TextEncoder().encode("<b>Zoë 🦜</b>")]]);
  const found = keptBy(() => undefined, { held }, []).find(({ where }) => where === "kept by held");
  expect(found?.bytes).toContain("<b>Zoë 🦜</b>");
});

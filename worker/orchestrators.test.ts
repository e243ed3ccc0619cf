import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

it.each(["index.ts", "serve-page.ts"])("keeps %s short: in every large code base it is the orchestrator that rots", (file) => {
  expect(readFileSync(join(import.meta.dirname, file), "utf8").split("\n").length).toBeLessThan(100);
});

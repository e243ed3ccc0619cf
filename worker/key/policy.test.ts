import { parseDictionary } from "structured-headers";
import { describe, expect, it } from "vitest";
import type { KeyPolicy } from "./key-parts.ts";
import { shellsPerObject } from "./key-space.ts";
import { noVarySearch } from "./no-vary-search.ts";

const listing: KeyPolicy = {
  name: "collection",
  path: "/collections/:handle",
  query: {
    page: { type: "integer", default: 1, min: 1, max: 10 },
    sort: { type: "choice", default: "featured", values: ["featured", "newest"] },
    variant: { type: "token", maxLength: 64 },
  },
  dimensions: { layout: ["a", "b", "c"] },
};

describe("what a route says of its query", () => {
  it("names the parameters that matter to browser caches, and no others", () => {
    const header = parseDictionary(noVarySearch(listing));
    expect(header.get("params")?.[0]).toBe(true);
    expect(header.get("key-order")?.[0]).toBe(true);
    const named = (header.get("except")?.[0] ?? []) as readonly (readonly [string, unknown])[];
    expect(named.map(([name]) => name)).toEqual(["page", "sort", "variant"]);
  });

  it("says that no parameter matters where none is declared", () => {
    expect(noVarySearch({ name: "home", path: "", query: {} })).toBe("key-order, params");
  });

  it("counts the shells one object can have", () => {
    expect(shellsPerObject(listing)).toBe(5 * 10 * 2 * 3);
  });
});

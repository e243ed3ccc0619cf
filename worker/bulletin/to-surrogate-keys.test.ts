import { describe, expect, it } from "vitest";
import { toSurrogateKeys } from "./to-surrogate-keys.ts";

describe("a purge's surrogate keys", () => {
  it.each([
    ["all", [], ["all"]],
    ["market", ["en-us", "de-de"], ["market:en-us", "market:de-de"]],
    ["surrogate-key", ["product:1", "product:1"], ["product:1"]],
    ["url", ["/en-us/products/mug?variant=a"], ["url:/en-us/products/mug?variant=a"]],
    ["url", ["https://shop.example/en-us?x=1#top"], ["url:/en-us?x=1"]],
    ["prefix", ["/en-us/products", "/en-us/products/"], ["prefix:/en-us/products/"]],
    ["prefix", ["https://shop.example"], ["prefix:/"]],
  ] as const)("by %s %j are %j", (by, values, keys) => {
    expect(toSurrogateKeys(by, values)).toEqual(keys);
  });
});

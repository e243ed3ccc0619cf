import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const settings = { SITE_ORIGIN: "https://shop.example", TOKEN_KEYS: '{"k1":"a-secret-of-more-than-thirty-two-characters"}' };
const oneHitIn = async (LOG_ONE_HIT_IN: string | undefined, demo = false) =>
  (await readConfig(LOG_ONE_HIT_IN === undefined ? settings : { ...settings, LOG_ONE_HIT_IN }, demo)).logOneHitIn;

describe("the setting of logged hits", () => {
  it("logs one undisturbed hit in a hundred, and in development each", async () => {
    expect([await oneHitIn(undefined), await oneHitIn(undefined, true)]).toEqual([100, 1]);
  });

  it("takes a whole number, there too", async () => {
    expect([await oneHitIn("1"), await oneHitIn("2500"), await oneHitIn("7", true)]).toEqual([1, 2500, 7]);
  });

  it.each(["", "0", "-1", "1.5", "01", "1e3", "1000000", "all"])("refuses %j by its name, with the fix", async (setting) => {
    await expect(oneHitIn(setting)).rejects.toThrow("LOG_ONE_HIT_IN is");
  });
});

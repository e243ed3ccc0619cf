import { describe, expect, it } from "vitest";
import { readArguments } from "./arguments.ts";
import { exportUrl } from "./export-feed.ts";
import { uploadUrl } from "./upload.ts";

const read = (args: readonly string[], env: Record<string, string> = {}, devToken?: string) =>
  readArguments(args, { env, devToken: () => devToken });

describe("the command line", () => {
  it("asks for an import", () => {
    expect(read(["import", "f.xml", "--token", "t"])).toEqual({
      kind: "import",
      file: "f.xml",
      url: "http://127.0.0.1:8787",
      token: "t",
      format: "auto",
      dryRun: false,
      json: false,
      confirmWithdraw: false,
    });
    const all = [
      "import",
      "f.xml",
      "--url",
      "https://shop.example",
      "--dry-run",
      "--json",
      "--confirm-withdraw",
      "--format",
      "tsv",
      "--currency",
      "EUR",
    ];
    expect(read(all, { ADMIN_TOKEN: "t" })).toMatchObject({
      url: "https://shop.example",
      token: "t",
      format: "tsv",
      currency: "EUR",
      dryRun: true,
      json: true,
      confirmWithdraw: true,
    });
  });

  it("asks for an export and for a made-up feed", () => {
    const shop = { url: "http://127.0.0.1:8787", token: "t" };
    expect(read(["export", "--token", "t"])).toEqual({ kind: "export", file: undefined, ...shop, market: "en-us", google: false });
    expect(read(["export", "f.xml", "--token", "t", "--market", "ja-jp", "--google"])).toMatchObject({
      file: "f.xml",
      market: "ja-jp",
      google: true,
    });
    expect(read(["generate", "--profile", "large", "--format", "tsv", "--price-changes", "12"])).toEqual({
      kind: "generate",
      file: undefined,
      profile: "large",
      format: "tsv",
      changes: { prices: 12, handles: 0 },
    });
  });

  it("finds the development shop by itself, and another by SHOP_URL as every tool does", () => {
    expect(read(["import", "f.xml"], { PORT: "9000" }, "dev-1")).toMatchObject({ url: "http://127.0.0.1:9000", token: "dev-1" });
    const env = { PORT: "9000", SHOP_URL: "https://shop.example", ADMIN_TOKEN: "t1" };
    expect(read(["import", "f.xml"], env)).toMatchObject({ url: "https://shop.example", token: "t1" });
  });

  it.each([
    [[], "What is to be done?"],
    [["import"], "Which file is to be imported?"],
    [["import", "a", "b"], 'One file at a time: "b" is too much.'],
    [["exprot", "a"], 'There is no command "exprot".'],
    [["export", "--token", "t", "--market", "fr-fr"], 'There is no market "fr-fr".'],
    [["generate", "--format", "rss"], "Which profile? One of small, medium, large."],
    [["generate", "--profile", "large", "--format", "auto"], "Which format? One of rss, atom, tsv, csv, shopify-csv, jsonl."],
    [["generate", "--profile", "large", "--format", "rss", "--price-changes", "few"], "How many changes? A whole number."],
    [["import", "a", "--url", "shop"], '"shop" is not the address of a shop.'],
    [["import", "a", "--url", "file:///etc"], '"file:///etc" is not the address of a shop.'],
    [["import", "a", "--token", "t", "--format", "xls"], '"xls" is none of the formats auto, rss, atom, tsv, csv, shopify-csv, jsonl.'],
    [["import", "a", "--token", "t", "--currency", "SEK"], 'No market sells in "SEK": one of USD, GBP, EUR, JPY, AED.'],
    [["import", "a"], "No admin token: give --token, or set ADMIN_TOKEN."],
  ])("says what is wrong: %j", (args, because) => expect(read(args)).toEqual({ kind: "wrong", because }));

  it("knows its own options only", () =>
    expect(read(["import", "a", "--colour"])).toMatchObject({ kind: "wrong", because: expect.stringContaining("--colour") }));
  it("becomes the admin route's address", () => {
    const wanted = { url: "https://shop.example/x", market: "de-de", google: true } as const;
    expect(exportUrl(wanted).href).toBe("https://shop.example/admin/api/feeds/export?market=de-de&of=market");

    const options = { file: "f", url: "https://shop.example/de-de/?x=1", token: "t" };
    expect(uploadUrl(options).href).toBe("https://shop.example/admin/api/feeds");
    expect(uploadUrl({ ...options, dryRun: true, confirmWithdraw: true }).search).toBe("?mode=dry-run&withdraw=confirmed");
    expect(uploadUrl({ ...options, format: "shopify-csv", currency: "GBP" }).search).toBe("?format=shopify-csv&currency=GBP");
  });
});

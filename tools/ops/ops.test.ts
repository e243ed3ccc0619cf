import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { guessBy } from "./guess-by.ts";
import { receiptLine, targetOf } from "./show-purge.ts";
import { table } from "./table.ts";
import { readTarget } from "./target.ts";

const run = promisify(execFile);
const surroundings = (env: Record<string, string>) => ({ env, devToken: () => "dev-token" });

describe("the shop that is meant", () => {
  it("is the development shop of this machine unless told", () => {
    expect(readTarget({}, surroundings({}))).toEqual({ url: "http://127.0.0.1:8787", token: "dev-token" });
    expect(readTarget({}, surroundings({ PORT: "9000" })).url).toBe("http://127.0.0.1:9000");
  });

  it("is that of the options before that of the environment", () => {
    const env = { SHOP_URL: "https://shop.example/admin", ADMIN_TOKEN: "t1" };
    expect(readTarget({}, surroundings(env))).toEqual({ url: "https://shop.example", token: "t1" });
    expect(readTarget({ url: "https://b.example", token: "t2" }, surroundings(env))).toEqual({ url: "https://b.example", token: "t2" });
  });

  it("never gets the development token when it is elsewhere", () => {
    expect(() => readTarget({ url: "https://shop.example" }, surroundings({}))).toThrow("No admin token for shop.example");
    expect(() => readTarget({ url: "http://127.0.0.1.evil.example" }, surroundings({}))).toThrow("No admin token");
  });
});

it.each([
  [["/en-gb/products/rim-mug"], "url"],
  [["https://shop.example/en-gb/"], "url"],
  [["/en-gb/products/"], "prefix"],
  [["product:nh-1042", "page:home"], "surrogate-key"],
  [["en-gb", "de-de"], "market"],
])("takes %j for %s", (values, by) => expect(guessBy(values)).toBe(by));

describe("a receipt in words", () => {
  const values = ["/en-gb/", "/de-de/"];
  const purge = { epoch: 7, seq: 3, by: "prefix", values, mode: "soft", reason: "r", actor: "a", at: 1_000 } as const;
  it.each([
    [[], "7.3 is in the log; no PoP is reading at the moment"],
    [[{ pop: "FRA", seenAt: 1_212 }], "7.3 has reached the one PoP in 212 ms"],
    [
      [
        { pop: "FRA", seenAt: 1_212 },
        { pop: "NRT\u001b[31m", seenAt: null },
      ],
      "7.3 has reached 1 of 2 PoPs; waiting for NRT·[31m",
    ],
  ])("of %j is %s", (receipts, line) => expect(receiptLine({ ...purge, receipts })).toBe(line));
  it("names its target", () => expect(targetOf(purge)).toBe("prefix /en-gb/ and 1 more"));
});

it("lets nothing that others wrote steer the terminal", () => {
  expect(table(["Why"], [["\u001b]0;gone\u0007\r\nmore"]])).toBe("Why\n·]0;gone···more");
});

const program = join(import.meta.dirname, "vitrine-ops");

it("ends without a word when nobody reads any further", async () => {
  const child = spawn(program, ["--help"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stdout.destroy();
  let err = "";
  child.stderr.on("data", (text) => {
    err += text;
  });
  const [status] = await once(child, "close");
  expect([status, err]).toEqual([0, ""]);
});

it.each([[["purge"]], [["prewarm", "start"]], [["watch"]]])("names the shop's options in the help of %j", async (command) => {
  const { stdout } = await run(program, [...command, "--help"]);
  for (const part of ["--url <address>", "--token <token>", "--json", "Exit status: 0 done"]) expect(stdout).toContain(part);
});

it("starts a prewarm unless told what else to do with one", async () => {
  const asked = run(program, ["prewarm", "en-gb", "--reason", "A sale", "--dry-run", "--url", "http://127.0.0.1:9", "--token", "t"]);
  await expect(asked).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("127.0.0.1:9") });
});

describe("completion", () => {
  const complete = async (...words: readonly string[]) =>
    (await run(program, ["complete", "--", ...words])).stdout.split("\n").map((line) => line.split("\t")[0]);

  it("knows commands, their options and the values of those", async () => {
    expect(await complete("pur")).toContain("purge");
    expect(await complete("prewarm", "")).toEqual(expect.arrayContaining(["start", "list", "cancel", "resume"]));
    expect(await complete("purge", "--re")).toContain("--reason");
    expect(await complete("purge", "--mode", "")).toEqual(expect.arrayContaining(["soft", "hard"]));
  });

  it.each(["bash", "zsh", "fish"])("is a script for %s", async (shell) => {
    const { stdout } = await run(program, ["completion", shell]);
    expect(stdout).toContain(`${shell} completion for vitrine-ops`);
    if (shell === "bash") await run("bash", ["-n", "-c", stdout]);
  });
});

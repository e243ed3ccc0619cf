import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { textsOf } from "./templates.ts";
import { writeAll } from "./write-all.ts";

const root = join(import.meta.dirname, "../..");
const LEFT_OUT = new Set([".git", ".wrangler", "node_modules", "build", "coverage"]);
let copy: string;

beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), "checkout-"));
  for (const entry of readdirSync(root)) {
    if (!LEFT_OUT.has(entry)) cpSync(join(root, entry), join(copy, entry), { recursive: true });
  }
  symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: copy, encoding: "utf8" });
  return { status, said: `${stdout}${stderr}` };
}
const tool = (file: string) => join(root, "node_modules", file);
const make = (...args: string[]) => run(process.execPath, "tools/new/new.ts", ...args);

/** Every file of the folders that the command writes to, with its content. */
function snapshot(): string {
  const folders = ["fragments", "messages", "worker/pages", "public/styles"];
  const files = folders.flatMap((folder) => readdirSync(join(copy, folder)).map((name) => join(folder, name)));
  return JSON.stringify(files.filter((file) => /\.\w+$/.test(file)).map((file) => [file, readFileSync(join(copy, file), "utf8")]));
}

describe("a name that cannot be", () => {
  it.each([
    ["Low-Stock", "lower-case letters"],
    ["low--stock", "single hyphens"],
    ["1st", "a letter first"],
    ["../evil", "lower-case letters"],
    ["x".repeat(41), "41 characters; 40 are allowed"],
    ["class", "JavaScript keeps this word"],
    ["greeting", "fragments/greeting.ts is there already"],
    ["define-fragment", "fragments/define-fragment.ts is there already"],
    ["delivery", 'texts whose keys begin with "delivery."'],
    ["badge", "has a class .badge"],
    ["view", "worker/pages/product.tsx calls something else view"],
    ["variant", "worker/pages/product.tsx calls something else variant"],
  ])("is refused, with the reason: %s", (name, because) => {
    const before = snapshot();
    const { status, said } = make("fragment", name);
    expect(said).toContain(`a fragment cannot be called "${name}"`);
    expect(said).toContain(because);
    expect(status).toBe(1);
    expect(snapshot()).toBe(before);
  });

  it.each([
    [[], "say what to make"],
    [["page", "x"], '"page" is nothing this can make'],
    [["fragment"], "needs a name"],
    [["fragment", "a", "b"], "one fragment at a time"],
    [["fragment", "a", "--scope", "secret"], '--scope is "secret": public, segment, visitor are known'],
    [["fragment", "a", "--source", "moon"], '--source is "moon": tier, bulletin are known'],
    [["fragment", "a", "--source", "bulletin"], "--scope public --source bulletin"],
    [["fragment", "a", "--scope", "public", "--source", "bulletin", "--page", "home"], "the home page is about none"],
    [["fragment", "a", "--page", "moon"], '--page is "moon"'],
    [["fragment", "a", "--color"], "Unknown option '--color'"],
  ])("comes with how it is used: %j", (args, because) => {
    const { status, said } = make(...args);
    expect(said).toContain(because);
    expect(said).toContain("usage: npm run new -- fragment NAME");
    expect(status).toBe(2);
  });
});

describe("first texts", () => {
  it.each([
    ["basket-worth", "en-us", "Cart worth"],
    ["basket-worth", "en-gb", "Basket worth"],
    ["cart-colors", "en-gb", "Basket colours"],
    ["basketball-colour", "en-us", "Basketball color"],
    ["colourful-baskets", "en-us", "Colorful carts"],
  ])("of %s in %s are the market's own words: %s", (name, market, text) => {
    expect(Object.values(textsOf(name, market))).toEqual([text, `${text}: {name}`]);
  });
});

describe("files written together", () => {
  it.each(["folder.txt", "missing/file.txt"])("are all as they were when one cannot be written: %s", (impossible) => {
    const dir = mkdtempSync(join(tmpdir(), "files-"));
    writeFileSync(join(dir, "kept.txt"), "before");
    mkdirSync(join(dir, "folder.txt"));
    const files = new Map([
      ["kept.txt", "after"],
      ["made.txt", "after"],
      [impossible, "after"],
    ]);
    expect(() => writeAll(dir, files)).toThrow();
    expect(readdirSync(dir)).toEqual(["folder.txt", "kept.txt"]);
    expect(readFileSync(join(dir, "kept.txt"), "utf8")).toBe("before");
    rmSync(dir, { recursive: true });
  });

  it("are not begun when a page has lost its place for fragments", () => {
    const page = join(copy, "worker/pages/home.tsx");
    const source = readFileSync(page, "utf8");
    writeFileSync(page, source.replace(/\{\/\* `npm run new`.*\*\/\}/, ""));
    const before = snapshot();
    const { status, said } = make("fragment", "homeless", "--page", "home");
    expect([status, said]).toEqual([1, expect.stringContaining("nothing was written: worker/pages/home.tsx has lost the line")]);
    expect(snapshot()).toBe(before);
    writeFileSync(page, source);
  });
});

/** The fragment `welcome-back`, its test and its texts, as docs/fragments.md has them. */
function followTheGuide() {
  const blocks = readFileSync(join(root, "docs/fragments.md"), "utf8").split("```");
  const write = (path: string, words: string) => {
    const block = blocks.find((text, at) => at % 2 === 1 && text.includes(words)) ?? `no block has ${words}`;
    writeFileSync(join(copy, path), block.replace(/^.*\n/, ""));
  };
  write("fragments/welcome-back.tsx", "export const welcomeBack");
  write("fragments/welcome-back.test.tsx", "renderFragment(welcomeBack");
  const [, texts = ""] = blocks.find((text) => text.startsWith("json"))?.split(/^json\n/) ?? [];
  for (const path of readdirSync(join(copy, "messages")).filter((name) => name.endsWith(".json"))) {
    const file = join(copy, "messages", path);
    writeFileSync(file, readFileSync(file, "utf8").replace(/ {2}"welcomeBack\.text.*\n.*welcomeBack\.named.*\n/, texts));
  }
}

describe("new fragments", () => {
  const MADE = [
    ["size-help", "visitor", "product"],
    ["cart-color-note", "public", "collection"],
    ["trade-terms", "segment", "cart"],
    ["last-ones", "public", "product", "--source", "bulletin"],
    ["welcome-back", "visitor", "home"],
  ] as const;

  it("are formatted, compile and are green at once, of every scope and on every page", () => {
    for (const [name, scope, page, ...more] of MADE) {
      const { status, said } = make("fragment", name, "--scope", scope, "--page", page, ...more);
      expect(said).toMatch(new RegExp(`3\\. .* move <view.Slot of=.* in worker/pages/${page}.tsx`));
      expect(said).toContain(`npm test -- fragments/${name} worker/messages`);
      expect(status).toBe(0);
    }
    expect(readFileSync(join(copy, "worker/pages/places.ts"), "utf8")).toMatch(/^\/\*\*.*\*\/\nimport /);
    followTheGuide();
    expect(run(process.execPath, "tools/build/assets.ts")).toMatchObject({ status: 0 });
    const biome = tool("@biomejs/biome/bin/biome");
    const formatted = run(process.execPath, biome, "ci", "--vcs-enabled=false", "fragments", "messages", "worker/pages", "public/styles");
    expect(formatted, formatted.said).toMatchObject({ status: 0 });
    writeFileSync(join(copy, "tsconfig.made.json"), JSON.stringify({ extends: "./tsconfig.tests.json", include: ["fragments", "worker"] }));
    const compiled = run(process.execPath, tool("typescript/bin/tsc"), "-p", "tsconfig.made.json");
    expect(compiled, compiled.said).toMatchObject({ status: 0 });
    const made = MADE.map(([name]) => `fragments/${name}.test.tsx`);
    const vitest = [tool("vitest/vitest.mjs"), "run", "--project", "node", "--no-isolate"];
    const tested = run(process.execPath, ...vitest, ...made, "worker/pages/", "worker/messages.test.ts");
    expect(tested, tested.said).toMatchObject({ status: 0 });
    for (const [name] of MADE) expect(tested.said).toContain(`fragments/${name}.test.tsx`);
  }, 180_000);

  it("are not made twice", () => {
    expect(make("fragment", "size-help").said).toContain("fragments/size-help.tsx is there already");
  });

  it("are made by the README's own command", () => {
    const [, args = ""] = /npm run new -- ([^`]+)/.exec(readFileSync(join(root, "README.md"), "utf8")) ?? [];
    const { status, said } = make(...args.split(" "));
    expect(status, said).toBe(0);
  });
});

import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A mistake, where it is made, and the words the linter answers with. */
const MISTAKES: readonly (readonly [what: string, file: string, code: string, answer: string])[] = [
  [
    "the key compiler reads the visitor",
    "worker/key/a.ts",
    'import { v } from "../visitor/visitor.ts";\nexport const a = v;\n',
    "never knows the visitor",
  ],
  [
    "a page reads the visitor",
    "worker/pages/a.tsx",
    'import { v } from "../visitor/visitor.ts";\nexport const a = v;\n',
    "never knows the visitor",
  ],
  ["the cache imports the stitcher", "worker/cache/a.ts", 'import { s } from "../stitch/stitch.ts";\nexport const a = s;\n', "before it"],
  [
    "the bulletin imports a fragment",
    "worker/bulletin/a.ts",
    'import { s } from "../../fragments/stock.tsx";\nexport const a = s;\n',
    "Only pages and stitch",
  ],
  [
    "a stage imports the orchestrator",
    "worker/stitch/a.ts",
    'import { s } from "../serve-page.ts";\nexport const a = s;\n',
    "Nothing imports",
  ],
  [
    "a conformance test looks inside",
    "worker/conformance/a.test.ts",
    'import { s } from "../shell/find-plan.ts";\nexport const a = s;\n',
    "from outside",
  ],
  ["a fragment imports the edge", "fragments/a.tsx", 'import { s } from "../worker/config.ts";\nexport const a = s;\n', "Fragments import"],
  [
    "a fragment prints raw text",
    "fragments/c.tsx",
    'import { raw } from "hono/html";\nexport const a = raw("<b>");\n',
    "raw text is not escaped",
  ],
  [
    "the origin imports the edge",
    "origin-api/cart/a.ts",
    'import { s } from "../../worker/config.ts";\nexport const a = s;\n',
    "never imports the edge",
  ],
  [
    "the edge imports the origin's store",
    "worker/origin/a.ts",
    'import { s } from "../../origin-api/store/schema.ts";\nexport const a = s;\n',
    "over the contract",
  ],
  [
    "the contract imports the origin",
    "origin-api/contract/a.ts",
    'import { s } from "../store/schema.ts";\nexport const a = s;\n',
    "imports nothing of ours",
  ],
  ["a pure file fetches", "worker/cache/b.ts", 'export const a = fetch("https://shop.example/");\n', "fetch"],
  ["a pure file opens a cache", "worker/cache/c.ts", 'export const a = caches.open("x");\n', "caches"],
  ["a pure file reads the clock", "worker/key/b.ts", "export const a = Date.now();\n", "receives now as a value"],
  ["a fragment reads the clock", "fragments/b.tsx", "export const a = new Date();\n", "receives now as a value"],
  ["a pure file draws a number", "worker/key/c.ts", "export const a = Math.random();\n", "no random numbers"],
  ["a pure file logs", "worker/visitor/b.ts", 'console.log("x");\n', "console"],
  [
    "a pure file takes the platform's env",
    "worker/visitor/c.ts",
    'import { env } from "cloudflare:workers";\nexport const a = env;\n',
    "touch the platform",
  ],
  [
    "a pure file packs bytes by Node",
    "worker/cache/f.ts",
    'import { gzipSync } from "node:zlib";\nexport const a = gzipSync;\n',
    "touch the platform",
  ],
  ["the edge asks the store", "worker/d.ts", 'import type { SQL } from "drizzle-orm/sql";\nexport type A = SQL;\n', "touch the platform"],
  ["a stage loads Node at need", "worker/stitch/f.ts", 'export const a = import("node:zlib");\n', "touch the platform"],
  ["a stage serves with Hono", "worker/stitch/c.ts", 'import { Hono } from "hono";\nexport const a = Hono;\n', "Hono appears"],
];

/** The same reach in files that may have it. */
const ALLOWED: readonly (readonly [what: string, file: string, code: string])[] = [
  ["an io file fetches", "worker/cache/d.io.ts", 'export const a = fetch("https://shop.example/");\n'],
  ["an io file packs bytes by Node", "worker/cache/g.io.ts", 'import { gzipSync } from "node:zlib";\nexport const a = gzipSync;\n'],
  ["a stage imports one before it", "worker/stitch/d.ts", 'import { k } from "../key/key-parts.ts";\nexport const a = k;\n'],
  ["a page uses JSX", "worker/pages/d.tsx", 'import { raw } from "hono/html";\nexport const a = raw;\n'],
  ["a page places a fragment", "worker/pages/e.tsx", 'import { s } from "../../fragments/stock.tsx";\nexport const a = s;\n'],
  ["everything speaks the contract", "worker/stitch/e.ts", 'import { k } from "#contract/stock";\nexport const a = k;\n'],
];

interface Report {
  readonly diagnostics: readonly {
    readonly severity: string;
    readonly message: string;
    readonly advices: unknown;
    readonly location: { readonly path: string };
  }[];
}

let sandbox: string;
let report: Report;

beforeAll(() => {
  sandbox = mkdtempSync(join(tmpdir(), "boundaries-"));
  cpSync(join(root, "biome.json"), join(sandbox, "biome.json"));
  mkdirSync(join(sandbox, "tools/lint"), { recursive: true });
  for (const rules of ["pure.grit", "platform.grit"]) cpSync(join(root, "tools/lint", rules), join(sandbox, "tools/lint", rules));
  for (const [, file, code] of [...MISTAKES, ...ALLOWED]) {
    mkdirSync(dirname(join(sandbox, file)), { recursive: true });
    writeFileSync(join(sandbox, file), code);
  }
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const args = ["lint", "--vcs-enabled=false", "--max-diagnostics=200", "--reporter=json", "worker", "fragments", "origin-api"];
  report = JSON.parse(spawnSync(biome, args, { cwd: sandbox, encoding: "utf8" }).stdout) as Report;
});

afterAll(() => rmSync(sandbox, { recursive: true, force: true }));

const errorsIn = (file: string) => report.diagnostics.filter((found) => found.severity === "error" && found.location.path === file);

it.each(MISTAKES)("is red when %s", (_what, file, _code, answer) => {
  expect(JSON.stringify(errorsIn(file).map(({ message, advices }) => ({ message, advices })))).toContain(answer);
});

it.each(ALLOWED)("stays quiet when %s", (_what, file) => {
  expect(errorsIn(file)).toEqual([]);
});

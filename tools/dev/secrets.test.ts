import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { devSecrets } from "./secrets.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "secrets-"));
  mkdirSync(join(root, "origin-api"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("makes secrets once: both Workers have the same keys", () => {
  const made = devSecrets(root);
  expect(made.adminToken).toMatch(/^dev-/);
  expect(devSecrets(root)).toEqual(made);
  for (const file of [".dev.vars", "origin-api/.dev.vars"])
    expect(readFileSync(join(root, file), "utf8")).toContain(`TOKEN_KEYS='${made.tokenKeys}'`);
});

it("hands on the admins that a developer named, and leaves them in the file", () => {
  const admins = JSON.stringify([{ name: "ines", role: "viewer", sha256: "a".repeat(64) }]);
  writeFileSync(join(root, ".dev.vars"), `ADMIN_TOKENS='${admins}'\n`);
  expect(devSecrets(root).adminTokens).toBe(admins);
  expect(devSecrets(root).adminTokens).toBe(admins);
});

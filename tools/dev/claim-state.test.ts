import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, it } from "vitest";
import { claimState, isFree } from "./claim-state.ts";

const root = mkdtempSync(join(tmpdir(), "claim-"));
afterEach(() => rmSync(root, { recursive: true, force: true }));

it("tells whoever comes second where the shop runs, and gives each checkout its own", async () => {
  expect(await claimState(root, "http://127.0.0.1:8787/")).toBeUndefined();
  expect(await claimState(root, "http://127.0.0.1:8801/")).toBe("http://127.0.0.1:8787/");
  expect(await claimState(join(root, "another"), "http://127.0.0.1:8801/")).toBeUndefined();
});

it("is not kept from a state by a process that was killed", async () => {
  const claimAndDie = `import { claimState } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, "claim-state.ts")))};
    await claimState(${JSON.stringify(root)}, "http://127.0.0.1:8787/");
    process.kill(process.pid, "SIGKILL");`;
  expect(spawnSync(process.execPath, ["--input-type=module", "--eval", claimAndDie]).signal).toBe("SIGKILL");
  expect(existsSync(join(root, ".wrangler/dev.sock"))).toBe(true);
  expect(await claimState(root, "http://127.0.0.1:8801/")).toBeUndefined();
});

it("knows a port that is taken", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isFree(port)).toBe(true);
});

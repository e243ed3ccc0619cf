/** The README's first command, as a new user runs it. */
import { execFileSync, spawn } from "node:child_process";
import { utimesSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { expect, it } from "vitest";
import { freePort, root } from "./shop.ts";

/** True while something accepts connections on the port. */
function isServed(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.end(() => resolve(true)));
    socket.on("error", () => resolve(false));
  });
}

it("serves the shop, says where, starts again when a change mends what ended it, and leaves nothing running after SIGTERM", async () => {
  const port = await freePort();
  const dev = spawn("npm", ["run", "dev"], { cwd: root, env: { ...process.env, PORT: String(port) }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [dev.stdout, dev.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => {
      said += text;
    });
  }
  try {
    await expect.poll(() => said, { timeout: 60_000, interval: 200 }).toContain("Token");
    expect(said).toContain(`http://127.0.0.1:${port}/admin`);
    expect(said).not.toMatch(/warn|login|deprecat/i);
    expect((await fetch(`http://127.0.0.1:${port}/en-gb`)).status).toBe(200);
    expect(await refusalOf("8787")).toContain(`runs already: http://127.0.0.1:${port}/`);
    execFileSync("pkill", ["-f", `wrangler.js dev .*--port ${port} `]);
    await expect.poll(() => said, { timeout: 20_000 }).toContain("It starts again when a file changes");
    const now = new Date();
    utimesSync(join(root, "fragments/greeting.ts"), now, now);
    await expect.poll(() => said, { timeout: 60_000 }).toContain(`The shop is back: http://127.0.0.1:${port}/`);
    expect((await fetch(`http://127.0.0.1:${port}/en-gb`)).status).toBe(200);
  } finally {
    const ended = new Promise((resolve) => dev.once("exit", resolve));
    dev.kill("SIGTERM");
    await ended;
  }
  await expect.poll(() => isServed(port), { timeout: 10_000 }).toBe(false);
});

it("takes its Workers along when it is killed, so that the next one finds the state free", async () => {
  const port = await freePort();
  const dev = spawn(process.execPath, ["tools/dev/dev.ts"], { cwd: root, env: { ...process.env, PORT: String(port) }, stdio: "ignore" });
  try {
    await expect.poll(() => isServed(port), { timeout: 60_000, interval: 200 }).toBe(true);
  } finally {
    const ended = new Promise((resolve) => dev.once("exit", resolve));
    dev.kill("SIGKILL");
    await ended;
  }
  await expect.poll(() => isServed(port), { timeout: 20_000 }).toBe(false);
});

it("refuses a port that is none or in use, with the fix", async () => {
  expect(await refusalOf("eighty")).toContain("PORT");
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  const { port } = taken.address() as AddressInfo;
  expect(await refusalOf(String(port))).toMatch(new RegExp(`Port ${port} is in use.*PORT=\\d+ npm run dev`));
  await new Promise((resolve) => taken.close(resolve));
});

/** What `npm run dev` says before it ends by itself, with another status than 0. */
async function refusalOf(port: string): Promise<string> {
  const dev = spawn("npm", ["run", "dev"], { cwd: root, env: { ...process.env, PORT: port }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  dev.stderr.on("data", (text: Buffer) => {
    said += text.toString();
  });
  const status = await new Promise((resolve) => dev.once("exit", resolve));
  expect(status).not.toBe(0);
  return said;
}

/** One wrangler a state folder: two processes on one would corrupt each other's Durable Objects. */
import { mkdirSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join, relative } from "node:path";

/**
 * Claims a checkout's state for as long as this process lives, and tells later claimants that it is the shop at `origin`.
 * Undefined when it was free; else the origin of the shop that has it.
 */
export async function claimState(root: string, origin: string): Promise<string | undefined> {
  const dir = join(root, ".wrangler");
  mkdirSync(dir, { recursive: true });
  // Relative, for a socket's path may have a hundred bytes at most.
  const path = relative(process.cwd(), join(dir, "dev.sock"));
  const holder = await holderOf(path);
  if (holder !== undefined) return holder;
  // A process that was killed leaves its socket, at which nobody answers.
  rmSync(path, { force: true });
  const server = createServer((socket) => socket.end(origin));
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(path, resolve));
  server.unref();
  return undefined;
}

function holderOf(path: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let said = "";
    const socket = connect(path);
    socket.setEncoding("utf8");
    socket.on("data", (text: string) => {
      said += text;
    });
    socket.on("end", () => resolve(said));
    socket.on("error", () => resolve(undefined));
  });
}

/** True when nothing listens on the port of this machine's own address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

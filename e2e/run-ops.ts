/** `npm run ops` in a process of its own, as a script would call it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { root } from "./shop.ts";

export interface Said {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export function startOps(args: readonly string[], env: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = "", HOME = "" } = process.env;
  return spawn(process.execPath, [join(root, "tools/ops/ops.ts"), ...args], {
    env: { PATH, HOME, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export async function endedOps(child: ChildProcess): Promise<Said> {
  const said = { out: "", err: "" };
  child.stdout?.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said.err += text;
  });
  const [status] = await once(child, "close");
  return { status, ...said };
}

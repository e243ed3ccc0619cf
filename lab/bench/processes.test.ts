import { spawn } from "node:child_process";
import { getPriority } from "node:os";
import { expect, it } from "vitest";
import { letOthersFirst } from "./processes.ts";

it("lets others first: the processes named, and those that are left of them", async () => {
  const ended = spawn("true");
  await new Promise((resolve) => ended.on("exit", resolve));
  const sleeping = spawn("sleep", ["10"]);
  try {
    letOthersFirst([Number(ended.pid), Number(sleeping.pid)]);
    expect(getPriority(sleeping.pid)).toBeGreaterThan(getPriority());
  } finally {
    sleeping.kill();
  }
});

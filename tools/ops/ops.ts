/** `npm run ops -- purge|prewarm|audit|explain|stats|watch`: a running shop, from the command line. */
import { CommanderError } from "commander";
import { requireNode } from "../environment.mjs";
import { devToken } from "../feed/token.ts";
import { Declined, Interrupted, Refused, Unreachable, Unusable } from "./outcomes.ts";
import { opsProgram } from "./program.ts";

requireNode();
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort());
// Who reads, as `head -1` does, has heard enough.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

const program = opsProgram({
  env: process.env,
  devToken,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  signal: stop.signal,
});
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}

/** 0 done, 1 the shop refused it or part of it failed, 2 wrong usage or nobody there, 130 interrupted. */
function statusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (!(stop.signal.aborted && error instanceof Unreachable)) console.error(error instanceof Error ? error.message : error);
  if (stop.signal.aborted || error instanceof Interrupted) return 130;
  if (error instanceof Refused || error instanceof Declined) return 1;
  return error instanceof Unreachable || error instanceof Unusable ? 2 : 1;
}

/**
 * Runs a command of node_modules/.bin with the project's environment: `node tools/run.mjs wrangler types`.
 * Signals reach the child, and its exit status is this program's.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { quietWrangler, requireNode } from "./environment.mjs";

requireNode();
const [command, ...args] = process.argv.slice(2);
if (!command) {
  console.error("usage: node tools/run.mjs COMMAND [ARG ...]");
  process.exit(2);
}
const child = spawn(command, args, { stdio: "inherit", env: { ...quietWrangler, ...process.env } });
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
child.on("error", (error) => {
  console.error(`${command}: ${error.message}`);
  process.exit(127);
});
child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));

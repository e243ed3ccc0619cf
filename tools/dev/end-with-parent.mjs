/**
 * Loaded into wrangler: ends its whole group when whoever started it is gone. A parent that was killed cannot do it, and wrangler
 * without one would go on with a state that the next shop opens. Standard input is the parent's end of a pipe.
 */
process.stdin.on("close", () => process.kill(-process.pid, "SIGKILL"));
process.stdin.on("error", () => undefined);
process.stdin.resume().unref();
// Wrangler starts itself again with the same arguments; one watch is enough.
process.execArgv = process.execArgv.filter((argument) => !argument.includes("end-with-parent"));

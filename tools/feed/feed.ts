/** `npm run feed -- import FILE`: sends a product feed to a running shop and shows what came of it. */
import { requireNode } from "../environment.mjs";
import { readArguments, USAGE } from "./arguments.ts";
import { importFeed } from "./import-feed.ts";
import { devToken } from "./token.ts";
import { Unreachable } from "./upload.ts";

requireNode();
const order = readArguments(process.argv.slice(2), { env: process.env, devToken });
if (order.kind === "help") {
  console.log(USAGE);
  process.exit(0);
}
if (order.kind === "wrong") {
  console.error(`${order.because}\n\n${USAGE}`);
  process.exit(2);
}

const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort(signal));

try {
  const report = await importFeed({ ...order, signal: stop.signal });
  process.exitCode = report.outcome === "refused" ? 1 : 0;
} catch (error) {
  console.error(error instanceof Unreachable ? error.message : error);
  process.exitCode = stop.signal.aborted ? 130 : 2;
}

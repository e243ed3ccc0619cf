/** `npm run feed -- import|export|generate`: product feeds to a running shop, from it, and made up. */
import { requireNode } from "../environment.mjs";
import { type Order, readArguments, USAGE } from "./arguments.ts";
import { exportFeed } from "./export-feed.ts";
import { importFeed } from "./import-feed.ts";
import { devToken } from "./token.ts";
import { Unreachable } from "./upload.ts";

requireNode();
const order = readArguments(process.argv.slice(2), { env: process.env, devToken });
const stop = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => stop.abort(signal));

try {
  process.exitCode = await obey(order, stop.signal);
} catch (error) {
  console.error(error instanceof Unreachable ? error.message : error);
  process.exitCode = stop.signal.aborted ? 130 : 2;
}

/** The exit status. */
async function obey(order: Order, signal: AbortSignal): Promise<number> {
  if (order.kind === "import") return (await importFeed({ ...order, signal })).outcome === "refused" ? 1 : 0;
  if (order.kind === "wrong") {
    console.error(`${order.because}\n\n${USAGE}`);
    return 2;
  }
  if (order.kind === "help") console.log(USAGE);
  else if (order.kind === "export") await exportFeed({ ...order, signal });
  else {
    // It brings half of the origin along, which an import has no need of.
    const { generateFeed } = await import("./generate/generate-feed.ts");
    await generateFeed({ ...order, signal });
  }
  return 0;
}

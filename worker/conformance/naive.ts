/** Runs the naive Worker, on a port of its own. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";

export interface RunningWorker {
  readonly origin: string;
  close(): Promise<void>;
}

export async function runNaiveWorker(): Promise<RunningWorker> {
  const entry = fileURLToPath(new URL("./naive-worker.ts", import.meta.url));
  const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: "esm", write: false, logLevel: "silent" });
  const script = outputFiles[0]?.text ?? "";
  const options = { modules: true, script, compatibilityDate: "2026-10-01", host: "127.0.0.1", port: 0 };
  const worker = new Miniflare(convertV4MiniflareOptions(options));
  const url = await worker.ready;
  return { origin: url.origin, close: () => worker.dispose() };
}

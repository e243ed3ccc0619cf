/** One small Worker in a workerd of its own, started as the shop's is: by Miniflare, on a direct socket. */
import { dirname, join } from "node:path";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { type Server, startedBy } from "./processes.ts";

export interface SmallWorker {
  readonly script: string;
  readonly bindings?: Readonly<Record<string, string>>;
  /** Modules beside the script, by file name. */
  readonly modules?: Readonly<Record<string, string | Uint8Array>>;
}

export async function startWorker({ script, bindings = {}, modules = {} }: SmallWorker): Promise<Server> {
  const { started: miniflare, pids } = await startedBy(async () => {
    const beside = Object.entries(modules).map(([name, contents]) => {
      const type = typeof contents === "string" ? "Text" : "Data";
      return { type, path: join(dirname(script), name), contents };
    });
    const worker = {
      name: "small",
      compatibilityDate: "2026-10-30",
      bindings,
      modules: [{ type: "ESModule", path: script }, ...beside],
      modulesRoot: dirname(script),
      unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
    };
    const options = { workers: [worker], handleStructuredLogs: () => undefined };
    const opened = new Miniflare(convertV4MiniflareOptions(options as unknown as Parameters<typeof convertV4MiniflareOptions>[0]));
    await opened.ready;
    return opened;
  });
  const url = await miniflare.unsafeGetDirectURL("small");
  return { url: `http://127.0.0.1:${url.port}`, edge: pids, origin: [], stop: () => miniflare.dispose() };
}

/** Bundles an isolate of the edge out of the real source, with an edit made to it: a leak that must be found. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { Edit } from "../purge-checker/removals.ts";
import type * as IsolateModule from "./isolate.ts";

export type IsolateCode = typeof IsolateModule;

const root = fileURLToPath(new URL("../../", import.meta.url).href);
let loaded = 0;

/** The edge's code, to be loaded once for each isolate. Throws when an edit's text does not stand in its file exactly once. */
export async function bundleEdge(edits: readonly Edit[] = []): Promise<() => Promise<IsolateCode>> {
  const { outputFiles } = await build({
    entryPoints: [`${root}lab/canary/isolate.ts`],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    define: {
      VITRINE_DEMO: '"true"',
      caches: "globalThis.canary.caches",
      fetch: "globalThis.canary.fetch",
      console: "globalThis.canary.console",
      scheduler: "globalThis.canary.scheduler",
    },
    plugins: [platformModule(), editing(edits)],
  });
  const code = Buffer.from(outputFiles[0]?.text ?? "").toString("base64");
  // A fragment of its own makes each a module of its own: isolates share no memory.
  return () => import(/* @vite-ignore */ `data:text/javascript;base64,${code}#${loaded++}`);
}

const PLATFORM_MODULE = `
export class DurableObject { constructor(ctx, env) { this.ctx = ctx; this.env = env; } }
export const waitUntil = (work) => globalThis.canary.waitUntil(work);
`;

function platformModule(): Plugin {
  return {
    name: "cloudflare:workers",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^cloudflare:workers$/ }, ({ path }) => ({ path, namespace: "platform" }));
      onLoad({ filter: /.*/, namespace: "platform" }, () => ({ contents: PLATFORM_MODULE }));
    },
  };
}

function editing(edits: readonly Edit[]): Plugin {
  return {
    name: "edit",
    setup({ onLoad, onEnd }) {
      const made = new Set<Edit>();
      onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        const here = edits.filter(({ file }) => path === root + file);
        if (here.length === 0) return undefined;
        let contents = await readFile(path, "utf8");
        for (const edit of here) {
          contents = edited(contents, edit);
          made.add(edit);
        }
        return { contents, loader: path.endsWith("x") ? "tsx" : "ts" };
      });
      onEnd(() => {
        const left = edits.find((edit) => !made.has(edit));
        if (left) throw new Error(`${left.file} is no part of the edge`);
      });
    },
  };
}

function edited(source: string, { file, find, put }: Edit): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with: ${find}`);
  return parts.join(put);
}

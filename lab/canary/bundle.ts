/** Bundles an isolate of the edge out of the real source, with an edit made to it: a leak that must be found. */
import type { Plugin } from "esbuild";
import { bundleEdited, type Edit } from "../bundle-edited.ts";
import type * as IsolateModule from "./isolate.ts";

export type IsolateCode = typeof IsolateModule;

export interface EdgeBundle {
  /** Loads the code once more, for one more isolate. */
  readonly load: () => Promise<IsolateCode>;
  readonly source: string;
}

let loaded = 0;

/** The edge's code, to be loaded once for each isolate. */
export async function bundleEdge(edits: readonly Edit[] = []): Promise<EdgeBundle> {
  const code = await bundleEdited("lab/canary/isolate.ts", edits, {
    define: {
      VITRINE_DEMO: '"true"',
      caches: "globalThis.canary.caches",
      fetch: "globalThis.canary.fetch",
      console: "globalThis.canary.console",
      scheduler: "globalThis.canary.scheduler",
    },
    plugins: [platformModule()],
  });
  // A fragment of its own makes each a module of its own: isolates share no memory.
  const load = () => import(/* @vite-ignore */ `${code}#${loaded++}`) as Promise<IsolateCode>;
  return { load, source: await (await fetch(code)).text() };
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

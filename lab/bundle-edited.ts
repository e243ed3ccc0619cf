/** Bundles the product's code with edits made to its source: so that a rule can be missing, or a leak be there, without a switch for it. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type BuildOptions, build, type Plugin } from "esbuild";

export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

const root = fileURLToPath(new URL("../", import.meta.url).href);

/** The address of a module to import. Throws when an edit's text does not stand in its file exactly once, or the file is no part of it. */
export async function bundleEdited(
  entry: string,
  edits: readonly Edit[],
  { plugins = [], ...options }: BuildOptions = {},
): Promise<string> {
  const { outputFiles } = await build({
    ...options,
    entryPoints: [root + entry],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    logLevel: "silent",
    plugins: [...plugins, editing(edits)],
  });
  return `data:text/javascript;base64,${Buffer.from(outputFiles?.[0]?.text ?? "").toString("base64")}`;
}

function editing(edits: readonly Edit[]): Plugin {
  return {
    name: "edit",
    setup({ onLoad, onEnd }) {
      const left = new Set(edits);
      onLoad({ filter: /\.tsx?$/ }, async ({ path }) => {
        const here = edits.filter(({ file }) => path === root + file);
        if (here.length === 0) return undefined;
        for (const edit of here) left.delete(edit);
        return { contents: here.reduce(edited, await readFile(path, "utf8")), loader: path.endsWith("x") ? "tsx" : "ts" };
      });
      onEnd(() => {
        for (const { file } of left) throw new Error(`${file} is no part of what is bundled`);
      });
    },
  };
}

function edited(source: string, { file, find, put }: Edit): string {
  const parts = source.split(find);
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with: ${find}`);
  return parts.join(put);
}

/** Bundles the histories with the product's code, with one edit made to it: so a rule can be missing without a switch for it. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type * as Histories from "./histories.ts";
import type { Edit } from "./removals.ts";

const root = fileURLToPath(new URL("../../", import.meta.url).href);

/** The histories over the edited product. Throws when the edit's text does not stand in its file exactly once. */
export async function historiesWith(edit: Edit): Promise<typeof Histories> {
  const { outputFiles } = await build({
    entryPoints: [`${root}lab/purge-checker/histories.ts`],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    plugins: [editing(edit)],
  });
  const text = outputFiles[0]?.text ?? "";
  return import(/* @vite-ignore */ `data:text/javascript;base64,${Buffer.from(text).toString("base64")}`);
}

function editing({ file, find, put }: Edit): Plugin {
  return {
    name: "edit",
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async ({ path }) => {
        if (path !== root + file) return undefined;
        const source = await readFile(path, "utf8");
        const parts = source.split(find);
        if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places with: ${find}`);
        return { contents: parts.join(put), loader: "ts" };
      });
    },
  };
}

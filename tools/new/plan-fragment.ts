/** Everything that a new fragment changes in the checkout, as whole files; nothing is written here. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type NewFragment, pageFile } from "./arguments.ts";
import { identifierOf } from "./judge-name.ts";
import { fragmentSource, slotOf, styleOf, testSource, textsOf } from "./templates.ts";

/** Contents by path. */
export type Files = ReadonlyMap<string, string>;

const MARKETS = ["en-us", "en-gb", "de-de", "ja-jp", "ar-ae"];
const PLACES = "worker/pages/places.ts";
const STYLES = "public/styles/slots.css";
const HERE = "{/* `npm run new` puts fragments here";

/** Throws, naming the file, when one of them is no longer what this tool knows how to add to. */
export function planFragment(wanted: NewFragment, root: string): Files {
  const { name, page } = wanted;
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const code = (path: string, content: string): [string, string] => [path, formatted(path, content, root)];
  return new Map([
    code(`fragments/${name}.tsx`, fragmentSource(wanted)),
    code(`fragments/${name}.test.tsx`, testSource(wanted)),
    code(PLACES, declare(read(PLACES), wanted)),
    code(pageFile(page), place(read(pageFile(page)), wanted)),
    ...MARKETS.map((market): [string, string] => {
      const path = `messages/${market}.json`;
      return [path, addTexts(path, read(path), textsOf(name, market))];
    }),
    [STYLES, read(STYLES) + styleOf(name)],
  ]);
}

function declare(source: string, { name, page }: NewFragment): string {
  const listed = new RegExp(`^(  ${page}: )(?:\\[([^\\]]*)\\]|(\\w+)),$`, "m");
  if (!listed.test(source)) throw new Error(`${PLACES} has no list of fragments for ${page}`);
  const added = source.replace(listed, (_, start: string, list: string | undefined, all: string | undefined) => {
    const before = list === undefined ? `...${all}` : list.trim().replace(/,$/, "");
    return `${start}[${before}, ${identifierOf(name)}],`;
  });
  return withImport(added, name);
}

function place(source: string, wanted: NewFragment): string {
  const { name, page } = wanted;
  if (!source.includes(HERE)) throw new Error(`${pageFile(page)} has lost the line that begins with ${HERE}`);
  return withImport(source.replace(HERE, `${slotOf(wanted)}\n${HERE}`), name);
}

/** After the first one, which keeps its comment; the formatter puts it in its order. */
function withImport(source: string, name: string): string {
  return source.replace(/^import .*;$/m, `$&\nimport { ${identifierOf(name)} } from "../../fragments/${name}.tsx";`);
}

/** At the end, without touching how the rest is written. */
function addTexts(path: string, source: string, texts: Readonly<Record<string, string>>): string {
  const lines = Object.entries(texts).map(([key, text]) => `,\n  ${JSON.stringify(key)}: ${JSON.stringify(text)}`);
  const added = source.replace(/\n\}\s*$/, `${lines.join("")}\n}\n`);
  if (Object.keys(JSON.parse(added) as object).length === Object.keys(JSON.parse(source) as object).length)
    throw new Error(`${path} does not end as a catalogue does`);
  return added;
}

function formatted(path: string, content: string, root: string): string {
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  const { stdout, stderr, status } = spawnSync(process.execPath, [biome, "check", "--write", `--stdin-file-path=${path}`], {
    cwd: root,
    input: content,
    encoding: "utf8",
  });
  if (status !== 0 || stdout === "")
    throw new Error(`${path} cannot be formatted: ${stderr.trim() || "is everything installed (npm ci)?"}`);
  return stdout;
}

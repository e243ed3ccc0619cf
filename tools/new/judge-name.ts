import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type NewFragment, pageFile } from "./arguments.ts";

const MAX_LENGTH = 40;
const RESERVED = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for
  function if implements import in instanceof interface let new null package private protected public return static super switch this
  throw true try typeof undefined var void while with yield`.split(/\s+/),
);

/** `low-stock` -> `lowStock`: the fragment's identifier, and what its texts' keys begin with. */
export function identifierOf(name: string): string {
  return name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Why a fragment cannot be called so; undefined when it can. */
export function judgeName({ name, page }: Pick<NewFragment, "name" | "page">, root: string): string | undefined {
  return malformed(name) ?? taken(name, root) ?? shadowed(identifierOf(name), pageFile(page), root);
}

function malformed(name: string): string | undefined {
  if (name.length > MAX_LENGTH) return `it has ${name.length} characters; ${MAX_LENGTH} are allowed`;
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name)) return "use lower-case letters, digits and single hyphens, a letter first: low-stock";
  if (RESERVED.has(identifierOf(name))) return "JavaScript keeps this word for itself";
  return undefined;
}

function taken(name: string, root: string): string | undefined {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const key = identifierOf(name);
  const file = [`${name}.tsx`, `${name}.ts`, `${name}.test.tsx`, name].find((path) => existsSync(join(root, "fragments", path)));
  if (file) return `fragments/${file} is there already`;
  const named = globSync("fragments/*.tsx", { cwd: root }).find((path) => read(path).includes(`name: "${name}"`));
  if (named) return `the fragment in ${named} has this name`;
  if (new RegExp(`^import \\{ ${key} \\}`, "m").test(read("worker/pages/places.ts"))) return `worker/pages/places.ts knows another ${key}`;
  const texts = globSync("messages/*.json", { cwd: root }).find((path) => read(path).includes(`"${key}.`));
  if (texts) return `${texts} has texts whose keys begin with "${key}."`;
  const style = globSync("public/styles/*.css", { cwd: root }).find((path) => new RegExp(`\\.${name}(?![\\w-])`).test(read(path)));
  return style && `${style} has a class .${name}, and the slot would take its looks`;
}

/** A name of the page's own would stand in the slot in the fragment's place. */
function shadowed(key: string, path: string, root: string): string | undefined {
  const isOwn = new RegExp(`(?<![\\w.$-])${key}(?![\\w$-])`).test(readFileSync(join(root, path), "utf8"));
  return isOwn ? `${path} calls something else ${key}` : undefined;
}

/** `npm run new -- fragment NAME`: a fragment with its test, texts, space and place, green from the first minute. */
import { fileURLToPath } from "node:url";
import { requireNode } from "../environment.mjs";
import { type NewFragment, pageFile, readArguments, USAGE } from "./arguments.ts";
import { judgeName } from "./judge-name.ts";
import { planFragment } from "./plan-fragment.ts";
import { slotOf } from "./templates.ts";
import { writeAll } from "./write-all.ts";

requireNode();
const root = fileURLToPath(new URL("../..", import.meta.url));
const read = readArguments(process.argv.slice(2));
if (read.kind === "help") console.log(USAGE);
else if (read.kind === "wrong") refuse(`${read.because}\n\n${USAGE}`, 2);
else make(read.wanted);

function make(wanted: NewFragment): void {
  const because = judgeName(wanted, root);
  try {
    if (because) throw new Error(`a fragment cannot be called "${wanted.name}": ${because}`);
    const files = planFragment(wanted, root);
    writeAll(root, files);
    console.log(news(wanted, [...files.keys()]));
  } catch (error) {
    refuse(`nothing was written: ${error instanceof Error ? error.message : error}`, 1);
  }
}

function refuse(because: string, status: number): void {
  console.error(because);
  process.exitCode = status;
}

function news(wanted: NewFragment, paths: readonly string[]): string {
  const { name, page } = wanted;
  return `${paths.map((path) => `  ${path}`).join("\n")}

It stands at the end of the ${page} page. To try it: npm test -- fragments/${name} and npm run dev
Left to you: move this line of ${pageFile(page)} to where it belongs
  ${slotOf(wanted)}
`;
}

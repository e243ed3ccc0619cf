/** `npm run new -- fragment NAME`: a fragment with its test, texts, space and place, green from the first minute. */
import { fileURLToPath } from "node:url";
import { requireNode } from "../environment.mjs";
import { type NewFragment, type PageName, pageFile, readArguments, USAGE } from "./arguments.ts";
import { judgeName } from "./judge-name.ts";
import { planFragment } from "./plan-fragment.ts";
import { slotOf } from "./templates.ts";
import { writeAll } from "./write-all.ts";

const ADDRESSES: Readonly<Record<PageName, string>> = {
  home: "/en-gb",
  collection: "/en-gb/collections/mugs-cups",
  product: "/en-gb/products/rim-mug",
  cart: "/en-gb/cart",
};

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

It stands at the end of the ${page} page already: npm run dev, then ${ADDRESSES[page]}. Make it yours, in this order:
  1. what it shows      fragments/${name}.tsx (docs/fragments.md)
  2. its texts          messages/*.json: the last lines, in all five languages
  3. its place          move ${slotOf(wanted)} in ${pageFile(page)}
  4. the space it keeps public/styles/slots.css
  5. what you expect    fragments/${name}.test.tsx
  6.                    npm test -- fragments/${name} worker/messages
  7.                    npm run check -- --without-tests
`;
}

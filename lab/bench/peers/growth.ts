/** Shells of any size with any number of slots: `/join/5/40`, `/rewriter/5/40` and `/static/5/40` have 5 slots in 40 KB. */
import { join } from "../../../worker/stitch/join.ts";

interface Shell {
  readonly runs: readonly Uint8Array[];
  readonly marked: Uint8Array;
  readonly whole: Uint8Array<ArrayBuffer>;
  readonly names: readonly string[];
}

const SLOT = '<a href="/en-gb/cart" class="badge">Basket <b class="count" aria-hidden="true">4</b></a>';
const FILLER = '<p class="prose">The lip cuts the last drop cleanly, and the handle stays cool.</p>';
const headers = { "Content-Type": "text/html; charset=utf-8" };
const encoder = new TextEncoder();
const shells = new Map<string, Shell>();

export default {
  async fetch(request) {
    const [, technique, slots, kilobytes] = new URL(request.url).pathname.split("/");
    const shell = shellOf(Number(slots), Number(kilobytes));
    if (technique === "static") return new Response(shell.whole, { headers });
    if (technique === "join") return new Response(joined(shell), { headers });
    return rewritten(shell);
  },
} satisfies ExportedHandler;

function joined({ runs, names }: Shell): Uint8Array<ArrayBuffer> {
  return join(
    runs,
    names.map(() => encoder.encode(SLOT)),
  );
}

function rewritten({ marked, names }: Shell): Response {
  const rewriter = new HTMLRewriter();
  for (const name of names)
    rewriter.on(`[data-fragment="${name}"]`, { element: (element) => void element.setInnerContent(SLOT, { html: true }) });
  return rewriter.transform(new Response(marked, { headers }));
}

function shellOf(slots: number, kilobytes: number): Shell {
  const name = `${slots} ${kilobytes}`;
  const known = shells.get(name) ?? makeShell(slots, kilobytes);
  shells.set(name, known);
  return known;
}

function makeShell(slots: number, kilobytes: number): Shell {
  const names = Array.from({ length: slots }, (_, index) => `slot-${index}`);
  const filler = FILLER.repeat(Math.ceil((kilobytes * 1024) / FILLER.length / (slots + 1)));
  const opening = (index: number) => (index < slots ? `<div data-fragment="${names[index]}" class="slot">` : "");
  const texts = Array.from({ length: slots + 1 }, (_, index) => `${index === 0 ? "<body>" : "</div>"}${filler}${opening(index)}`);
  const runs = texts.map((text) => encoder.encode(text));
  const pieces = names.map(() => encoder.encode(SLOT));
  return { names, runs, marked: join(runs, []), whole: join(runs, pieces) };
}

/** The page by other techniques, each under a path of its own. One process runs one of them, so that CPU can be told apart. */

import { join } from "../../../worker/stitch/join.ts";
import { fillSlot, type PageParts, type PageSlot } from "../page-parts.ts";
import whole from "./page.bin";
import json from "./page.txt";
import { type Asking, asking } from "./visitor.ts";

interface Env {
  readonly TOKEN_KEYS: string;
}

interface Given {
  readonly parts: PageParts;
  /** The headers of our own answer. */
  readonly headers: Readonly<Record<string, string>>;
}

const { parts, headers }: Given = JSON.parse(json);
const { segments, slots } = parts;
const encoder = new TextEncoder();
const bytes = new Uint8Array(whole);
const fields = new Headers(headers);
const html = { "Content-Type": "text/html; charset=utf-8" };
const runs = segments.map((segment) => encoder.encode(segment));
const shared = slots.map((slot) => (slot.isPersonal ? undefined : encoder.encode(slot.html)));
const shell = encoder.encode(segments.join(""));
const marked = segments.map((segment, i) => (i < slots.length ? `${segment}<!--slot ${i}-->` : segment)).join("");

const TECHNIQUES: Readonly<Record<string, (request: Request, env: Env) => Response | Promise<Response>>> = {
  /** The same bytes for everybody, body and header fields. */
  "/static": () => new Response(bytes, { headers }),
  /** The same body, with nothing but its type. */
  "/static-bare": () => new Response(bytes, { headers: html }),
  "/join": async (request, env) => new Response(join(runs, pieces(await asking(request, env.TOKEN_KEYS))), { headers: html }),
  /** The same with all header fields, made once and copied: what is left of a page view when nothing is decided in it. */
  "/fields-join": async (request, env) => new Response(join(runs, pieces(await asking(request, env.TOKEN_KEYS))), { headers: fields }),
  "/replace": async (request, env) => new Response(replaced(await asking(request, env.TOKEN_KEYS)), { headers: html }),
  "/rewriter": async (request, env) => rewritten(await asking(request, env.TOKEN_KEYS)),
};

export default {
  fetch(request, env) {
    const technique = TECHNIQUES[new URL(request.url).pathname];
    return technique ? technique(request, env) : new Response(null, { status: 404 });
  },
} satisfies ExportedHandler<Env>;

function pieces({ firstName, itemCount }: Asking): Uint8Array[] {
  return slots.map((slot, i) => shared[i] ?? encoder.encode(fillSlot(slot, firstName, itemCount)));
}

function replaced({ firstName, itemCount }: Asking): string {
  let page = marked;
  for (const [i, slot] of slots.entries()) page = page.replace(`<!--slot ${i}-->`, () => fillSlot(slot, firstName, itemCount));
  return page;
}

function rewritten({ firstName, itemCount }: Asking): Response {
  const rewriter = new HTMLRewriter();
  for (const slot of slots) rewriter.on(`[data-fragment="${slot.name}"]`, { element: (element) => fill(element, slot) });
  return rewriter.transform(new Response(shell, { headers: html }));

  function fill(element: Element, slot: PageSlot): void {
    element.setInnerContent(fillSlot(slot, firstName, itemCount), { html: true });
  }
}

/**
 * Fragments that come after their deadline but before the document ends: they travel as templates behind the page,
 * and one static script, allowed by its hash, moves them into their slots. Without script the fallback stays.
 */
import type { FilledPiece } from "./piece.ts";

export interface LateFragment {
  readonly name: string;
  readonly piece: FilledPiece;
}

const encoder = new TextEncoder();
const BODY_END = encoder.encode("</body>");

/** Templates of the late fragments and the script that moves them; nothing when none came. */
export function lateMarkup(late: readonly LateFragment[], script: string): readonly Uint8Array[] {
  if (late.length === 0) return [];
  const templates = late.flatMap(({ name, piece }) => [
    encoder.encode(`<template data-fragment="${name}">`),
    piece.bytes,
    encoder.encode("</template>"),
  ]);
  return [...templates, encoder.encode(`<script>${script}</script>`)];
}

/** Cuts a document before the end of its body; at its very end when it has none. */
export function cutAtBodyEnd(document: Uint8Array): readonly [Uint8Array, Uint8Array] {
  for (let at = document.length - BODY_END.length; at >= 0; at--) {
    if (BODY_END.every((byte, i) => document[at + i] === byte)) return [document.subarray(0, at), document.subarray(at)];
  }
  return [document, document.subarray(document.length)];
}

/** A body in two writes: what is ready at once, and the rest when it comes. */
export function twoWrites(first: Uint8Array, rest: Promise<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      controller.enqueue(first);
      controller.enqueue(await rest);
      controller.close();
    },
  });
}

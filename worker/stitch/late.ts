/**
 * Fragments that come after their deadline but before the document ends: each travels as a template behind the page as
 * soon as it is there, followed by one static script, allowed by its hash, that moves it into its slot. Without script
 * the fallback stays.
 */
import { join } from "./join.ts";
import type { FilledPiece } from "./piece.ts";

export interface LateFragment {
  readonly name: string;
  readonly piece: FilledPiece;
}

const encoder = new TextEncoder();
const BODY_END = encoder.encode("</body>");
const TEMPLATE_END = encoder.encode("</template>");

/** A late fragment as it stands behind the page: its template and the script that moves it. */
export function lateMarkup({ name, piece }: LateFragment, script: string): Uint8Array<ArrayBuffer> {
  return join(
    [encoder.encode(`<template data-fragment="${name}">`), piece.bytes, TEMPLATE_END, encoder.encode(`<script>${script}</script>`)],
    [],
  );
}

/** Cuts a document before the end of its body; at its very end when it has none. */
export function cutAtBodyEnd(document: Uint8Array): readonly [Uint8Array, Uint8Array] {
  for (let at = document.length - BODY_END.length; at >= 0; at--) {
    if (BODY_END.every((byte, i) => document[at + i] === byte)) return [document.subarray(0, at), document.subarray(at)];
  }
  return [document, document.subarray(document.length)];
}

export type Write = (bytes: Uint8Array | undefined) => void;

/** A body that is written piece by piece until `write` resolves. Whoever reads no further gets no more, and holds nothing up. */
export function writing(write: (put: Write) => Promise<void>): ReadableStream<Uint8Array> {
  let isWanted = true;
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      await write((bytes) => void (isWanted && bytes?.length && controller.enqueue(bytes)));
      if (isWanted) controller.close();
    },
    cancel() {
      isWanted = false;
    },
  });
}

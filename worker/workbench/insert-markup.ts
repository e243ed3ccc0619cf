const END = "</body></html>";

/** The document with more markup at the end of its body, made when everything before it has been written. */
export function insertAtBodyEnd(body: ReadableStream<Uint8Array>, markup: () => Promise<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let held: Uint8Array = new Uint8Array();
  const inserting = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      const known = concat(held, chunk);
      const cut = Math.max(0, known.length - END.length);
      if (cut > 0) controller.enqueue(known.slice(0, cut));
      held = known.slice(cut);
    },
    async flush(controller) {
      const more = encoder.encode(await markup());
      for (const bytes of new TextDecoder().decode(held) === END ? [more, held] : [held, more]) controller.enqueue(bytes);
    },
  });
  return body.pipeThrough(inserting);
}

function concat(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

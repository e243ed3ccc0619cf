/** `application/json-seq` (RFC 7464): frames between record separators, however the stream is cut. Broken frames are skipped. */
export async function* framesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    const texts = (rest + decoder.decode(chunk, { stream: true })).split("\x1e");
    rest = texts.pop() ?? "";
    for (const text of texts) yield* frameOf(text);
    // A frame that ended with its end of line need not wait for the next one.
    if (!rest.endsWith("\n")) continue;
    yield* frameOf(rest);
    rest = "";
  }
  yield* frameOf(rest);
}

function* frameOf(text: string): Generator<unknown> {
  if (text.trim() === "") return;
  try {
    yield JSON.parse(text);
  } catch {
    // Cut off or foreign: the report is still to come, or missed by its absence.
  }
}

/** An answer of the origin is no longer: a whole sitemap is a tenth of it, and an isolate has room for few. */
export const MAX_ANSWER_BYTES: number = 16 * 1024 * 1024;

/** A body whole; undefined, and the rest left unread, when there is more of it than may be. */
export async function readAtMost({ body }: Response, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of (body ?? []) as AsyncIterable<Uint8Array<ArrayBuffer>>) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

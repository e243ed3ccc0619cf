import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

/** Streams text into a file, or to standard output, which is left open. A reader who has enough ends it in order. */
export async function writeOut(
  pieces: Iterable<string | Uint8Array> | AsyncIterable<Uint8Array>,
  file: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const source = Readable.from(pieces, { objectMode: true });
  try {
    if (file === undefined) await pipeline(source, process.stdout, { end: false, signal });
    else await pipeline(source, createWriteStream(file), { signal });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
  }
}

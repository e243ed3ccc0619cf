import type { GenerateOptions } from "../arguments.ts";
import { writeOut } from "../write-out.ts";
import { feedPieces } from "./feed-pieces.ts";

/** Writes a made-up feed, as fast as it is taken. */
export async function generateFeed({ file, signal, ...generating }: GenerateOptions & { readonly signal: AbortSignal }): Promise<void> {
  await writeOut(feedPieces(generating), file, signal);
}

const EMPTY = new Uint8Array();

/** Runs of bytes with a piece between each two, in one array of exactly their size. */
export function join(segments: readonly Uint8Array[], pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(sizeOf(segments) + sizeOf(pieces));
  let at = 0;
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] ?? EMPTY;
    whole.set(segment, at);
    at += segment.length;
    const piece = pieces[i];
    if (!piece) continue;
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

function sizeOf(runs: readonly Uint8Array[]): number {
  let size = 0;
  for (const run of runs) size += run.length;
  return size;
}

/**
 * Lets one run of `work` be under way, and one more come after it when it was asked for meanwhile. Who asks meanwhile
 * waits for nothing: the run may be another request's, which may also have died. After `lostAfterMs` it counts as dead.
 */
export function oneAtATime(work: () => Promise<unknown>, clock: () => number, lostAfterMs = 30_000): () => Promise<void> {
  let since: number | undefined;
  let again = false;
  return async () => {
    again = true;
    if (since !== undefined && clock() - since < lostAfterMs) return;
    try {
      while (again) {
        again = false;
        since = clock();
        await work();
      }
    } finally {
      since = undefined;
    }
  };
}

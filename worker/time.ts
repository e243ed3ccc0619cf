/** Milliseconds; a branded number so that seconds cannot slip in. */
export type Ms = number & { readonly __unit?: "ms" };
/** Milliseconds since 1970-01-01T00:00:00Z by the clock of the machine that says so. */
export type EpochMs = number & { readonly __unit?: "epoch-ms" };

export interface Clock {
  readonly now: () => EpochMs;
  readonly sleep: (ms: Ms) => Promise<void>;
}

const TICK: Ms = 250;

/**
 * What `work` comes to; when it takes longer than `ms` of the time in which this isolate runs, what `late` says or throws. An isolate whose
 * processor is busy learns late what has come, and of its timers at once: what it slept through is nobody else's silence.
 */
export async function unlessSilent<P extends Promise<unknown>, L>(
  work: P,
  ms: Ms,
  clock: Pick<Clock, "sleep">,
  late: () => L,
): Promise<Awaited<P> | Awaited<L>> {
  for (let left = ms; left > 0; left -= TICK) {
    const came = await Promise.race([work.then((value) => ({ value })), clock.sleep(Math.min(TICK, left))]);
    if (came !== undefined) return came.value as Awaited<P>;
  }
  return await late();
}

/** What `work` comes to; when it takes longer than `ms`, what `late` says or throws. */
export function unlessLate<P extends Promise<unknown>, L>(
  work: P,
  ms: Ms,
  clock: Pick<Clock, "sleep">,
  late: () => L,
): Promise<Awaited<P> | Awaited<L>> {
  return Promise.race([work, clock.sleep(ms).then(late)]);
}

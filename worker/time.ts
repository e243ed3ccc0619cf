/** Milliseconds; a branded number so that seconds cannot slip in. */
export type Ms = number & { readonly __unit?: "ms" };
/** Milliseconds since 1970-01-01T00:00:00Z by the clock of the machine that says so. */
export type EpochMs = number & { readonly __unit?: "epoch-ms" };

export interface Clock {
  readonly now: () => EpochMs;
  readonly sleep: (ms: Ms) => Promise<void>;
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

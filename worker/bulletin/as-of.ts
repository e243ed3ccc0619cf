/** Position in the bulletin's log. Epochs are ordered by creation time (PURGE section 3). */
export interface AsOf {
  readonly epoch: number;
  readonly seq: number;
}

/** Before every purge of every ledger: the position of whoever has read nothing yet. */
export const NOWHERE: AsOf = { epoch: 0, seq: 0 };

/** Negative when `a` lies before `b`, 0 when they are the same position. */
export function compareAsOf(a: AsOf, b: AsOf): number {
  return a.epoch - b.epoch || a.seq - b.seq;
}

export function laterAsOf(a: AsOf, b: AsOf): AsOf {
  return compareAsOf(a, b) < 0 ? b : a;
}

/** `<epoch>.<seq>`: the value of `Vitrine-Purge-Seq` and of the request header `Purge-Seq`. */
export function toPurgeSeq({ epoch, seq }: AsOf): string {
  return `${epoch}.${seq}`;
}

/** The position a `Purge-Seq` header names; undefined when it names none. A bare `<seq>` has no epoch and is refused. */
export function readPurgeSeq(header: string | null | undefined): AsOf | undefined {
  const match = /^(\d{1,16})\.(\d{1,10})$/.exec(header ?? "");
  return match ? { epoch: Number(match[1]), seq: Number(match[2]) } : undefined;
}

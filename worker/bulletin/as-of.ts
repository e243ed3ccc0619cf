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

/**
 * The position a `Purge-Seq` header names, plain or in the quotes that it has in `Vitrine-Purge-Seq`; undefined when it names none.
 * A number alone is one of `epoch`, the one that the asked isolate knows.
 */
export function readPurgeSeq(header: string | null | undefined, epoch: number | undefined): AsOf | undefined {
  const match = /^("?)(?:(\d{1,16})\.)?(\d{1,10})\1$/.exec(header ?? "");
  const named = match?.[2] === undefined ? epoch : Number(match[2]);
  return match && named !== undefined ? { epoch: named, seq: Number(match[3]) } : undefined;
}

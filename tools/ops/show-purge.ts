import type { PurgeWithReceipts } from "../../worker/bulletin/purge-row.ts";
import type { PrewarmJob } from "../../worker/prewarm/prewarm.ts";
import { printable } from "./table.ts";

export function isClear({ receipts }: PurgeWithReceipts): boolean {
  return receipts.every(({ seenAt }) => seenAt !== null);
}

/** `1795342.18 has reached 5 of 6 PoPs; waiting for NRT` */
export function receiptLine(purge: PurgeWithReceipts): string {
  const { epoch, seq, receipts, at, zone } = purge;
  const waiting = receipts.filter(({ seenAt }) => seenAt === null).map(({ pop }) => printable(pop));
  const last = Math.max(at, ...receipts.map(({ seenAt }) => seenAt ?? at));
  const reached =
    receipts.length === 0
      ? "is in the log; no PoP is reading at the moment"
      : waiting.length === 0
        ? `has reached ${receipts.length === 1 ? "the one PoP" : `all ${receipts.length} PoPs`} in ${last - at} ms`
        : `has reached ${receipts.length - waiting.length} of ${receipts.length} PoPs; waiting for ${waiting.join(", ")}`;
  return `${epoch}.${seq} ${reached}${zone ? `; zone: ${zone.state}${zone.because ? ` (${printable(zone.because)})` : ""}` : ""}`;
}

/** `product:nh-1042 and 26 more` */
export function targetOf({ by, values }: Pick<PurgeWithReceipts | PrewarmJob, "by" | "values">): string {
  const [first = "", ...more] = values;
  if (by === "all" || by === "sitemap") return by === "all" ? "everything" : "the sitemap";
  return `${by === "market" || by === "prefix" ? `${by} ` : ""}${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
}

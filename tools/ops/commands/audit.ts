import type { PurgeWithReceipts } from "../../../worker/bulletin/purge-row.ts";
import { isClear, targetOf } from "../show-purge.ts";
import type { Surface } from "../surface.ts";
import { moment, table } from "../table.ts";

type AuditOptions = Readonly<Record<string, string | number>>;

/** A page of the audit trail, as the filters ask for it. */
export async function showAudit(surface: Surface, options: AuditOptions): Promise<void> {
  const query = new URLSearchParams(Object.entries(options).map(([name, value]) => [name, String(value)]));
  const page = await surface.client.get<{ purges: readonly PurgeWithReceipts[]; next: number | null }>(`/admin/api/purges?${query}`);
  surface.tell(page, () => {
    if (page.purges.length === 0) return page.next === null ? "No such purge." : `None among the latest; go on with --before ${page.next}`;
    const rows = page.purges.map((purge) => [
      String(purge.seq),
      moment(purge.at),
      purge.actor,
      purge.mode,
      arrived(purge),
      targetOf(purge),
      purge.reason,
    ]);
    const shown = table(["Seq", "When, UTC", "By whom", "How", "Arrived", "What", "Why"], rows);
    return page.next === null ? shown : `${shown}\nMore: --before ${page.next}`;
  });
}

function arrived(purge: PurgeWithReceipts): string {
  if (purge.receipts.length === 0) return "-";
  return isClear(purge) ? "everywhere" : `${purge.receipts.filter(({ seenAt }) => seenAt !== null).length}/${purge.receipts.length}`;
}

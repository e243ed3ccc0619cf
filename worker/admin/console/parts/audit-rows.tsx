import { decodeAudit } from "../../decode-audit.ts";
import { orUndefined, type Part } from "../part.tsx";
import { PurgeTable } from "../purge-table.tsx";

/** A page of the audit trail, as the filters of the query ask for it. */
export const auditRows: Part = {
  name: "audit",
  async show(deps, query) {
    const decoded = decodeAudit(query);
    if (!decoded.ok) return <p class="message">{decoded.errors.map(({ field, because }) => `${field}: ${because}`).join(" ")}</p>;
    const page = await orUndefined(deps.listPurges(decoded.query));
    const older = new URLSearchParams(query);
    older.set("before", String(page?.next ?? ""));
    return (
      <>
        {page?.purges.length === 0 ? (
          <p class="muted">{page.next === null ? "No purge is like that." : "None among those looked at so far."}</p>
        ) : (
          <PurgeTable purges={page?.purges} now={deps.now()} />
        )}
        {page && page.next !== null && (
          <p class="more">
            <a href={`/admin/audit?${older}`} id="older">
              Older
            </a>
          </p>
        )}
      </>
    );
  },
};

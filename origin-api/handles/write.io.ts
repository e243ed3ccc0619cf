import { and, eq, inArray } from "drizzle-orm";
import type { HandleKind } from "#contract/handles";
import { inChunks, type Tx } from "../store/db.ts";
import { raiseRevision } from "../store/revisions.io.ts";
import { handles } from "../store/schema.ts";

/**
 * Writes down names that come into use, in the transaction that brings them: the edge answers for names it was not told of without
 * asking anybody. Whoever gives something a name has to call this. Names that are known cost a look-up.
 */
export async function registerHandles(tx: Tx, kind: HandleKind, names: readonly string[]): Promise<void> {
  const fresh = new Set(names);
  for (const chunk of inChunks([...fresh], 1, 2)) {
    const known = await tx
      .select({ handle: handles.handle })
      .from(handles)
      .where(and(eq(handles.kind, kind), inArray(handles.handle, chunk)))
      .limit(chunk.length);
    for (const { handle } of known) fresh.delete(handle);
  }
  if (fresh.size === 0) return;
  const seq = await raiseRevision(tx, "handles");
  const rows = [...fresh].map((handle) => ({ kind, handle, seq }));
  for (const chunk of inChunks(rows, 3)) await tx.insert(handles).ignore().values(chunk);
}

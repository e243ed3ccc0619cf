import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import { type HandlesAnswer, handleName } from "#contract/handles";
import { type Cursor, readCursor, writeCursor } from "../stock/cursor.ts";
import type { Db } from "../store/db.ts";
import { firstMigratedAt } from "../store/migrate.io.ts";
import { handles } from "../store/schema.ts";

/** Names an answer may hold; the rest comes with the next question. */
const MAX_NAMES = 10_000;

/** Names since a cursor, in the order they came into use; all of them without one, or with one of another life of the store. */
export async function readHandles(db: Db, since: string): Promise<HandlesAnswer> {
  const life = await firstMigratedAt(db);
  const cursor = readCursor(since);
  const from: Cursor = cursor?.life === life ? cursor : { life, seq: 0, last: "" };
  const name = sql<string>`${handles.kind}`;
  const [kind = "", ...rest] = from.last.split("/");
  const handle = rest.join("/");
  const rows = await db
    .select({ kind: handles.kind, handle: handles.handle, seq: handles.seq })
    .from(handles)
    .where(
      or(
        gt(handles.seq, from.seq),
        and(eq(handles.seq, from.seq), gt(name, kind)),
        and(eq(handles.seq, from.seq), eq(name, kind), gt(handles.handle, handle)),
      ),
    )
    .orderBy(asc(handles.seq), asc(handles.kind), asc(handles.handle))
    .limit(MAX_NAMES);
  const last = rows.at(-1);
  return {
    cursor: writeCursor(last ? { life, seq: last.seq, last: handleName(last.kind, last.handle) } : from),
    complete: rows.length < MAX_NAMES,
    names: rows.map((row) => handleName(row.kind, row.handle)),
  };
}

import type { AdminDeps } from "../../deps.ts";
import type { Shown } from "../charts.ts";
import { orUndefined } from "../part.tsx";
import { readRange } from "../range.ts";
import { SHOWN_PURGES } from "./recent-purges.tsx";

/** What charts are drawn from; undefined when the counters do not answer. Without the bulletin no purges are marked. */
export async function readShown(deps: AdminDeps, query: URLSearchParams): Promise<Shown | undefined> {
  const range = readRange(query);
  const [periods, page] = await Promise.all([
    orUndefined(deps.history(range.period)),
    orUndefined(deps.listPurges({ limit: SHOWN_PURGES })),
  ]);
  return periods && { range, periods, purges: page?.purges ?? [], now: deps.now() };
}

import type { PurgeMode, PurgeRow } from "./purge-row.ts";

/** A row of the table `purges`. */
export interface SqlPurge extends Record<string, string | number | null> {
  epoch: number;
  seq: number;
  purge_by: PurgeRow["by"];
  purge_values: string;
  mode: PurgeMode;
  reason: string;
  actor: string;
  at: number;
  min_versions: string | null;
}

export function toRow({ epoch, seq, purge_by, purge_values, mode, reason, actor, at, min_versions }: SqlPurge): PurgeRow {
  const row = { epoch, seq, by: purge_by, values: JSON.parse(purge_values) as string[], mode, reason, actor, at };
  return min_versions === null ? row : { ...row, minVersions: JSON.parse(min_versions) as Record<string, number> };
}

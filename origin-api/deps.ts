import type { TokenKeys } from "#contract/token";
import type { FindShelves } from "./catalog/shelves.io.ts";
import type { CallCounts } from "./counters/call-counts.ts";
import type { Guard } from "./guard.ts";
import type { Db } from "./store/db.ts";
import type { ReadLatest } from "./store/read-latest.io.ts";

/** Everything the origin's resources are given. One set a process. */
export interface Deps {
  readonly db: Db;
  /** For pages, which are everybody's: they may come from a replica. What one visitor wrote is read from `db`. */
  readonly readLatest: ReadLatest;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly shelves: FindShelves;
  readonly tokenKeys: TokenKeys;
  readonly counts: CallCounts;
  /** Who may call. Without it anybody may who can reach the origin: behind a service binding, the edge alone. */
  readonly guard?: Guard | undefined;
  /** Says that something was committed that may have left rows in the outbox. */
  readonly changed: () => void;
  /** Where a bug is told to people who can fix it. */
  readonly report: (error: unknown) => void;
}

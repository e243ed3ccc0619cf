/** Puts a page view's fragments into its shell: one array when all are there, few writes when some are waited for. */
import type { Stored } from "../cache/stored.ts";
import type { StartedFragments } from "./start-fragments.ts";
import { stitchInTime } from "./stitch-in-time.ts";
import { fillNow, type Stitched, whole } from "./stitched.ts";

/**
 * Stitches a stored shell. Never rejects: each slot is filled with its fragment, the last good one or its fallback.
 * `lateScript` is the code of the one inline script for late fragments. A promise only when something has to be waited for.
 */
export function stitch(stored: Stored, started: StartedFragments, lateScript: string): Stitched | Promise<Stitched> {
  const filled = fillNow(stored.slots, started);
  return filled ? whole(stored, filled) : stitchInTime(stored, started, lateScript);
}

import type { Ms } from "../time.ts";

/** An ask waits this long for the bulletin when the shield's copy judges nothing fresh: the edge judges once more anyhow. */
export const BULLETIN_PATIENCE: Ms = 100;
/** Only pass markers are in an object's memory. */
export const MARKER_BYTES: number = 512 * 1024;
/** Isolates that may wait for one fill, and how long: a little more than the origin is given. */
export const SHIELD_QUEUE: { readonly most: number; readonly ms: Ms } = { most: 1_000, ms: 5_000 };

/** Products that a visitor looked at, by handle, latest first. */
import * as v from "valibot";

export const MAX_SEEN = 8;

export const Seen = v.pipe(v.array(v.pipe(v.string(), v.maxLength(120))), v.maxLength(MAX_SEEN));
export type Seen = v.InferOutput<typeof Seen>;

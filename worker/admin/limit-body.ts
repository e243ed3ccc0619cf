import { bodyLimit } from "hono/body-limit";
import { toProblem } from "../problem/to-problem.ts";

/** A thousand values of a quarter of a kilobyte. */
const MAX_BODY_BYTES = 262_144;

export const limitBody = bodyLimit({ maxSize: MAX_BODY_BYTES, onError: () => toProblem({ kind: "too-large", maxBytes: MAX_BODY_BYTES }) });

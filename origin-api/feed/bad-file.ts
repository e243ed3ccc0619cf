import type { Result } from "./result.ts";

/** The file is bad as a whole, so nothing of it is used. The message is for its sender. */
export class BadFile extends Error {}

/** The value, or the file is bad. */
export function orBadFile<T>(result: Result<T>): T {
  if (!result.ok) throw new BadFile(result.because);
  return result.value;
}

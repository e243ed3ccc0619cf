import { failureLine } from "./store/failure-line.ts";

/** Writes what went wrong inside to the log. */
export const reportFailure = (error: unknown): void => console.error(failureLine(error, Date.now()));

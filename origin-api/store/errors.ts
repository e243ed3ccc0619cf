/** What a failed statement means. Drizzle wraps the driver's error, so the whole chain of causes is looked at. */

const DUPLICATE = /errno 1062\b/;
const TRANSIENT = /errno (1213|1205|2013|1020)\b|deadlock|code = (Aborted|Unavailable)/i;

/** True when a unique key was already taken. */
export const isDuplicate = (error: unknown): boolean => chain(error).some((cause) => DUPLICATE.test(cause.message));

/** True when the same transaction may succeed when it is run again: deadlock, lock wait, lost connection. */
export const isTransient = (error: unknown): boolean => chain(error).some((cause) => TRANSIENT.test(cause.message));

function chain(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 10; cause = cause.cause) causes.push(cause);
  return causes;
}

/** What a failed statement means. Drizzle wraps the driver's error, so the whole chain of causes is looked at. */

/** The database was asked and was not heard. Whether it did what was asked is not known, except for a transaction: it did not. */
export class LostReply extends Error {
  constructor(cause: unknown) {
    super("The database's reply was lost.", { cause });
  }
}

const DUPLICATE = /errno 1062\b/;
const TRANSIENT = /errno (1213|1205|2013|1020)\b|deadlock|code = (Aborted|Unavailable)/i;
/** Table, column or index there already, or gone already. */
const DEFINED = /errno (1050|1051|1060|1061|1091)\b/;

/** True when a unique key was already taken. */
export const isDuplicate = (error: unknown): boolean => causesOf(error).some(({ message }) => DUPLICATE.test(message));

/** True when the same transaction may succeed when it is run again: deadlock, lock wait, lost reply. */
export const isTransient = (error: unknown): boolean =>
  causesOf(error).some((cause) => cause instanceof LostReply || TRANSIENT.test(cause.message));

/** True when a definition failed because what it says is so already. */
export const isDefined = (error: unknown): boolean => causesOf(error).some(({ message }) => DEFINED.test(message));

/** True when a table is not there. */
export const isUnknownTable = (error: unknown): boolean =>
  causesOf(error).some(({ message }) => /errno 1146\b|no such table/.test(message));

/** True when the database takes no definitions but by deploy requests. */
export const isDefinitionRefused = (error: unknown): boolean =>
  causesOf(error).some(({ message }) => /direct DDL is disabled/i.test(message));

/** The error and what caused it, outermost first. */
export function causesOf(error: unknown): Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < 10; cause = cause.cause) causes.push(cause);
  return causes;
}

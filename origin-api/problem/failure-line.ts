/**
 * A line of the log that tells what went wrong inside and where, and none of the values it went wrong with: the database's
 * errors repeat what was asked of it, and that may be a visitor's.
 */
const MAX_CAUSES = 5;
const MAX_TOLD = 500;
/** Where values begin: in quotes, or in the lines that follow the first. */
const VALUES = /["'\n]/;

export function failureLine(error: unknown, now: number): string {
  const errors = causesOf(error).map((cause) => `${cause.name}: ${withoutValues(cause.message)}`);
  const stack = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => PLACE.test(line)) : [];
  return JSON.stringify({ event: "failed", at: new Date(now).toISOString(), errors, stack: stack.map((line) => line.trim()) });
}

const PLACE = /^ {4}at .*:\d+:\d+\)?$/;

function withoutValues(message: string): string {
  const [told = ""] = message.split(VALUES, 1);
  const number = /errno \d+/.exec(message)?.[0];
  return [told.slice(0, MAX_TOLD).trim(), ...(number !== undefined && !told.includes(number) ? [`(${number})`] : [])].join(" ");
}

function causesOf(error: unknown): readonly Error[] {
  const causes: Error[] = [];
  for (let cause = error; cause instanceof Error && causes.length < MAX_CAUSES; cause = cause.cause) causes.push(cause);
  return causes;
}

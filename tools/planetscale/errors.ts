import type { Refusal } from "./limits.ts";

/** A statement that failed, as Vitess would tell of it. */
export class StatementError extends Error {
  readonly code: string;

  constructor({ code, message }: Refusal) {
    super(message);
    this.code = code;
  }
}

const CODES: Readonly<Record<number, string>> = {
  1062: "ALREADY_EXISTS",
  1205: "DEADLINE_EXCEEDED",
  1213: "ABORTED",
  1064: "INVALID_ARGUMENT",
};

/** The server's own errors carry their number; callers go by it. */
export function toStatementError(error: unknown): StatementError {
  if (error instanceof StatementError) return error;
  const { errno, sqlState = "HY000", message } = error as { errno?: number; sqlState?: string; message: string };
  if (errno === undefined || errno <= 0) return new StatementError({ code: "UNAVAILABLE", message: vttablet("Unavailable", message) });
  const code = CODES[errno] ?? "UNKNOWN";
  return new StatementError({ code, message: vttablet(camel(code), `${message} (errno ${errno}) (sqlstate ${sqlState})`) });
}

export const aborted = (message: string): StatementError => new StatementError({ code: "ABORTED", message: vttablet("Aborted", message) });

const vttablet = (code: string, desc: string) => `target: local.-.primary: vttablet: rpc error: code = ${code} desc = ${desc}`;
const camel = (code: string) => code.toLowerCase().replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

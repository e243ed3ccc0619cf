/** What PlanetScale does not take, or not without end. Pure. */

export interface Limits {
  /** A transaction that is open longer is rolled back. */
  readonly transactionMs: number;
  readonly maxRows: number;
  readonly maxResultBytes: number;
  /** Transactions open at once; more wait. */
  readonly maxTransactions: number;
  /** Definitions come by deploy requests only. */
  readonly safeMigrations: boolean;
}

/** PlanetScale's own, but for the transactions, whose number goes by the plan. */
export const LIMITS: Limits = {
  transactionMs: 20_000,
  maxRows: 100_000,
  maxResultBytes: 64 * 1024 * 1024,
  maxTransactions: 50,
  safeMigrations: false,
};

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

const unsupported = (what: string): Refusal => ({ code: "UNIMPLEMENTED", message: `VT12001: unsupported: ${what}` });

const REFUSED: readonly (readonly [RegExp, Refusal])[] = [
  [/\b(foreign key|references)\b/i, { code: "UNIMPLEMENTED", message: "VT10001: foreign key constraints are not allowed" }],
  [/^create\b.*\b(trigger|procedure|function|event)\b/is, unsupported("triggers, routines and events")],
  [/^(load data|kill|lock tables|handler|call)\b/i, unsupported("this statement")],
  [/\bjson_table\s*\(/i, unsupported("JSON_TABLE")],
  [/:=/, unsupported("Assignment expression")],
  // MariaDB would take it; MySQL does not.
  [/\breturning\b/i, { code: "INVALID_ARGUMENT", message: "syntax error near 'returning' (errno 1064) (sqlstate 42000)" }],
];

const NO_DDL: Refusal = { code: "PERMISSION_DENIED", message: "direct DDL is disabled" };

export const isDefinition = (statement: string): boolean => /^\s*(create|alter|drop|rename|truncate)\b/i.test(statement);

/** Why a statement is not even tried, or undefined. */
export function judgeStatement(statement: string, { safeMigrations }: Pick<Limits, "safeMigrations">): Refusal | undefined {
  if (safeMigrations && isDefinition(statement)) return NO_DDL;
  const bare = withoutLiterals(statement);
  return REFUSED.find(([pattern]) => pattern.test(bare))?.[1];
}

/** A result that is too long, or undefined. */
export function judgeResult(rows: number, bytes: number, { maxRows, maxResultBytes }: Limits): Refusal | undefined {
  if (rows > maxRows) return { code: "ABORTED", message: `Row count exceeded ${maxRows} (errno 10001) (sqlstate HY000)` };
  if (bytes > maxResultBytes)
    return { code: "RESOURCE_EXHAUSTED", message: `grpc: received message larger than max (${bytes} vs. ${maxResultBytes})` };
  return undefined;
}

/** Texts and names may say anything; only the words between them are the statement's own. */
const withoutLiterals = (statement: string): string => statement.replace(/'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*"|`[^`]*`/gs, "?").trim();

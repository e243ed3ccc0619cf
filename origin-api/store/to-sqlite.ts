/**
 * Drizzle's MySQL is nearly SQLite already. These are the spots where it is not. Values are always bound, never
 * part of the text, so no rewrite can touch a literal.
 */
type Rewrite = readonly [pattern: RegExp, replacement: string];

const QUESTIONS: readonly Rewrite[] = [[/ for (update|share)( nowait| skip locked)?$/i, ""]];

const WRITES: readonly Rewrite[] = [
  [/^insert ignore into/i, "insert or ignore into"],
  [/ on duplicate key update /i, " on conflict do update set "],
  [/\bvalues\((`\w+`)\)/gi, "excluded.$1"],
  [/(?<=[(,]\s*)default(?=\s*[,)])/gi, "null"],
];

// Lengths, ranges and JSON are checked as MySQL would; `strict` refuses what is of another type than its column.
const DEFINITIONS: readonly Rewrite[] = [
  [/(`\w+`) varchar\((\d+)\)/gi, "$1 text check (length($1) <= $2)"],
  [/(`\w+`) int\b/gi, "$1 integer check ($1 between -2147483648 and 2147483647)"],
  [/(`\w+`) bigint\b/gi, "$1 integer check ($1 between -9007199254740991 and 9007199254740991)"],
  [/(`\w+`) json\b/gi, "$1 text check (json_valid($1))"],
  [/\)\s*default charset=\w+ collate=\w+\s*$/i, ") strict"],
  [/^drop index (`\w+`) on `\w+`$/i, "drop index $1"],
];

/** A statement in MySQL's dialect, as the store's subset of it is written, in SQLite's. */
export function toSqlite(statement: string): string {
  const rewrites = /^\s*select\b/i.test(statement) ? QUESTIONS : /^\s*(create|drop|alter)\b/i.test(statement) ? DEFINITIONS : WRITES;
  return rewrites.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), statement);
}

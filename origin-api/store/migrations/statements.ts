/** Definitions in MySQL's dialect. Texts compare byte by byte, so both engines agree on what is equal and what comes first. */

/** `columns`: name -> type, as in `varchar(64) not null`. Every table has a primary key. */
export function table(
  name: string,
  columns: Readonly<Record<string, string>>,
  key: readonly string[],
  checks: readonly string[] = [],
): string {
  const lines = Object.entries(columns).map(([column, type]) => `\`${column}\` ${type}`);
  const bounds = checks.map((check) => `constraint ${check}`);
  return `create table \`${name}\` (${[...lines, `primary key (${list(key)})`, ...bounds].join(", ")}) default charset=utf8mb4 collate=utf8mb4_bin`;
}

export const index = (name: string, on: string, columns: readonly string[]): string =>
  `create index \`${name}\` on \`${on}\` (${list(columns)})`;

export const uniqueIndex = (name: string, on: string, columns: readonly string[]): string =>
  `create unique index \`${name}\` on \`${on}\` (${list(columns)})`;

export const dropIndex = (name: string, on: string): string => `drop index \`${name}\` on \`${on}\``;

/** Without a value in rows that are there: `type` must allow for none. */
export const addColumn = (on: string, name: string, type: string): string => `alter table \`${on}\` add column \`${name}\` ${type}`;

export const dropColumn = (on: string, name: string): string => `alter table \`${on}\` drop column \`${name}\``;

export const dropTable = (name: string): string => `drop table \`${name}\``;

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

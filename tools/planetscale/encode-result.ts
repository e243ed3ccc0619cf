/** MySQL's results in the form of PlanetScale's HTTP protocol: a row is the lengths of its values, and their bytes in base64. Pure. */

/** A column as MySQL's protocol describes it. */
export interface Column {
  readonly name: string;
  readonly table: string;
  readonly orgName: string;
  readonly orgTable: string;
  readonly schema: string;
  readonly columnType: number;
  readonly characterSet: number;
  readonly columnLength: number;
  readonly flags: number;
  readonly decimals: number;
  /** MariaDB calls it a text; MySQL knows it for JSON. */
  readonly isJson: boolean;
}

export type RawRow = readonly (Buffer | null)[];

const UNSIGNED = 32;
const BINARY = 63;

const WHOLE: Readonly<Record<number, string>> = { 1: "INT8", 2: "INT16", 3: "INT32", 8: "INT64", 9: "INT24" };
const OTHER: Readonly<Record<number, string>> = {
  ...{ 0: "DECIMAL", 4: "FLOAT32", 5: "FLOAT64", 6: "NULL", 7: "TIMESTAMP", 10: "DATE", 11: "TIME", 12: "DATETIME", 13: "YEAR" },
  ...{ 16: "BIT", 245: "JSON", 246: "DECIMAL", 247: "ENUM", 248: "SET", 255: "GEOMETRY" },
};

/** Vitess's name of a column's type. */
export function typeName({ columnType, flags, characterSet, isJson }: Column): string {
  if (isJson) return "JSON";
  const whole = WHOLE[columnType];
  if (whole) return flags & UNSIGNED ? `U${whole}` : whole;
  const binary = characterSet === BINARY;
  if (columnType >= 249 && columnType <= 252) return binary ? "BLOB" : "TEXT";
  if (columnType === 254) return binary ? "BINARY" : "CHAR";
  return OTHER[columnType] ?? (binary ? "VARBINARY" : "VARCHAR");
}

export const encodeFields = (columns: readonly Column[]) =>
  columns.map((column) => ({
    name: column.name,
    type: typeName(column),
    table: column.table,
    orgTable: column.orgTable,
    database: column.schema,
    orgName: column.orgName,
    columnLength: column.columnLength,
    charset: column.isJson ? BINARY : column.characterSet,
    flags: column.flags,
    decimals: column.decimals,
  }));

export function encodeRow(row: RawRow, columns: readonly Column[]) {
  const values = row.map((value, i) => (value !== null && columns[i]?.isJson ? Buffer.from(toMysqlJson(value.toString("utf8"))) : value));
  return {
    lengths: values.map((value) => String(value?.length ?? -1)),
    values: Buffer.concat(values.filter((value) => value !== null)).toString("base64"),
  };
}

/** MySQL keeps an object's members in an order of its own: shorter names first, then byte by byte. */
export function toMysqlJson(text: string): string {
  return JSON.stringify(JSON.parse(text), (_, value: unknown) =>
    isObject(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compareNames(a, b))) : value,
  );
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function compareNames(a: string, b: string): number {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length - other.length || Buffer.compare(one, other);
}

/** One MySQL server behind the gateway: a database for each name, made when it is first named. */
import { createConnection, createPool, type FieldPacket, type Pool, type PoolConnection, type ResultSetHeader } from "mysql2/promise";
import type { Column, RawRow } from "./encode-result.ts";
import { isDefinition } from "./limits.ts";

export interface Answer {
  readonly columns: readonly Column[];
  readonly rows: readonly RawRow[];
  readonly rowsAffected: number;
  readonly insertId: number;
}

export interface Database {
  /** Runs a statement, on a transaction's connection or on any. */
  run(statement: string, on?: PoolConnection): Promise<Answer>;
  /** A connection for a transaction; waits while as many are open as may be. */
  connect(): Promise<PoolConnection>;
}

/** Statements outside of transactions have connections of their own, so they never wait for one that waits for them. */
const STATEMENTS_AT_ONCE = 50;

export class Databases {
  readonly #server: { readonly socketPath: string };
  readonly #maxTransactions: number;
  readonly #pools: Pool[] = [];
  readonly #open = new Map<string, Promise<Database>>();

  constructor(socketPath: string, maxTransactions: number) {
    this.#server = { socketPath };
    this.#maxTransactions = maxTransactions;
  }

  find(name: string): Promise<Database> {
    const known = this.#open.get(name) ?? this.#make(name);
    this.#open.set(name, known);
    return known;
  }

  async close(): Promise<void> {
    await Promise.all(this.#pools.map((pool) => pool.end()));
  }

  async #make(name: string): Promise<Database> {
    const connection = await createConnection({ ...this.#server, user: "root" });
    await connection.query("create database if not exists ?? character set utf8mb4", [name]);
    await connection.end();
    const [statements, transactions] = [this.#pool(name, STATEMENTS_AT_ONCE), this.#pool(name, this.#maxTransactions)];
    let json: Promise<ReadonlySet<string>> | undefined;
    const run = async (statement: string, on?: PoolConnection): Promise<Answer> => {
      const [result, fields] = await (on ?? statements).query({ sql: statement, rowsAsArray: true, typeCast: (field) => field.buffer() });
      if (isDefinition(statement)) json = undefined;
      if (!Array.isArray(result)) return { columns: [], rows: [], ...counts(result as ResultSetHeader) };
      json ??= findJson(statements, name);
      const columns = toColumns(fields, await json);
      return { columns, rows: result as unknown as RawRow[], rowsAffected: 0, insertId: 0 };
    };
    return { run, connect: () => transactions.getConnection() };
  }

  #pool(database: string, connectionLimit: number): Pool {
    const pool = createPool({ ...this.#server, user: "root", database, connectionLimit, charset: "utf8mb4_bin" });
    this.#pools.push(pool);
    return pool;
  }
}

const counts = ({ affectedRows, insertId }: ResultSetHeader) => ({ rowsAffected: affectedRows, insertId });

function toColumns(fields: readonly FieldPacket[], json: ReadonlySet<string>): Column[] {
  return fields.map((field) => {
    const {
      name,
      table = "",
      orgName = "",
      orgTable = "",
      schema = "",
      columnType = 253,
      characterSet = 45,
      columnLength = 0,
    } = field as unknown as Column;
    const flags = typeof field.flags === "number" ? field.flags : 0;
    const isJson = json.has(`${orgTable}.${orgName}`);
    return { name, table, orgName, orgTable, schema, columnType, characterSet, columnLength, flags, decimals: field.decimals ?? 0, isJson };
  });
}

/** MariaDB keeps JSON as a text with a check named after its column. */
async function findJson(pool: Pool, database: string): Promise<ReadonlySet<string>> {
  const [rows] = await pool.query(
    "select table_name t, constraint_name c from information_schema.check_constraints where constraint_schema = ? and check_clause like 'json_valid(%'",
    [database],
  );
  return new Set((rows as { t: string; c: string }[]).map(({ t, c }) => `${t}.${c}`));
}

/// <reference types="node" />
/**
 * PlanetScale's driver, answered by an embedded SQLite. Statements take turns: while a transaction is open, others
 * wait. It serialises, so it never shows a deadlock; that is why `inTransaction` exists for the real thing.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { Client, DatabaseError, type ExecutedQuery, type Transaction } from "@planetscale/database";
import { MAX_PARAMETERS } from "./db.ts";
import type { SqliteEngine, SqliteValue } from "./sqlite-engine.ts";
import { toSqlite } from "./to-sqlite.ts";

interface Shape {
  as?: "object" | "array";
}

interface Scope {
  open: boolean;
}

export class SqliteClient extends Client {
  readonly #engine: SqliteEngine;
  readonly #inside = new AsyncLocalStorage<Scope>();
  readonly #rewritten = new Map<string, string>();
  #turn: Promise<unknown> = Promise.resolve();
  #transactions = 0;

  constructor(engine: SqliteEngine) {
    super({});
    this.#engine = engine;
  }

  override async execute<T>(statement: string, parameters: object | null = null, options: Shape = {}): Promise<ExecutedQuery<T>> {
    if (this.#inside.getStore()?.open) throw new Error("A query of `db` inside an open transaction: use its `tx`.");
    // Once is enough: whoever queued after this question starts after it. Waiting for all would starve it under an import.
    if (this.#transactions > 0) await this.#turn;
    return this.#run<T>(statement, parameters, options);
  }

  override transaction<T>(body: (tx: Transaction) => Promise<T>): Promise<T> {
    if (this.#inside.getStore()?.open) return Promise.reject(new Error("A transaction inside an open transaction."));
    const mine = this.#turn.then(() => this.#inScope(body));
    this.#transactions++;
    this.#turn = mine.then(
      () => void this.#transactions--,
      () => void this.#transactions--,
    );
    return mine;
  }

  async #inScope<T>(body: (tx: Transaction) => Promise<T>): Promise<T> {
    const scope: Scope = { open: true };
    const execute = async (statement: string, parameters: object | null = null, options: Shape = {}) => {
      if (!scope.open) throw new Error("A query of a transaction that has ended.");
      return this.#run(statement, parameters, options);
    };
    try {
      return await this.#inside.run(scope, () => this.#engine.transaction(() => body({ execute } as unknown as Transaction)));
    } finally {
      scope.open = false;
    }
  }

  #run<T>(statement: string, parameters: object | null, { as }: Shape): ExecutedQuery<T> {
    const bound = Array.isArray(parameters) ? parameters.map(toSqliteValue) : [];
    if (bound.length > MAX_PARAMETERS) throw new Error(`${bound.length} parameters; ${MAX_PARAMETERS} at most`);
    try {
      const { columns, rows, changes } = this.#engine.query(this.#rewrite(statement), bound);
      const shaped = as === "array" ? rows : rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])));
      return {
        headers: [...columns],
        types: {},
        fields: [],
        rows: shaped as T[],
        size: rows.length,
        statement,
        insertId: "0",
        rowsAffected: changes,
        time: 0,
      };
    } catch (error) {
      throw toDatabaseError(error);
    }
  }

  #rewrite(statement: string): string {
    const known = this.#rewritten.get(statement);
    if (known !== undefined) return known;
    if (this.#rewritten.size >= 1000) this.#rewritten.clear();
    const rewritten = toSqlite(statement);
    this.#rewritten.set(statement, rewritten);
    return rewritten;
  }
}

function toSqliteValue(value: unknown): SqliteValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "string" || typeof value === "number") return value;
  throw new Error(`A parameter that is a ${typeof value}: the column kit knows text, numbers and JSON.`);
}

/** SQLite's constraint failures with MySQL's numbers, so that callers read one vocabulary. */
function toDatabaseError(error: unknown): unknown {
  const message = error instanceof Error ? error.message : String(error);
  const number = /UNIQUE constraint|PRIMARY KEY constraint/i.test(message)
    ? "1062"
    : /CHECK constraint/i.test(message)
      ? "3819"
      : undefined;
  if (number === undefined) return error;
  return new DatabaseError(`${message} (errno ${number}) (sqlstate 23000)`, 400, { message, code: "ALREADY_EXISTS" });
}

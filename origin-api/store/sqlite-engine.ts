/** The little that an embedded SQLite must offer. Two have it: `node:sqlite` and a Durable Object's storage. */
export interface SqliteEngine {
  query(sql: string, parameters: readonly SqliteValue[]): SqliteResult;
  /** Commits when `body` resolves, undoes everything when it rejects. */
  transaction<T>(body: () => Promise<T>): Promise<T>;
}

export type SqliteValue = string | number | null;

export interface SqliteResult {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Rows inserted, changed or deleted; 0 for a question. */
  readonly changes: number;
}

/** Open transactions, each with the connection it holds, until they end or took too long. */
import type { PoolConnection } from "mysql2/promise";

interface Open {
  readonly connection: PoolConnection;
  readonly timer: NodeJS.Timeout;
}

export class Transactions {
  readonly #open = new Map<string, Open>();
  /** Why transactions are no more that did not end by themselves; the latest thousand. */
  readonly #ended = new Map<string, string>();
  #count = 0;

  get size(): number {
    return this.#open.size;
  }

  /** Begins one on a connection that is handed over to it, and returns its name. */
  async begin(connection: PoolConnection, limitMs: number): Promise<string> {
    await connection.query("start transaction");
    const id = String(++this.#count);
    const timer = setTimeout(() => void this.#kill(id, `exceeded timeout: ${limitMs / 1000}s`), limitMs);
    this.#open.set(id, { connection, timer });
    return id;
  }

  find(id: string): PoolConnection | undefined {
    return this.#open.get(id)?.connection;
  }

  whyEnded(id: string): string {
    return `transaction ${id}: ended (${this.#ended.get(id) ?? "unknown"})`;
  }

  /** Commits or rolls back, and gives the connection back. */
  async end(id: string, how: "commit" | "rollback"): Promise<void> {
    const connection = this.#take(id, how === "commit" ? "committed" : "rolled back");
    try {
      await connection?.query(how);
    } finally {
      connection?.release();
    }
  }

  /** For a transaction that the server gave up. */
  async giveUp(id: string, because: string): Promise<void> {
    await this.#kill(id, because);
  }

  async endAll(): Promise<void> {
    for (const id of [...this.#open.keys()]) await this.#kill(id, "closing");
  }

  async #kill(id: string, because: string): Promise<void> {
    // Not by a rollback: the connection may be waiting for a lock.
    this.#take(id, because)?.destroy();
  }

  #take(id: string, because: string): PoolConnection | undefined {
    const open = this.#open.get(id);
    this.#open.delete(id);
    if (!open) return undefined;
    clearTimeout(open.timer);
    if (this.#ended.size >= 1_000) this.#ended.clear();
    this.#ended.set(id, because);
    return open.connection;
  }
}

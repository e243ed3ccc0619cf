/** A process that may die at any instant at which it waits, and what of it outlives that. */
import type { SqliteEngine } from "../../origin-api/store/sqlite-engine.ts";

export class Killed extends Error {}

export class Life {
  /** Names of the instants that were passed; the last one of a dead life is where it died. */
  readonly passed: string[] = [];
  #isDead = false;
  readonly #killAt: number;

  /** Dies at the instant of this number; lives on without one. */
  constructor(killAt = Number.POSITIVE_INFINITY) {
    this.#killAt = killAt;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** An instant. A dead process does nothing any more, not even in its `catch`. */
  pass(name: string): void {
    if (this.#isDead) throw new Killed(`dead before ${name}`);
    this.passed.push(name);
    this.#isDead = this.passed.length > this.#killAt;
    if (this.#isDead) throw new Killed(`killed ${name}`);
  }

  /** Something that stays done: the process may die before it and after it. */
  async around<T>(name: string, act: () => T | Promise<T>): Promise<T> {
    this.pass(`before ${name}`);
    const done = await act();
    this.pass(`after ${name}`);
    return done;
  }
}

/** A database that goes on without the process: what was not committed is undone. */
export function mortalEngine(engine: SqliteEngine, life: Life): SqliteEngine {
  return {
    query(sql, parameters) {
      life.pass(`before ${sql.slice(0, 60)}`);
      return engine.query(sql, parameters);
    },
    async transaction(body) {
      const done = await engine.transaction(async () => {
        const result = await body();
        life.pass("before commit");
        return result;
      });
      life.pass("after commit");
      return done;
    },
  };
}

/** As much of the platform as the edge touches, in plain Node: caches and Durable Objects whose bytes can be looked at. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Surface } from "./audit.ts";
import { rowsOf } from "./rows.ts";

/** What the bundle of an isolate finds under `globalThis.canary`. */
export interface Platform {
  readonly caches: Pick<CacheStorage, "open">;
  readonly console: Pick<Console, "log" | "warn" | "error" | "info" | "debug">;
  readonly scheduler: { wait(ms: number): Promise<void> };
  /** Other hosts: all of them answer that there is nothing. */
  readonly fetch: typeof fetch;
  waitUntil(work: Promise<unknown>): void;
}

export class NodePlatform implements Platform {
  readonly log: string[] = [];
  readonly #stored = new Map<string, Uint8Array>();
  /** Header fields of what is stored, and calls of other hosts. */
  readonly #besides: Surface[] = [];
  readonly #background = new Set<Promise<unknown>>();
  readonly #databases = new Map<string, DatabaseSync>();

  readonly console = { log: this.#line, warn: this.#line, error: this.#line, info: this.#line, debug: this.#line };
  readonly scheduler = { wait: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms)) };

  get #line(): (...words: unknown[]) => void {
    return (...words) => void this.log.push(words.map((word) => (typeof word === "string" ? word : JSON.stringify(word))).join(" "));
  }

  readonly caches = {
    open: async (name: string) =>
      ({
        match: async (address: string) => {
          const bytes = this.#stored.get(`${name} ${address}`);
          return bytes && new Response(new Uint8Array(bytes));
        },
        put: async (address: string, response: Response) => {
          this.#besides.push({ where: `header of cache ${name}`, bytes: JSON.stringify([...response.headers]) });
          this.#stored.set(`${name} ${address}`, new Uint8Array(await response.arrayBuffer()));
        },
      }) as unknown as Cache,
  };

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const bytes = `${request.url} ${JSON.stringify([...request.headers])} ${await request.text()}`;
    this.#besides.push({ where: "call of another host", bytes });
    return new Response(null, { status: 404 });
  };

  waitUntil(work: Promise<unknown>): void {
    const held: Promise<unknown> = work.then(
      () => this.#background.delete(held),
      () => this.#background.delete(held),
    );
    this.#background.add(held);
  }

  /** Until nothing goes on behind the answers. */
  async settle(): Promise<void> {
    while (this.#background.size > 0) await Promise.all(this.#background);
  }

  /** The state of one Durable Object. */
  objectState(name: string): { readonly state: DurableObjectState; alarmAt(): number | null } {
    const database = new DatabaseSync(":memory:");
    this.#databases.set(name, database);
    let alarm: number | null = null;
    const prepared = new Map<string, StatementSync>();
    const exec = (query: string, ...bindings: unknown[]) => {
      const statement = prepared.get(query) ?? database.prepare(query);
      prepared.set(query, statement);
      const rows = statement.all(...bindings.map(toSqlite));
      return { toArray: () => rows };
    };
    const storage = {
      sql: { exec },
      transactionSync: (act: () => unknown) => act(),
      getAlarm: async () => alarm,
      setAlarm: async (at: number) => {
        alarm = at;
      },
    };
    const state = {
      storage,
      waitUntil: (work: Promise<unknown>) => this.waitUntil(work),
      blockConcurrencyWhile: (work: () => Promise<unknown>) => work(),
    } as unknown as DurableObjectState;
    return { state, alarmAt: () => alarm };
  }

  /** Every byte of the PoP's caches, of calls of other hosts, and every row of every Durable Object. */
  surfaces(): Surface[] {
    const cached = [...this.#stored].flatMap(([where, bytes]) => [
      { where: `cache ${where}`, bytes },
      { where: `address of cache ${where}`, bytes: where },
    ]);
    return [...cached, ...this.#besides, ...[...this.#databases].flatMap(([name, database]) => rowsOf(name, database))];
  }
}

const toSqlite = (value: unknown): SQLInputValue => (value instanceof ArrayBuffer ? new Uint8Array(value) : (value as SQLInputValue));

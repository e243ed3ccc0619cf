/** As much of the platform as the edge touches, in plain Node: caches and Durable Objects whose bytes can be looked at. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from "node:sqlite";
import type { Surface } from "./audit.ts";
import { rowsOf, toText } from "./rows.ts";

/** A statement that keeps what it is given, and where. */
const KEEPS = /^\s*(?:INSERT\b.*?\bINTO|UPDATE)\s+(\w+)/is;

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
  /** All that was ever written into caches and tables, whether it is still there or not. */
  readonly #written: Surface[] = [];
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
          const bytes = new Uint8Array(await response.arrayBuffer());
          this.#stored.set(`${name} ${address}`, bytes);
          this.#written.push({ where: `cache ${name} ${address}`, bytes });
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
      const [, table] = KEEPS.exec(query) ?? [];
      if (table !== undefined) this.#written.push({ where: `${name}, table ${table}`, bytes: bindings.map(toText).join("\n") });
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

  /** Every byte that came into the PoP's caches, calls of other hosts, and every row of every Durable Object, those that are gone too. */
  surfaces(): Surface[] {
    const addresses = [...this.#stored.keys()].map((where) => ({ where: `address of cache ${where}`, bytes: where }));
    const rows = [...this.#databases].flatMap(([name, database]) => rowsOf(name, database));
    return [...this.#written, ...addresses, ...this.#besides, ...rows];
  }
}

const toSqlite = (value: unknown): SQLInputValue => (value instanceof ArrayBuffer ? new Uint8Array(value) : (value as SQLInputValue));

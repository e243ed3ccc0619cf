/** The whole shop in plain Node: three isolates of one PoP, their Durable Objects, and an origin with faults. */
import { sql } from "drizzle-orm";
import { openShop, TEST_TOKEN_KEYS } from "../../origin-api/fixtures/shop-in-memory.ts";
import type { Random } from "../purge-checker/random.ts";
import { type Send, sender } from "./answers.ts";
import type { Surface } from "./audit.ts";
import type { EdgeBundle, IsolateCode } from "./bundle.ts";
import { faulty, type OriginCall } from "./faults.ts";
import type { Isolate } from "./isolate.ts";
import { keptBy } from "./kept.ts";
import { NodePlatform } from "./platform.ts";

export const SITE_ORIGIN = "http://127.0.0.1:8787";
export const ADMIN_TOKEN = "canary-admin-token";
const ISOLATES = 3;

export interface World {
  readonly send: Send;
  readonly log: readonly string[];
  readonly calls: readonly OriginCall[];
  /** From here on the origin answers. */
  calm(): void;
  /** What isolates told the Durable Objects. */
  readonly told: readonly string[];
  /** Until nothing goes on behind the answers, and what is counted is told. */
  settle(): Promise<void>;
  /** Every byte that the edge ever stored: each isolate's memory, the PoP's caches, the Durable Objects. */
  stored(): Surface[];
  /** What one of the isolates and the objects keep beside it. */
  kept(): Surface[];
  /** Every row of the origin's tables, those of its carts apart. */
  originRows(): Promise<{ readonly others: Surface[]; readonly carts: Surface[] }>;
}

/** Tables that hold what visitors do: the origin's own, and nobody else's. */
const CART_TABLES: ReadonlySet<string> = new Set(["carts", "cart_lines", "customers", "handled_writes", "seen_products"]);

export async function openWorld({ load, source }: EdgeBundle, random: Random, faultShare: number): Promise<World> {
  const globals = addedGlobals();
  const platform = new NodePlatform();
  Object.assign(globalThis, { canary: platform });
  const shop = await openShop();
  const origin = faulty(
    async (request) => {
      shop.time.now = Date.now();
      return shop.app.fetch(request);
    },
    random,
    faultShare,
  );
  const codes = await Promise.all(Array.from({ length: ISOLATES }, load));
  const bindings = openBindings(codes[0] as IsolateCode, platform, origin);
  const isolates = await Promise.all(codes.map((code) => code.openIsolate(bindings.env)));
  const memories = isolates.map(({ memory }) => admittedTo(memory));
  const [{ openIsolate }, isolate] = [codes[0] as IsolateCode, isolates[0] as Isolate];
  return {
    send: sender(SITE_ORIGIN, (url, init) => random.pick(isolates).fetch(new Request(url, init))),
    log: platform.log,
    calls: origin.calls,
    told: bindings.told,
    calm: origin.calm,
    async settle() {
      await platform.settle();
      for (const isolate of isolates) await isolate.flush();
      await bindings.write();
    },
    stored: () => [...memories.flatMap(memoryOf), ...platform.surfaces()],
    kept: () =>
      keptBy({ code: openIsolate, source }, { edge: isolate, objects: bindings.objects(), globalThis: globals() }, [
        platform,
        origin,
        ...isolate.routers,
      ]),
    originRows: () => originRows(shop.db),
  };
}

/** What stands on the global object that did not, when this was called. */
function addedGlobals(): () => unknown[] {
  const before = new Set(Object.keys(globalThis));
  const added = () => Object.keys(globalThis).filter((name) => !before.has(name));
  return () => added().map((name) => Reflect.get(globalThis, name) as unknown);
}

type Env = Parameters<IsolateCode["openIsolate"]>[0];

function openBindings(code: IsolateCode, platform: NodePlatform, ORIGIN: { fetch: unknown }) {
  const bulletin = new code.Bulletin(platform.objectState("Bulletin").state, { ORIGIN } as never);
  const counters = platform.objectState("Stats");
  const stats = new code.Stats(counters.state, {});
  const told: string[] = [];
  const stubOf = <T extends object>(object: T) => recordedStub(object, told);
  const shields = new Map<string, object>();
  const shieldNamed = (name: string): object => {
    const shield = shields.get(name) ?? new code.Shield(platform.objectState(`Shield ${name}`).state, env);
    shields.set(name, shield);
    return shield;
  };
  const env: Env = {
    SITE_ORIGIN,
    TOKEN_KEYS: TEST_TOKEN_KEYS,
    ADMIN_TOKEN,
    POP: "TST",
    ORIGIN,
    BULLETIN: { getByName: () => stubOf(bulletin) },
    STATS: { idFromName: (name: string) => name, get: () => stubOf(stats) },
    SHIELD: { getByName: (name: string) => stubOf(shieldNamed(name)) },
    PREWARMS: { getByName: () => stubOf(prewarms) },
    ADMIN_RATE: { limit: async () => ({ success: true }) },
  } as unknown as Env;
  const prewarms = new code.Prewarms(platform.objectState("Prewarms").state, env);
  /** Runs the alarm that is due. */
  const write = async () => void (counters.alarmAt() !== null && stats.alarm());
  return { env, write, told, objects: () => [bulletin, stats, shields, prewarms] };
}

/** An object as it is seen from another isolate: every call takes a turn, and what goes over is copied, and noted. */
function recordedStub<T extends object>(object: T, told: string[]): T {
  return new Proxy(object, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return undefined;
      return async (...args: unknown[]) => {
        told.push(JSON.stringify(args));
        if (name === "fetch") return value.call(target, new Request(...(args as [string, RequestInit])));
        return structuredClone(await value.apply(target, structuredClone(args)));
      };
    },
  });
}

type Memory = Isolate["memory"];
type Held = Parameters<Memory["offer"]>[0];

/** What comes into a memory from now on. */
function admittedTo(memory: Memory): readonly Held[] {
  const admitted: Held[] = [];
  const offer = memory.offer.bind(memory);
  memory.offer = (one) => {
    const isAdmitted = offer(one);
    if (isAdmitted) admitted.push(one);
    return isAdmitted;
  };
  return admitted;
}

function memoryOf(held: readonly Held[], isolate: number): Surface[] {
  return held.map(({ segments, ...head }) => ({
    where: `memory of isolate ${isolate}`,
    bytes: Buffer.concat([Buffer.from(JSON.stringify(head)), ...segments]),
  }));
}

async function originRows(db: Awaited<ReturnType<typeof openShop>>["db"]): Promise<{ others: Surface[]; carts: Surface[] }> {
  const read = async (query: string) => (await db.execute(sql.raw(query))).rows as Record<string, unknown>[];
  const tables = (await read("select name from sqlite_master where type = 'table'")).map(({ name }) => String(name));
  const rows = async (table: string): Promise<Surface[]> =>
    (await read(`select * from \`${table}\``)).map((row) => ({ where: `origin, table ${table}`, bytes: JSON.stringify(row) }));
  const of = async (isCart: boolean) => (await Promise.all(tables.filter((table) => CART_TABLES.has(table) === isCart).map(rows))).flat();
  return { others: await of(false), carts: await of(true) };
}

/** A shop in memory for tests of the admin part: a bulletin that is a list, and a clock that can be moved. */
import { importTokenKeys } from "#contract/token";
import type { PurgeCommand, PurgeQuery, PurgeWithReceipts } from "../bulletin/purge-row.ts";
import type { KeyParts, KeyPolicy, Site } from "../key/key-parts.ts";
import type { Jobs } from "../prewarm/jobs.ts";
import { NOTHING } from "../telemetry/counts.ts";
import { decodeAdmins } from "./decode-admins.ts";
import type { AdminDeps, Check, FeedUpload } from "./deps.ts";
import { sha256Hex } from "./digest.ts";
import { explainUrl } from "./explain.ts";

export const SITE: Site = { origin: "https://shop.example", host: "shop.example" };
export const POLICIES: readonly KeyPolicy[] = [
  { name: "home", path: "", query: {} },
  { name: "collection", path: "/collections/:handle", query: { page: { type: "integer", default: 1, min: 1, max: 50 } } },
  { name: "product", path: "/products/:handle", query: { variant: { type: "token", maxLength: 64 } } },
  { name: "cart", path: "/cart", query: {}, dimensions: { promise: ["without", "with"] } },
];
export const TOKENS = { viewer: "viewer-token-1234", operator: "operator-token-1234", owner: "owner-token-12345" } as const;
export const NOW = Date.UTC(2026, 10, 22, 9, 41, 7);

export interface FakeShop {
  readonly deps: AdminDeps;
  readonly purged: PurgeCommand[];
  readonly rows: PurgeWithReceipts[];
  readonly uploads: FeedUpload[];
  readonly exported: Readonly<Record<string, string>>[];
  readonly explained: string[];
  readonly asked: PurgeQuery[];
  readonly logged: string[];
  readonly tries: Map<string, number>;
  readonly world: {
    now: number;
    maxTries: number;
    maxPurges: number;
    pages: string[];
    highestVersion: number | undefined;
    silent: boolean;
    checks: Record<string, Check>;
    feedAnswer: () => Response;
    /** What the origin says of its products. */
    products: (path: string, edit?: object) => Response | Promise<Response>;
  };
}

/** `jobs` keeps the prewarms; only those who order some need one. */
export async function fakeShop(jobs?: Jobs): Promise<FakeShop> {
  const purged: PurgeCommand[] = [];
  const rows: PurgeWithReceipts[] = [];
  const uploads: FeedUpload[] = [];
  const exported: Readonly<Record<string, string>>[] = [];
  const explained: string[] = [];
  const asked: PurgeQuery[] = [];
  const logged: string[] = [];
  const tries = new Map<string, number>();
  const world: FakeShop["world"] = {
    now: NOW,
    maxTries: 100,
    maxPurges: 100,
    pages: ["/en-gb", "/de-de", "/en-gb/products/rim-mug"],
    highestVersion: 40,
    silent: false,
    checks: { bulletin: { ok: true } },
    feedAnswer: () => new Response("{}"),
    products: () => Response.json({ title: "Not found" }, { status: 404 }),
  };
  const hashed = await Promise.all(
    (["viewer", "operator"] as const).map(async (role) => ({ name: `${role}-ann`, role, sha256: await sha256Hex(TOKENS[role]) })),
  );
  const answers = new Map<string, { body: string; row: PurgeWithReceipts }>();
  const speak = async <T>(answer: T): Promise<T> =>
    world.silent ? Promise.reject(new Error("http://internal.example/ is unreachable")) : answer;
  const deps: AdminDeps = {
    site: SITE,
    policies: POLICIES,
    admins: await decodeAdmins(JSON.stringify(hashed), TOKENS.owner),
    keys: await importTokenKeys(JSON.stringify({ k1: "only-for-tests-only-for-tests-only-for-tests" })),
    environment: "Test",
    look: { css: "body{color:red}", cssHash: "sha256-test", script: "void 0;", scriptHash: "sha256-script" },
    now: () => world.now,
    addressOf: (request) => request.headers.get("Test-Address") ?? "192.0.2.1",
    mayTry: async (who) => {
      const before = tries.get(who) ?? 0;
      tries.set(who, before + 1);
      return before < world.maxTries;
    },
    purge: async (command) => {
      const { idempotencyKey, perMinute = Number.POSITIVE_INFINITY, ...rest } = command;
      const body = JSON.stringify(rest);
      const known = idempotencyKey === undefined ? undefined : answers.get(idempotencyKey);
      if (known)
        return known.body === body
          ? { kind: "purged", row: known.row, repeated: true }
          : { kind: "conflict", because: "idempotency-key-reused" };
      if (rows.length >= Math.min(perMinute, world.maxPurges)) return { kind: "too-many", retryAfterSeconds: 17 };
      purged.push(command);
      const row: PurgeWithReceipts = {
        epoch: 7,
        seq: rows.length + 1,
        ...rest,
        at: world.now,
        receipts: [{ pop: "FRA", seenAt: world.now + 212 }],
      };
      rows.unshift(row);
      if (idempotencyKey !== undefined) answers.set(idempotencyKey, { body, row });
      return { kind: "purged", row, repeated: false };
    },
    dryRun: ({ values }) =>
      speak({ matched: { shells: 38, fragments: values.length }, refills: 12, sampledFrom: "PoP FRA", urls: ["/en-gb/products/rim-mug"] }),
    planPrewarm: async ({ by, values }) => (world.highestVersion === undefined ? undefined : by === "url" ? values : world.pages),
    prewarm: async (command) => jobs?.add(command, world.now) ?? { kind: "too-many" },
    listPrewarms: (limit, before) => speak(jobs?.list(limit, before) ?? []),
    readPrewarm: async (id) => jobs?.find(id),
    setPrewarm: async (id, to) => (to === "cancel" ? jobs?.cancel(id, world.now) : jobs?.resume(id)) ?? false,
    listPurges: (query) => {
      asked.push(query);
      const purges = rows.filter(({ seq }) => query.before === undefined || seq < query.before).slice(0, query.limit);
      return speak({ purges, next: purges.length === query.limit && purges.at(-1)?.seq !== 1 ? (purges.at(-1)?.seq ?? null) : null });
    },
    readPurge: async (seq) => rows.find((row) => row.seq === seq),
    highestVersion: async () => world.highestVersion,
    explain: (url, arms) => {
      explained.push(url);
      const unheardOf = ({ path, query }: KeyParts) =>
        path.handle === "made-up" ? {} : query.variant === "made-up" ? { instead: "/en-gb/products/rim-mug" } : undefined;
      const peek = async () => [{ name: "memory", state: "none" } as const];
      return explainUrl(url, { site: SITE, policies: POLICIES, hashes: { renderHash: "r1" }, peek, unheardOf }, arms);
    },
    stats: () =>
      speak({
        ...NOTHING,
        since: NOW - 1000,
        isolates: 3,
        pageViews: 5,
        fragments: {
          stock: { token: 0, bulletin: 3, tier: 0, batch: 0, fallback: 1 },
          cart: { token: 0, bulletin: 0, tier: 0, batch: 20, fallback: 0 },
        },
        fragmentWaits: { cart: { classes: [0, 0, 0, 18, 1, 1, 0, 0, 0, 0], sumMs: 900 } },
      }),
    history: () => speak([{ from: NOW - 3_600_000, counts: { ...NOTHING, hits: { memory: 9, pop: 0, shield: 0, origin: 1 } } }]),
    uploadFeed: async (upload) => {
      uploads.push(upload);
      return world.feedAnswer();
    },
    askProducts: async (path, edit) => world.products(path, edit),
    exportFeed: async (query) => {
      exported.push(query);
      return world.feedAnswer();
    },
    checks: async () => world.checks,
    log: (event, facts) => logged.push(JSON.stringify({ event, ...facts })),
  };
  return { deps, purged, rows, uploads, exported, explained, asked, logged, tries, world };
}

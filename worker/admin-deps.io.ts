/** The admin part's ports, wired to this deployment's objects and to this isolate's tiers. */
import * as v from "valibot";
import { decodeAdmins } from "./admin/decode-admins.ts";
import type { AdminDeps } from "./admin/deps.ts";
import { toDryRun } from "./admin/dry-run.ts";
import { explainUrl } from "./admin/explain.ts";
import { askOrigin, readOrigin } from "./ask-origin.io.ts";
import type { Bulletin } from "./bulletin/bulletin.object.ts";
import { isUnheardOf } from "./bulletin/judge-name.ts";
import type { BulletinStats } from "./bulletin/purge-row.ts";
import type { Edge } from "./edge.io.ts";
import type { CacheKey, KeyParts } from "./key/key-parts.ts";
import { namesIn } from "./names-in.ts";
import { planUrls } from "./prewarm/plan-urls.ts";
import type { PrewarmOrder } from "./prewarm/prewarm.ts";
import { readSitemap } from "./prewarm/read-sitemap.ts";
import type { Prewarms } from "./prewarms.object.ts";
import { answered, reached } from "./reached.io.ts";
import { ORIGIN_WITHIN, readiness, readOverview } from "./readiness.io.ts";
import { KEY_POLICIES } from "./routes.ts";
import { BULLETIN_NAME } from "./shell/find-cache.io.ts";
import { peek, toState } from "./shell/find-stored.ts";
import type { TierState } from "./shell/find-wanted.ts";
import { askAll, peekShield, type ReviewedNamespace, type ShieldNamespace } from "./shield/reach.io.ts";
import { SHARD_NAMES } from "./shield/shard.ts";
import type { Stats as StatsAnswer } from "./telemetry/counts.ts";
import { eventLine } from "./telemetry/log-line.ts";
import { statsOf } from "./telemetry/reporter.io.ts";
import type { Stats } from "./telemetry/stats.object.ts";

const PREWARMS_NAME = "shop";
const OriginCalls = v.record(v.string(), v.number());

export interface AdminBindings {
  readonly BULLETIN: DurableObjectNamespace<Bulletin>;
  readonly STATS: DurableObjectNamespace<Stats>;
  readonly PREWARMS: DurableObjectNamespace<Prewarms>;
  readonly SHIELD: ReviewedNamespace;
  readonly ADMIN_RATE: RateLimit;
}

export async function adminDeps(edge: Edge, bindings: AdminBindings): Promise<AdminDeps> {
  const { config, cache, assets, reporter, origin } = edge;
  const bulletin = () => bindings.BULLETIN.getByName(BULLETIN_NAME);
  const stats = () => statsOf(bindings.STATS);
  const prewarms = () => bindings.PREWARMS.getByName(PREWARMS_NAME);
  return {
    site: config.site,
    admins: await decodeAdmins(config.adminTokens.hashed, config.adminTokens.development),
    keys: config.tokenKeys,
    policies: KEY_POLICIES,
    environment: config.demo ? "Development" : "Production",
    look: {
      ...{ css: assets.adminCss, cssHash: assets.adminCssHash },
      ...{ script: assets.consoleScript.code, scriptHash: assets.consoleScript.hash },
    },
    now: cache.now,
    addressOf: (request) => request.headers.get("CF-Connecting-IP") ?? "local",
    mayTry: async (who) => (await bindings.ADMIN_RATE.limit({ key: who })).success,
    purge: (command) => reached(bulletin().purge(command)),
    dryRun: async (order) => {
      const purge = { by: order.by, values: order.values, mode: order.mode };
      const { epoch, seq } = await reached(bulletin().stats());
      const effects = await askAll(bindings.SHIELD, (shield) => shield.effectOf(purge, { epoch, seq }));
      return toDryRun(
        effects,
        effects.length === SHARD_NAMES.length ? "the shield" : `${effects.length} of ${SHARD_NAMES.length} parts of the shield`,
      );
    },
    // Whoever looks for receipts looks from a PoP, which thereby has its own: a quiet one would wait for its next visitor.
    listPurges: async (query) => {
      await cache.bulletin.ensure();
      return reached(bulletin().listPurges(query));
    },
    readPurge: async (seq) => {
      await cache.bulletin.ensure();
      return (await reached(bulletin().readPurge(seq))) ?? undefined;
    },
    highestVersion: async () => (await readOverview(origin))?.highestVersion,
    planPrewarm: (order) => planPrewarm(order, edge, bindings.SHIELD),
    prewarm: (command) => reached(prewarms().order(command)),
    listPrewarms: (limit, before) => reached(prewarms().list({ limit, ...(before !== undefined && { before }) })),
    readPrewarm: async (id) => (await reached(prewarms().find(id))) ?? undefined,
    setPrewarm: (id, to) => reached(prewarms()[to](id)),
    explain: async (url, arms) => {
      await cache.bulletin.ensure();
      const lookUp = (key: CacheKey, earlierKey?: CacheKey) => peekEverywhere(edge, bindings.SHIELD, key, earlierKey);
      const unheardOf = (parts: KeyParts) => namesIn(parts).find(({ name }) => isUnheardOf(cache.bulletin.copy(), name, cache.now()));
      const known = { site: config.site, policies: KEY_POLICIES, hashes: assets };
      return explainUrl(url, { ...known, peek: lookUp, unheardOf }, arms);
    },
    stats: async () => {
      await reporter.flush();
      const [edgeCounts, bulletinCounts, originCalls] = await reached(
        Promise.all([stats().read(), bulletin().stats(), readOrigin(origin, "/v1/counters", OriginCalls, ORIGIN_WITHIN)]),
      );
      return { ...withBulletin(edgeCounts, bulletinCounts), ...(originCalls && { origin: originCalls }) };
    },
    history: (length) => reached(stats().history(length)),
    uploadFeed: ({ body, contentType, minShare, ...said }) => {
      const told = Object.entries({ ...said, minShare }).filter(([, value]) => value !== undefined);
      const query = new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
      return answered(origin.fetch(`http://origin/v1/feeds?${query}`, { method: "POST", body, headers: { "Content-Type": contentType } }));
    },
    askProducts: (path, edit) => {
      const posted = edit && { method: "POST", body: JSON.stringify(edit), headers: { "Content-Type": "application/json" } };
      return askOrigin(origin, `/v1/products${path}`, posted);
    },
    exportFeed: (query) => reached(origin.fetch(`http://origin/v1/feeds/export?${new URLSearchParams(query)}`)),
    checks: () => readiness(origin, () => bulletin().stats()),
    log: (event, facts) => console.log(eventLine(event, cache.now(), facts)),
  };
}

/** The pages an order means: from the origin's sitemap, and from what the shield keeps with one of its keys. */
async function planPrewarm(order: PrewarmOrder, { port, cache }: Edge, shields: ReviewedNamespace): Promise<readonly string[] | undefined> {
  if (order.by === "url") return planUrls(order, [], []);
  const entries = await readSitemap(port, cache.now());
  if (entries === undefined) return undefined;
  const kept = order.by === "sitemap" ? [] : await askAll(shields, (shield) => shield.urlsWith(order.values));
  return planUrls(order, entries, kept.flat());
}

async function peekEverywhere(
  { cache }: Edge,
  shields: ShieldNamespace,
  key: CacheKey,
  earlierKey?: CacheKey,
): Promise<readonly TierState[]> {
  const [near, inShield] = await Promise.all([
    peek(cache, key, earlierKey),
    reached(peekShield(shields, key)).then(
      (stored) => toState(cache, "shield", stored),
      (): TierState => ({ name: "shield", state: "none", because: "unreachable" }),
    ),
  ]);
  return [...near, inShield];
}

/** The bulletin counts its own reads, and the stock calls it makes for the whole shop. */
function withBulletin(stats: StatsAnswer, { reads, stockCalls }: BulletinStats): StatsAnswer {
  return { ...stats, bulletinReads: reads, originCalls: { ...stats.originCalls, stock: stockCalls } };
}

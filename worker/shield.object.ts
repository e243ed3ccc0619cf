/**
 * The shield: between the PoPs and the origin, one object for each shard of the keys. It runs the edge's own code over a
 * store of its own, so that one fill serves every PoP. Keys never wait for each other: nothing here holds the object.
 */
import { DurableObject } from "cloudflare:workers";
import { assets } from "#assets";
import type { AsOf } from "./bulletin/as-of.ts";
import type { Bulletin } from "./bulletin/bulletin.object.ts";
import { encodeEnvelope } from "./cache/envelope.ts";
import { judge } from "./cache/judge.ts";
import { matching, type PurgeAsked, type PurgeEffect, purgeEffect, urlsWithin } from "./cache/purge-effect.ts";
import { type Config, readConfig, type Settings } from "./config.ts";
import { type Filler, wantedFor } from "./fill-order.ts";
import { keySubject } from "./key/cache-key.ts";
import type { CacheKey } from "./key/key-parts.ts";
import { Endpoint } from "./origin/endpoint.ts";
import { guardedOrigin } from "./origin/guarded-origin.ts";
import { openOrigin } from "./origin/origin.io.ts";
import type { OriginPort } from "./origin/port.ts";
import { openOriginFetch } from "./origin-fetch.io.ts";
import { BULLETIN_NAME } from "./shell/find-cache.io.ts";
import { FillSlots } from "./shell/find-slots.ts";
import type { CacheContext, Wanted } from "./shell/find-wanted.ts";
import type { ShieldAsk } from "./shell/shield-port.ts";
import { answerAsk, type Prewarmed, type Prewarming, prewarm } from "./shield/answer-ask.ts";
import { encodeAnswer } from "./shield/answer-bytes.ts";
import { Companions } from "./shield/companions.ts";
import { openShieldCache } from "./shield/open-cache.io.ts";
import { heardThen } from "./shield/reach.io.ts";
import { Setbacks } from "./stitch/setbacks.ts";
import { openReporter } from "./telemetry/reporter.io.ts";
import type { Stats } from "./telemetry/stats.object.ts";
import { Tally } from "./telemetry/tally.ts";
import type { Ms } from "./time.ts";

export interface ShieldEnv extends Settings {
  readonly ORIGIN: Pick<Fetcher, "fetch">;
  readonly BULLETIN: DurableObjectNamespace<Bulletin>;
  readonly STATS: DurableObjectNamespace<Stats>;
}

const NOTHING = new Uint8Array();
/** Whoever looks before a purge waits this long for the bulletin. */
const REVIEW_PATIENCE: Ms = 1_000;

export class Shield extends DurableObject<ShieldEnv> {
  readonly #tally = new Tally();
  readonly #reporter = openReporter(this.#tally, this.env.STATS, null);
  readonly #endpoints = { page: new Endpoint(Date.now, () => this.#tally.notAsked("resting")), fragments: new Endpoint(Date.now) };
  readonly #pages = openShieldCache(this.ctx, () => this.env.BULLETIN.getByName(BULLETIN_NAME), this.#endpoints.page);
  /** The same store with slots of their own for fills, so that slow answers never hold up shells. */
  readonly #answers = { ...this.#pages, slots: new FillSlots(), health: this.#endpoints.fragments };
  readonly #companions = new Companions(this.#pages.sleep);
  readonly #setbacks = new Setbacks();
  /** One port for all asks: it remembers how the origin answers. */
  readonly #kitchen = readConfig(this.env, VITRINE_DEMO === "true").then((config) => ({ config, port: this.#openPort(config) }));

  constructor(state: DurableObjectState, env: ShieldEnv) {
    super(state, env);
    // A bad setting fails the asks, and with them nothing but this object: the edge says what is wrong with it.
    this.#kitchen.catch(() => undefined);
  }

  /** A head at once, then the answer; only the head when the caller is of another build, whose pages this one cannot make. */
  override async fetch(request: Request): Promise<Response> {
    return heardThen(this.#find(await request.json<ShieldAsk>()));
  }

  /** Fills ahead of need: for this moment, or for the one at which it takes the place of what is served until then. */
  async prewarm(prewarming: Prewarming): Promise<Prewarmed> {
    const wanted = await this.#wantedFor(prewarming);
    return wanted === undefined ? { ok: false, because: "another-build" } : prewarm(this.#cacheFor(prewarming), wanted, prewarming);
  }

  /** The envelope kept for a key, for `explain`. */
  peek(key: CacheKey): Uint8Array | null {
    const stored = this.#pages.pop.read({ key, notBefore: null });
    return stored ? encodeEnvelope(stored) : null;
  }

  /** What a purge would change of what is kept here, by a copy that has reached `minSeq`: what is dead already is not counted. */
  async effectOf(purge: PurgeAsked, minSeq: AsOf): Promise<PurgeEffect> {
    const { bulletin, now, pop } = this.#pages;
    await bulletin.ensure();
    await bulletin.reach({ asOf: minSeq, until: now() + REVIEW_PATIENCE });
    return purgeEffect(purge, pop.heads(), (head) => judge(head, bulletin.copy(), now()));
  }

  /** Pages that are kept with one of the keys, whatever a purge made of them. */
  urlsWith(keys: readonly string[]): string[] {
    return urlsWithin(matching(this.#pages.pop.heads(), new Set(keys)));
  }

  async #find(ask: ShieldAsk): Promise<Uint8Array<ArrayBuffer>> {
    const wanted = await this.#wantedFor(ask);
    if (wanted === undefined) return NOTHING;
    const subject = keySubject(ask.key);
    const isPage = ask.order.kind === "page";
    if (!isPage && this.#pages.pop.read({ key: ask.key, notBefore: null }) === undefined) await this.#companions.follows(subject);
    const answering = answerAsk(this.#cacheFor(ask), wanted, ask);
    return encodeAnswer(await (isPage ? this.#companions.leads(subject, answering) : answering));
  }

  /** Undefined when the key is not what this build makes of the order. */
  async #wantedFor({ key, order }: Pick<ShieldAsk, "key" | "order">): Promise<Wanted | undefined> {
    this.#reporter.soon((work) => this.ctx.waitUntil(work));
    const filler: Filler = { ...(await this.#kitchen), assets, cache: this.#cacheFor({ order }), setbacks: this.#setbacks };
    const wanted = wantedFor(filler, order);
    return wanted.key === key ? wanted : undefined;
  }

  #openPort(config: Config): OriginPort {
    const origin = openOrigin(openOriginFetch(this.env.ORIGIN, config.origin), (kind) => this.#tally.originCall(kind));
    return guardedOrigin(origin, this.#endpoints, Date.now);
  }

  #cacheFor({ order }: Pick<ShieldAsk, "order">): CacheContext {
    return order.kind === "page" ? this.#pages : this.#answers;
  }
}

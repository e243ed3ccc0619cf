/**
 * The shield: between the PoPs and the origin, one object for each shard of the keys. It runs the edge's own code over a
 * store of its own, so that one fill serves every PoP. Keys never wait for each other: nothing here holds the object.
 */
import { DurableObject } from "cloudflare:workers";
import { assets } from "#assets";
import type { Bulletin } from "./bulletin/bulletin.object.ts";
import { encodeEnvelope } from "./cache/envelope.ts";
import { readConfig, type Settings } from "./config.ts";
import { type Filler, wantedFor } from "./fill-order.ts";
import { keySubject } from "./key/cache-key.ts";
import type { CacheKey } from "./key/key-parts.ts";
import { openOrigin } from "./origin/origin.io.ts";
import { openOriginFetch } from "./origin-fetch.io.ts";
import { BULLETIN_NAME } from "./shell/find-cache.io.ts";
import type { ShieldAsk } from "./shell/shield-port.ts";
import { answerAsk, type Prewarmed, type Prewarming, prewarm } from "./shield/answer-ask.ts";
import { encodeAnswer } from "./shield/answer-bytes.ts";
import { Companions } from "./shield/companions.ts";
import { openShieldCache } from "./shield/open-cache.io.ts";
import { heardThen } from "./shield/reach.io.ts";
import { Setbacks } from "./stitch/setbacks.ts";
import { openReporter } from "./telemetry/reporter.io.ts";
import type { Reporter } from "./telemetry/reporter.ts";
import type { Stats } from "./telemetry/stats.object.ts";
import { Tally } from "./telemetry/tally.ts";

export interface ShieldEnv extends Settings {
  readonly ORIGIN: Pick<Fetcher, "fetch">;
  readonly BULLETIN: DurableObjectNamespace<Bulletin>;
  readonly STATS: DurableObjectNamespace<Stats>;
}

const NOTHING = new Uint8Array();

export class Shield extends DurableObject<ShieldEnv> {
  readonly #cache = openShieldCache(this.ctx, () => this.env.BULLETIN.getByName(BULLETIN_NAME));
  readonly #companions = new Companions(this.#cache.sleep);
  readonly #reporter: Reporter;
  readonly #filler: Promise<Filler>;

  constructor(state: DurableObjectState, env: ShieldEnv) {
    super(state, env);
    const tally = new Tally();
    this.#reporter = openReporter(tally, env.STATS, null);
    this.#filler = openFiller(env, this.#cache, tally);
    this.#filler.catch(() => undefined);
  }

  /** One byte at once, then the answer; only the byte when the caller is of another build, whose pages this one cannot make. */
  find(ask: ShieldAsk): ReadableStream<Uint8Array> {
    return heardThen(this.#find(ask));
  }

  /** Fills ahead of need: for this moment, or for the one at which it takes the place of what is served until then. */
  async prewarm(prewarming: Prewarming): Promise<Prewarmed> {
    const wanted = wantedFor(await this.#filler, prewarming.order);
    if (wanted.key !== prewarming.key) return { ok: false, because: "another-build" };
    this.#reporter.soon((work) => this.ctx.waitUntil(work));
    return prewarm(this.#cache, wanted, prewarming);
  }

  /** The envelope kept for a key, for `explain`. */
  peek(key: CacheKey): Uint8Array | null {
    const stored = this.#cache.pop.read({ key, notBefore: null });
    return stored ? encodeEnvelope(stored) : null;
  }

  async #find(ask: ShieldAsk): Promise<Uint8Array<ArrayBuffer>> {
    const wanted = wantedFor(await this.#filler, ask.order);
    if (wanted.key !== ask.key) return NOTHING;
    this.#reporter.soon((work) => this.ctx.waitUntil(work));
    const subject = keySubject(ask.key);
    const isNew = ask.order.kind === "answer" && this.#cache.pop.read({ key: ask.key, notBefore: null }) === undefined;
    if (isNew) await this.#companions.follows(subject);
    const answering = answerAsk(this.#cache, wanted, ask);
    return encodeAnswer(await (ask.order.kind === "page" ? this.#companions.leads(subject, answering) : answering));
  }
}

async function openFiller(env: ShieldEnv, cache: Filler["cache"], tally: Tally): Promise<Filler> {
  const config = await readConfig(env, VITRINE_DEMO === "true");
  const port = openOrigin(openOriginFetch(env.ORIGIN, config.origin), (kind) => tally.originCall(kind));
  return { config, assets, port, cache, setbacks: new Setbacks() };
}

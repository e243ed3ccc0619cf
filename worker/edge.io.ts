/** One isolate of the edge: everything that outlives a request, opened once from the deployment's bindings. */
import { assets } from "#assets";
import type { Bulletin } from "./bulletin/bulletin.object.ts";
import { machineClock } from "./clock.io.ts";
import { type Config, readConfig, type Settings } from "./config.ts";
import { type Miss, type MissBindings, openMissLimits } from "./miss-limits.io.ts";
import { Endpoint } from "./origin/endpoint.ts";
import { guardedOrigin } from "./origin/guarded-origin.ts";
import { openOrigin } from "./origin/origin.io.ts";
import type { OriginPort } from "./origin/port.ts";
import { type OriginFetch, openOriginFetch } from "./origin-fetch.io.ts";
import type { Assets } from "./pages/assets.ts";
import { openCache } from "./shell/find-cache.io.ts";
import { NameDesk } from "./shell/find-name.ts";
import { FillSlots } from "./shell/find-slots.ts";
import type { CacheContext } from "./shell/find-wanted.ts";
import { openShield } from "./shield/reach.io.ts";
import type { Shield } from "./shield.object.ts";
import { Setbacks } from "./stitch/setbacks.ts";
import { OneIn } from "./telemetry/one-in.ts";
import { openReporter } from "./telemetry/reporter.io.ts";
import type { Reporter } from "./telemetry/reporter.ts";
import type { Stats } from "./telemetry/stats.object.ts";
import { Tally } from "./telemetry/tally.ts";
import { type CookieNames, cookieNames } from "./visitor/cookies.ts";

export interface Edge {
  readonly config: Config;
  readonly assets: Assets & {
    readonly adminCss: string;
    readonly adminCssHash: string;
    readonly consoleScript: { readonly code: string; readonly hash: string };
  };
  readonly cookies: CookieNames;
  readonly cache: CacheContext;
  /** The same tiers with slots of their own for fills, so that slow answers never hold up shells. */
  readonly answers: CacheContext;
  readonly setbacks: Setbacks;
  readonly names: NameDesk;
  readonly mayMiss: (client: string, miss: Miss) => Promise<boolean>;
  readonly port: OriginPort;
  /** Id of the trace that a request belongs to; undefined for what belongs to none. */
  readonly trace?: string;
  /** The origin for calls that are no page's. */
  readonly origin: OriginFetch;
  readonly tally: Tally;
  readonly reporter: Reporter;
  /** Which of the undisturbed hits get a line of the log. */
  readonly loggedHits: OneIn;
  /** Writes a line of the log. */
  log(line: string): void;
}

/** What the edge is opened from: its bindings and settings. */
export interface EdgeBindings extends Settings, MissBindings {
  readonly ORIGIN: Pick<Fetcher, "fetch">;
  readonly BULLETIN: DurableObjectNamespace<Bulletin>;
  readonly STATS: DurableObjectNamespace<Stats>;
  readonly SHIELD: DurableObjectNamespace<Shield>;
}

/** Opens the edge in the PoP `colo`, or the configured one where the platform does not say it. Throws on a bad setting, naming it. */
export async function openEdge(bindings: EdgeBindings, colo: string | undefined): Promise<Edge> {
  const config = await readConfig(bindings, VITRINE_DEMO === "true");
  const pop = bindings.POP ?? colo ?? "POP";
  const tally = new Tally();
  const { now } = machineClock;
  const endpoints = { page: new Endpoint(now, () => tally.notAsked("resting")), fragments: new Endpoint(now) };
  const cache = openCache(bindings.BULLETIN, pop, endpoints.page, openShield(bindings.SHIELD));
  const wayToOrigin = () => openOriginFetch(bindings.ORIGIN, config.origin);
  return {
    config: { ...config, pop },
    assets,
    cookies: cookieNames(config.site),
    cache,
    answers: { ...cache, slots: new FillSlots(), health: endpoints.fragments },
    setbacks: new Setbacks(),
    names: new NameDesk(),
    mayMiss: openMissLimits(bindings),
    port: guardedOrigin(
      openOrigin(wayToOrigin(), (kind) => tally.originCall(kind)),
      endpoints,
      now,
    ),
    // A way of its own: that what operators ask is answered by its name says nothing of what answers shoppers.
    origin: wayToOrigin(),
    tally,
    reporter: openReporter(tally, bindings.STATS, pop),
    loggedHits: new OneIn(config.logOneHitIn),
    log: (line) => console.log(line),
  };
}

/** The simulated origin and what its objects are called. Truth about purges is told here, apart from the product's own code. */
import type { Market } from "#contract/market";
import type { PurgeBy, PurgeMode } from "../../worker/bulletin/purge-row.ts";
import { implicitKeys } from "../../worker/cache/implicit-keys.ts";
import type { CacheKey } from "../../worker/key/key-parts.ts";
import type { Endpoint } from "../../worker/origin/endpoint.ts";
import type { FillAsk, Filled, Wanted } from "../../worker/shell/find-wanted.ts";
import type { Order } from "../../worker/shell/shield-port.ts";
import type { Clock } from "./clock.ts";
import type { Random } from "./random.ts";
import type { WorldOptions } from "./world-options.ts";

export interface Target {
  readonly by: PurgeBy;
  readonly values: readonly string[];
}

/** A purge as it truly happened. */
export interface TruePurge extends Target {
  readonly epoch: number;
  readonly seq: number;
  readonly mode: PurgeMode;
  readonly trueAt: number;
  readonly minVersions: Readonly<Record<string, number>>;
}

const marketOf = (object: number): Market => (object % 2 === 0 ? "en-us" : "en-gb");
export const pathOf = (object: number): string => `/${marketOf(object)}/products/p${object}`;
export const entityOf = (object: number): string => `product:${object}`;
export const keyOf = (object: number): CacheKey => JSON.stringify(["object", String(object)]) as CacheKey;
export const objectOf = (key: CacheKey): number => Number(JSON.parse(key)[1]);
export const implicitKeysOf = (object: number): string[] => implicitKeys({ market: marketOf(object) }, pathOf(object));

/** What the shield is sent for an object. */
export const orderOf = (object: number): Order => {
  const market = marketOf(object);
  const parts = { host: "shop.example", market, route: "product", path: { handle: `p${object}` }, query: {}, dimensions: {} };
  return { kind: "page", parts, canonical: pathOf(object) };
};

/** Does the purge name the object? Said without surrogate keys. */
export function names({ by, values }: Target, object: number): boolean {
  switch (by) {
    case "all":
      return true;
    case "market":
      return values.includes(marketOf(object));
    case "url":
      return values.includes(pathOf(object));
    case "prefix":
      return values.some((prefix) => pathOf(object).startsWith(`${prefix}/`));
    case "surrogate-key":
      return values.includes(entityOf(object));
  }
}

/** What the checker reads off a served response. */
export interface Provenance {
  readonly askedAt: number;
  readonly version: number;
  readonly isNewPrice: boolean;
  /** By how much the clock of whoever filled it is ahead. */
  readonly skew: number;
}

export function provenanceOf(headers: Readonly<Record<string, string>>): Provenance {
  return {
    askedAt: Number(headers["asked-at"]),
    version: Number(headers.version),
    isNewPrice: headers.price === "new",
    skew: Number(headers.skew),
  };
}

const whyUnfilled = (filled: Filled) => (filled.ok ? undefined : filled.because);
const unfilled = (because: string): Filled => ({ ok: false, because });

export class Shop {
  isUp = true;
  /** What it does while it is not up. */
  brokenBy: "refusing" | "answering nonsense" | "silent" = "refusing";
  /** The most calls that were under way at the same time. */
  mostAtOnce = 0;
  #underWay = 0;
  /** When the origin was asked, and for what. */
  readonly calls: { readonly at: number; readonly object: number }[] = [];
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #options: WorldOptions;
  readonly #flipAt: number | undefined;
  readonly #commits = new Map<number, { readonly at: number; readonly version: number }[]>();

  constructor(clock: Clock, random: Random, options: WorldOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#options = options;
    this.#flipAt = options.flipAt === undefined ? undefined : clock.now + options.flipAt;
  }

  get flipAt(): number | undefined {
    return this.#flipAt;
  }

  /** Changes an object; its version from this moment on. */
  commit(object: number): number {
    const commits = this.#commits.get(object) ?? [];
    const version = (commits.at(-1)?.version ?? 1) + 1;
    this.#commits.set(object, [...commits, { at: this.#clock.now, version }]);
    return version;
  }

  /** What a place wants that asks the shop by `origin`; its clock is `skew` ahead. */
  wanted(object: number, origin: Endpoint, skew: number): Wanted {
    return {
      key: keyOf(object),
      lifetime: this.#options.lifetime,
      implicitKeys: implicitKeysOf(object),
      order: orderOf(object),
      fill: (ask) => origin.call(() => this.#fill(object, ask, skew), whyUnfilled, unfilled),
    };
  }

  async #fill(object: number, ask: FillAsk, skew: number): Promise<Filled> {
    this.calls.push({ at: this.#clock.now, object });
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.#underWay);
    return this.#answer(object, ask, skew).finally(() => this.#underWay--);
  }

  async #answer(object: number, ask: FillAsk, skew: number): Promise<Filled> {
    const askedAt = this.#clock.now;
    const takes = this.#options.fill ?? this.#duration();
    const readsAfter = this.#random.between(0, takes);
    await this.#clock.sleep(readsAfter);
    if (!this.isUp) return this.#fail();
    const lag = this.#random.chance(0.5) ? 0 : this.#random.between(0, this.#options.lag);
    const version = this.#versionAt(object, this.#clock.now - lag);
    const isNewPrice = this.#flipAt !== undefined && ask.at >= this.#flipAt;
    await this.#clock.sleep(takes - readsAfter);
    return { ok: true, answer: this.answer(object, { askedAt, version, isNewPrice, skew }) };
  }

  answer(object: number, { askedAt, version, isNewPrice, skew }: Provenance) {
    const changesAt = this.#flipAt !== undefined && !isNewPrice ? this.#flipAt : null;
    const headers = { "asked-at": String(askedAt), version: String(version), price: isNewPrice ? "new" : "old", skew: String(skew) };
    const rest = { status: 200, segments: [new Uint8Array(8)], slots: [], marked: true };
    return { ...rest, headers, surrogateKeys: [entityOf(object)], entityVersions: { [entityOf(object)]: version }, changesAt };
  }

  /** As the edge's port tells it: nothing but an answer of the shop's own is one, and its patience ends after 4 s. */
  async #fail(): Promise<Filled> {
    await this.#clock.sleep(this.brokenBy === "silent" ? 4_000 : 200);
    const because = { refusing: "origin-down", "answering nonsense": "foreign", silent: "origin-slow" }[this.brokenBy];
    return { ok: false, because };
  }

  #duration(): number {
    return this.#random.chance(0.3) ? this.#random.between(0, this.#options.slowFill) : this.#random.between(20, 170);
  }

  #versionAt(object: number, time: number): number {
    return this.#commits.get(object)?.findLast((commit) => commit.at <= time)?.version ?? 1;
  }
}

/** One canary: everybody goes through the shop while it is purged, and all that was seen and told is kept. */
import { MARKET_NAMES } from "#contract/market";
import type { TokenKeys } from "#contract/token";
import { Random } from "../purge-checker/random.ts";
import type { Got, Send } from "./answers.ts";
import type { Surface } from "./audit.ts";
import { sendCrowd } from "./crowd.ts";
import { MarkerBook } from "./marker-book.ts";
import { findPlaces, type Places } from "./places.ts";
import { gatherCrowd } from "./visitors.ts";

export interface CanaryShop {
  readonly send: Send;
  readonly keys: TokenKeys;
  readonly adminToken: string;
}

export interface CanaryRun {
  readonly book: MarkerBook;
  readonly got: readonly Got[];
  readonly places: Places;
  /** What operators are told: metrics, statistics, purges, explanations. */
  readonly told: readonly Surface[];
}

export interface CanarySettings {
  readonly seed: number;
  readonly visitors: number;
  /** Steps between two purges. */
  readonly purgeEvery: number;
}

/** Every page of the console that asks the edge alone, and what operators' tools and monitors read. */
const OPERATORS_READ = ["", "/traffic", "/audit", "/prewarms", "/metrics", "/api/stats", "/api/purges?limit=50", "/api/prewarms"];

/** Purges and walks as `seed` says; who overtakes whom is the machine's affair. */
export async function runCanary(shop: CanaryShop, { seed, visitors, purgeEvery }: CanarySettings): Promise<CanaryRun> {
  const random = new Random(seed);
  const book = new MarkerBook();
  const places = await findPlaces(shop.send, random);
  const crowd = await gatherCrowd(visitors, random, book, shop.keys);
  const got: Got[] = [];
  const told: Surface[] = [];
  const tell = async (path: string, init: Partial<Parameters<Send>[0]> = {}) => {
    const { body, status, headers } = await shop.send({ path, headers: { Authorization: `Bearer ${shop.adminToken}` }, ...init });
    told.push({ where: `answer of ${path}`, bytes: Buffer.concat([Buffer.from(JSON.stringify(headers)), body]) });
    if (status >= 400) throw new Error(`${path} answered ${status}: ${Buffer.from(body).toString()}`);
  };
  const purge = () => tell("/admin/api/purges", { method: "POST", json: somePurge(places, random) });
  const unseen = new Set(Object.values(places.pages).flat());
  await sendCrowd({ crowd, places, send: shop.send, random, got, unseen }, async (done) => done % purgeEvery === 0 && purge());
  const explained = random.pick(places.pages["en-gb"]);
  await tell("/admin/api/prewarms", { method: "POST", json: { by: "url", values: [explained], reason: "the shop window is filled" } });
  for (const path of [...OPERATORS_READ, `/api/explain?url=${encodeURIComponent(explained)}`]) await tell(`/admin${path}`);
  return { book, got, places, told };
}

/** Soft or hard, by any of the ways to name what is purged. */
function somePurge({ pages }: Places, random: Random): object {
  const market = random.pick(MARKET_NAMES);
  const by = random.pick([
    { by: "url", values: [random.pick(pages[market])] },
    { by: "prefix", values: [`/${market}/products`] },
    { by: "market", values: [market] },
    { by: "surrogate-key", values: ["page:delivery-note"] },
    { by: "surrogate-key", values: ["page:delivery-note"] },
  ]);
  return { ...by, mode: random.chance(0.4) ? "hard" : "soft", reason: "the shop window is cleaned" };
}

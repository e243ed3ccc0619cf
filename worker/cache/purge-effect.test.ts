/** What a dry run says, beside what the purge then does to the same entries. */
import { describe, expect, it } from "vitest";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import { type BulletinCopy, toCopy } from "../bulletin/copy.ts";
import { Ledger } from "../bulletin/ledger.ts";
import { Press } from "../bulletin/press.ts";
import type { PurgeBy, PurgeMode } from "../bulletin/purge-row.ts";
import { EMPTY_BASE } from "../bulletin/sections.ts";
import { StockBoard } from "../bulletin/stock-board.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { implicitKeys } from "./implicit-keys.ts";
import { judge } from "./judge.ts";
import { type Head, purgeEffect } from "./purge-effect.ts";
import { PASS, type Stored } from "./stored.ts";

const START = 1_800_000_000_000;
const MARKETS = ["en-gb", "de-de"] as const;

function stored(market: (typeof MARKETS)[number], path: string | undefined, keys: readonly string[], change: Partial<Stored> = {}): Stored {
  const stamps = {
    fillStartedAt: START,
    storedAt: START,
    freshUntil: START + 60_000,
    revalidateUntil: START + 9e5,
    staleUntil: START + 9e6,
  };
  return {
    key: JSON.stringify([market, path, keys]) as CacheKey,
    asOf: { epoch: START, seq: 0 },
    stamps: { ...stamps, notBefore: null, notAfter: null },
    surrogateKeys: [...implicitKeys({ market }, path), ...keys],
    entityVersions: {},
    status: 200,
    headers: {},
    segments: [],
    slots: path === undefined ? [] : [{ fragment: "stock", props: null, fallback: "" }],
    ...change,
  };
}

/** Pages and answers of a shop: fresh ones, one past its time, one past all grace, a marker that stands for nothing. */
const old = { fillStartedAt: START, storedAt: START, freshUntil: START, revalidateUntil: START + 9e5, staleUntil: START + 9e6 };
const ENTRIES: readonly Stored[] = [
  ...MARKETS.flatMap((market) => [
    stored(market, `/${market}`, ["page:home", "product:1", "product:2"]),
    stored(market, `/${market}/collections/mugs`, ["listing:mugs", "product:1"]),
    stored(market, `/${market}/products/one`, ["product:1"]),
    stored(market, `/${market}/products/two?variant=x`, ["product:2"]),
    stored(market, undefined, ["product:1"]),
  ]),
  stored("en-gb", "/en-gb/products/aged", ["product:1"], { stamps: { ...old, notBefore: null, notAfter: null } }),
  stored("en-gb", "/en-gb/products/dead", ["product:1"], { stamps: { ...old, staleUntil: START, notBefore: null, notAfter: null } }),
  stored("en-gb", "/en-gb/products/pass", ["product:1"], { status: PASS }),
];

class Bulletin {
  readonly #sql = nodeSql();
  readonly #ledger = new Ledger(this.#sql, START);
  readonly #press = new Press(this.#sql, this.#ledger, new StockBoard());

  purge(by: PurgeBy, values: readonly string[], mode: PurgeMode): void {
    this.#ledger.append({ by, values, mode, reason: "Test", actor: "ines" }, "", START + 500);
  }

  get copy(): BulletinCopy {
    const copy = toCopy({ ...this.#press.delta(START + 1_000), sentAt: START + 1_000 }, EMPTY_BASE, undefined);
    if (copy === undefined) throw new Error("no copy");
    return copy;
  }
}

const judged =
  ({ copy }: Bulletin) =>
  (entry: Head) =>
    judge(entry, copy, START + 1_000);
const states = (bulletin: Bulletin) =>
  ENTRIES.filter(({ status }) => status !== PASS).map((entry) => [entry, judged(bulletin)(entry).kind] as const);

describe.each<PurgeMode>(["soft", "hard"])("a dry run of a %s purge", (mode) => {
  it.each<[PurgeBy, readonly string[]]>([
    ["surrogate-key", ["product:1"]],
    ["surrogate-key", ["product:2", "listing:mugs"]],
    ["surrogate-key", ["product:unknown"]],
    ["url", ["/en-gb", "/de-de/products/two?variant=x", "/de-de/products/two"]],
    ["prefix", ["/en-gb/products/"]],
    ["market", ["de-de"]],
    ["all", []],
  ])("by %s %j says what goes stale or dies, no more and no less", (by, values) => {
    const bulletin = new Bulletin();
    const said = purgeEffect({ by, values, mode }, ENTRIES, judged(bulletin));
    const before = states(bulletin);
    bulletin.purge(by, values, mode);
    const after = states(bulletin);
    const changed = before.filter(([, state], at) => state !== after[at]?.[1]).map(([entry]) => entry);
    const shells = changed.filter(({ slots }) => slots.length > 0);
    expect([said.shells, said.fragments]).toEqual([shells.length, changed.length - shells.length]);
    expect(said.urls).toEqual(shells.map(({ key }) => (JSON.parse(key) as [string, string])[1]).sort());
    expect(after.filter(([, state]) => state === (mode === "soft" ? "fresh" : "stale")).length).toBeLessThanOrEqual(before.length);
  });
});

it("counts nothing twice: what a purge has made stale already is left out", () => {
  const bulletin = new Bulletin();
  bulletin.purge("market", ["en-gb"], "soft");
  expect(purgeEffect({ by: "surrogate-key", values: ["product:1"], mode: "soft" }, ENTRIES, judged(bulletin))).toMatchObject({
    shells: 3,
    fragments: 1,
  });
});

it("counts what nobody has confirmed for a while: a purge changes it all the same", () => {
  const { copy } = new Bulletin();
  const asked = { by: "market", values: ["de-de"], mode: "soft" } as const;
  expect(purgeEffect(asked, ENTRIES, (entry) => judge(entry, copy, START + 30_000))).toMatchObject({ shells: 4, fragments: 1 });
});

/**
 * What an isolate's heap holds when everything is full: `node --expose-gc isolate-heap.ts`, as JSON. A hundred purges of a
 * thousand keys each were published as a base, with the next base announced beside it, and the memory tier takes no more.
 */
import { ANNOUNCED_FOR } from "../../worker/bulletin/base-shelf.ts";
import { Bases } from "../../worker/bulletin/bases.ts";
import { toCopy } from "../../worker/bulletin/copy.ts";
import { Ledger, WHOLE_FOR } from "../../worker/bulletin/ledger.ts";
import { Press } from "../../worker/bulletin/press.ts";
import { StockBoard } from "../../worker/bulletin/stock-board.ts";
import { MemoryTier } from "../../worker/cache/memory.ts";
import { Verdicts } from "../../worker/cache/verdict.ts";
import { nodeSql } from "../purge-checker/node-sql.ts";
import { makeShell, usedBytes } from "./heap-shell.ts";

const PURGES = 100;
const KEYS = 1_000;
const ROLLS = 8;
/** More than the tier holds. */
const SHELLS = 900;
const START = Date.now();

/** The bytes of the base in use and of the next one, as the bulletin publishes them. */
function published(): { readonly names: readonly [string, string]; readonly bases: readonly [Uint8Array, Uint8Array] } {
  const sql = nodeSql();
  const ledger = new Ledger(sql, START);
  const press = new Press(sql, ledger, new StockBoard());
  const order = { by: "surrogate-key", mode: "soft", reason: "heap", actor: "bench" } as const;
  for (let purge = 0; purge < PURGES; purge++) {
    ledger.append({ ...order, values: Array.from({ length: KEYS }, (_, key) => `product:${purge}-${key}`) }, "", START);
  }
  let now = START + WHOLE_FOR + 1;
  for (let roll = 0; roll < ROLLS; roll++, now += ANNOUNCED_FOR + 5_000) press.roll(now);
  ledger.append({ ...order, values: ["product:last"] }, "", now - WHOLE_FOR - 2);
  press.roll(now);
  const delta = press.delta(now + 1);
  const bytesOf = (name: string | null) => press.base(name ?? "") ?? fail();
  return { names: [delta.base, delta.nextBase ?? fail()], bases: [bytesOf(delta.base), bytesOf(delta.nextBase)] };
}

function fail(): never {
  throw new Error("the bulletin has published no base");
}

const empty = usedBytes();
const { names, bases } = published();
const held = new Bases(
  async (name) => bases[names.indexOf(name)] ?? fail(),
  () => START,
);
const [base] = await Promise.all(names.map((name) => held.find(name)));
const delta = {
  epoch: START,
  seq: PURGES,
  issuedAt: START,
  sentAt: START,
  floorSeq: 0,
  nextBase: null,
  stockSeq: 0,
  stockAt: null,
  handlesAt: null,
};
const copy = toCopy({ ...delta, base: names[0], body: bases[0] }, base ?? fail(), undefined) ?? fail();
const withKeys = usedBytes();
const tier = new MemoryTier();
const verdicts = new Verdicts();
for (let index = 0; index < SHELLS; index++) {
  const shell = makeShell(index);
  tier.offer(shell);
  tier.offer(shell);
  verdicts.of(shell, copy);
}
const full = usedBytes();
console.log(
  JSON.stringify({
    purgedKeys: base?.purges.size,
    heldBases: names.length,
    keysHeap: withKeys - empty,
    tierCounted: tier.bytes,
    heap: full - empty,
  }),
);

import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bulletin } from "../bulletin/bulletin.object.ts";
import type { BulletinSource } from "../bulletin/reader.io.ts";
import { implicitKeys } from "../cache/implicit-keys.ts";
import type { CacheKey } from "../key/key-parts.ts";
import { LIFETIMES } from "../lifetimes.ts";
import { openCache } from "./find-cache.io.ts";
import { findStored, peek } from "./find-stored.ts";
import type { CacheContext, FilledAnswer, Found, Wanted } from "./find-wanted.ts";

let count = 0;
let bulletin: DurableObjectStub<Bulletin>;

beforeEach(async () => {
  count++;
  bulletin = env.BULLETIN.getByName(`find-test-${count}`) as unknown as DurableObjectStub<Bulletin>;
  // Starts the object, so that no test waits for that.
  await bulletin.stats();
  // Lets the previous test's background writes finish: the PoP's object has one address.
  await scheduler.wait(50);
  await (await caches.open("bulletin-v1")).delete("https://bulletin.invalid/delta");
});

/** An isolate of this PoP: all of them share the Cache API, none the memory. */
async function newIsolate(): Promise<CacheContext> {
  const cache = openCache({ getByName: () => bulletin as unknown as BulletinSource }, "TST", { trouble: () => undefined });
  // A machine under load may take longer over the first read than a request would wait.
  for (let i = 0; i < 20 && cache.bulletin.copy() === undefined; i++) await (cache.bulletin.ensure() ?? scheduler.wait(100));
  return cache;
}

const answer = (text: string, differences: Partial<FilledAnswer> = {}): FilledAnswer => ({
  status: 200,
  headers: {},
  segments: [new TextEncoder().encode(text)],
  slots: [],
  surrogateKeys: ["product:1"],
  entityVersions: {},
  changesAt: null,
  marked: true,
  ...differences,
});

interface Page extends Wanted {
  calls: number;
  text: string;
}

function page(differences: Partial<FilledAnswer> = {}): Page {
  const wanted: Page = {
    key: `["find-test","${count}"]` as CacheKey,
    lifetime: LIFETIMES.catalog,
    implicitKeys: implicitKeys({ market: "en-us" }, "/en-us/products/mug"),
    calls: 0,
    text: "v1",
    async fill() {
      wanted.calls++;
      await scheduler.wait(5);
      return { ok: true, answer: answer(wanted.text, differences) };
    },
  };
  return wanted;
}

function textOf(found: Found): string {
  if (found.kind !== "found") return found.because;
  return found.stored.segments.map((segment) => new TextDecoder().decode(segment)).join("|");
}

async function purge(by: "prefix" | "surrogate-key", value: string, mode: "soft" | "hard") {
  const outcome = await bulletin.purge({ by, values: [value], mode, reason: "test", actor: "ops" });
  if (outcome.kind !== "purged") throw new Error("expected a purge");
  return outcome.row;
}

/** Resolves when the PoP has it, which is written behind the answer. Looking offers nothing to memory. */
function kept({ pop }: CacheContext, { key }: Page): Promise<unknown> {
  return vi.waitUntil(() => pop.get({ key, notBefore: null }), { timeout: 10_000, interval: 5 });
}

describe("finding a page in workerd", () => {
  it("fills it once, then finds it in the PoP, then in memory", async () => {
    const [cache, wanted] = [await newIsolate(), page()];
    const trails = [];
    for (let i = 0; i < 4; i++) {
      trails.push((await findStored(cache, wanted)).trail.find(({ hit }) => hit)?.tier);
      await kept(cache, wanted);
    }
    expect(trails).toEqual(["origin", "pop", "memory", "memory"]);
    expect(wanted.calls).toBe(1);
  });

  it("shares what one isolate filled with the others of the PoP", async () => {
    const wanted = page();
    const first = await newIsolate();
    await findStored(first, wanted);
    await kept(first, wanted);
    expect((await findStored(await newIsolate(), wanted)).trail).toMatchObject([
      { tier: "memory", fwd: "miss" },
      { tier: "pop", hit: true },
    ]);
    expect(wanted.calls).toBe(1);
  });

  it("collapses a hundred cold requests into one fill", async () => {
    const [cache, wanted] = [await newIsolate(), page()];
    const found = await Promise.all(Array.from({ length: 100 }, () => findStored(cache, wanted)));
    expect(wanted.calls).toBe(1);
    expect(new Set(found.map(textOf))).toEqual(new Set(["v1"]));
    expect(found.filter(({ trail }) => trail.at(-1)?.collapsed).length).toBe(99);
  });

  it("shows who purged the new page at once", async () => {
    const [cache, wanted] = [await newIsolate(), page()];
    await findStored(cache, wanted);
    const purgeSeq = await purge("prefix", "/en-us/products", "hard");
    wanted.text = "v2";
    expect(textOf(await findStored(cache, { ...wanted, purgeSeq }))).toBe("v2");
  });

  it("serves a soft-purged page once more, marked, while it is refreshed", async () => {
    const [cache, wanted] = [await newIsolate(), page()];
    await findStored(cache, wanted);
    const purgeSeq = await purge("surrogate-key", "product:1", "soft");
    wanted.text = "v2";
    const stale = await findStored(cache, { ...wanted, purgeSeq });
    expect(stale).toMatchObject({ how: "stale", because: "swr" });
    expect(textOf(stale)).toBe("v1");
    await vi.waitUntil(async () => textOf(await findStored(cache, wanted)) === "v2", { timeout: 10_000, interval: 10 });
    expect(wanted.calls).toBe(2);
  });

  it("does not touch pages that were not purged", async () => {
    const [cache, wanted] = [await newIsolate(), page()];
    await findStored(cache, wanted);
    const purgeSeq = await purge("surrogate-key", "product:10", "hard");
    expect((await findStored(cache, { ...wanted, purgeSeq })).kind).toBe("found");
    expect(wanted.calls).toBe(1);
  });

  it("never shares or keeps an answer with a cookie in it", async () => {
    const [cache, wanted] = [await newIsolate(), page({ headers: { "Set-Cookie": "session=1" } })];
    await Promise.all([findStored(cache, wanted), findStored(cache, wanted)]);
    await findStored(cache, wanted);
    expect(wanted.calls).toBe(3);
    expect(await peek(await newIsolate(), wanted.key)).toMatchObject([{ state: "none" }, { state: "none" }]);
  });

  it("explains what the tiers hold without filling anything", async () => {
    const [cache, wanted] = [await newIsolate(), page()];
    expect(await peek(cache, wanted.key)).toMatchObject([
      { name: "memory", state: "none" },
      { name: "pop", state: "none" },
    ]);
    await findStored(cache, wanted);
    await kept(cache, wanted);
    expect(await peek(cache, wanted.key)).toMatchObject([
      { name: "memory", state: "none" },
      { name: "pop", state: "fresh" },
    ]);
    expect(wanted.calls).toBe(1);
  });
});

import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Bulletin } from "./bulletin.object.ts";
import type { PurgeCommand } from "./purge-row.ts";
import { type BulletinSource, bulletinPorts } from "./reader.io.ts";
import { BulletinReader } from "./reader.ts";
import { EMPTY_BASE, encodeBase } from "./sections.ts";

const order: PurgeCommand = { by: "prefix", values: ["/en-us/products"], mode: "hard", reason: "recall", actor: "ops" };

let count = 0;
let bulletin: DurableObjectStub<Bulletin>;

beforeEach(async () => {
  count++;
  bulletin = env.BULLETIN.getByName(`reader-test-${count}`) as unknown as DurableObjectStub<Bulletin>;
  // Starts the object, so that no test waits for that.
  await bulletin.stats();
  // Lets the previous test's background writes finish: the PoP's object has one address.
  await scheduler.wait(50);
  await (await caches.open("bulletin-v1")).delete("https://bulletin.invalid/delta");
});

const newReader = (source: () => BulletinSource = () => bulletin as unknown as BulletinSource) =>
  new BulletinReader(bulletinPorts("TST", source));

/** A machine under load may take longer over the first read than a request would wait. */
async function withCopy(reader: BulletinReader): Promise<BulletinReader> {
  for (let i = 0; i < 20 && reader.copy() === undefined; i++) await (reader.ensure() ?? scheduler.wait(100));
  return reader;
}

const dead: BulletinSource = {
  read: () => Promise.reject(new Error("down")),
  readBase: () => Promise.reject(new Error("down")),
};

describe("a reader in workerd", () => {
  it("waits for its first copy and has it", async () => {
    const reader = newReader();
    expect(reader.copy()).toBeUndefined();
    await withCopy(reader);
    expect(reader.copy()?.seq).toBe(0);
    expect(reader.reads).toBe(1);
  });

  it("waits for nothing while its copy is young", async () => {
    const reader = await withCopy(newReader());
    expect(reader.ensure()).toBeUndefined();
  });

  it("takes the PoP's object instead of reading again, whichever isolate read it", async () => {
    const first = await withCopy(newReader());
    await vi.waitUntil(async () => (await caches.open("bulletin-v1")).match("https://bulletin.invalid/delta"), {
      timeout: 10_000,
      interval: 5,
    });
    const second = await withCopy(newReader());
    expect(second.copy()?.sentAt).toBe(first.copy()?.sentAt);
    expect(second.reads).toBe(0);
  });

  it.each([
    ["delta", "delta"],
    ["base", "base/1.7"],
  ])("reads again where a bit of the PoP's %s was flipped", async (_, name) => {
    const base = encodeBase(EMPTY_BASE);
    const delta = { ...(await bulletin.read({ pop: "TST" })), epoch: 1, seq: 7, base: "1.7" };
    const source = { read: async () => delta, readBase: async () => base };
    const cache = await caches.open("bulletin-v1");
    const address = `https://bulletin.invalid/${name}`;
    await withCopy(newReader(() => source));
    const kept = await vi.waitUntil(() => cache.match(address), { timeout: 10_000, interval: 5 });
    const bytes = new Uint8Array(await kept.arrayBuffer());
    const last = bytes.byteLength - 1;
    bytes[last] = (bytes[last] ?? 0) ^ 1;
    await cache.put(address, new Response(bytes, { headers: kept.headers }));
    const asked: string[] = [];
    const telling = <T>(what: string, told: T) => {
      asked.push(what);
      return Promise.resolve(told);
    };
    const noting = { read: () => telling("delta", delta), readBase: () => telling("base/1.7", base) };
    expect((await withCopy(newReader(() => noting))).copy()).toMatchObject({ epoch: 1, seq: 7 });
    expect(asked).toEqual([name]);
  });

  it("reaches a purge it was told of, without waiting for the second to pass", async () => {
    const reader = await withCopy(newReader());
    const outcome = await bulletin.purge(order);
    if (outcome.kind !== "purged") throw new Error("expected a purge");
    await reader.reach({ asOf: outcome.row, until: Date.now() + 1_000 });
    expect(reader.copy()?.seq).toBe(1);
  });

  it("goes on without a copy when the bulletin is down, and then lets nobody wait for two seconds", async () => {
    const reader = newReader(() => dead);
    await reader.ensure();
    expect(reader.copy()).toBeUndefined();
    expect(reader.ensure()).toBeUndefined();
  });

  it("keeps the copy it has when the bulletin goes down", async () => {
    let source = bulletin as unknown as BulletinSource;
    const reader = await withCopy(newReader(() => source));
    source = dead;
    await reader.reach({ asOf: { epoch: Number.MAX_SAFE_INTEGER, seq: 1 }, until: Date.now() + 500 });
    expect(reader.copy()?.seq).toBe(0);
  });
});

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { assets } from "#assets";
import type { PageAnswer } from "#contract/pages";
import type { BatchRequest } from "#contract/questions";
import { NOWHERE } from "../bulletin/as-of.ts";
import type { Bulletin } from "../bulletin/bulletin.object.ts";
import { answerKey, cacheKey } from "../key/cache-key.ts";
import { named } from "../origin/origin-that.ts";
import { chrome, product } from "../pages/fixtures/shop.ts";
import { BULLETIN_NAME } from "../shell/find-cache.io.ts";
import type { Order, ShieldAnswer, ShieldAsk } from "../shell/shield-port.ts";
import { Shield, type ShieldEnv } from "../shield.object.ts";
import { openShield } from "./reach.io.ts";

interface Origin {
  readonly calls: string[];
  waitMs: number;
  isUp: boolean;
  /** Where it is not, something else stands in its place. */
  isOurs: boolean;
  changesAt: number | null;
  described: string;
}

/** As a proxy or another application says it. */
const NO_SUCH_PAGE = { type: "about:blank", title: "No such page", status: 404, detail: "No such page" };
const idle: Origin = { calls: [], waitMs: 30, isUp: true, isOurs: true, changesAt: null, described: product.description };
const recommendations = { question: "recommendations", subject: product.handle, data: { cards: [] }, surrogateKeys: ["product:1"] };
const card = { question: "card", subject: product.handle, data: null, surrogateKeys: ["product:1"] };

async function answerAs(origin: Origin, url: URL, body: BodyInit | null | undefined): Promise<Response> {
  origin.calls.push(url.pathname);
  await scheduler.wait(origin.waitMs);
  if (!origin.isUp) return new Response("{}", { status: 503 });
  if (url.pathname === "/v1/fragments") {
    const { asks } = JSON.parse(String(body)) as BatchRequest;
    const frames = [...asks.map(({ id }) => ({ id, ok: true, data: { kind: "standard" } })), { end: true }];
    return new Response(frames.map((frame) => `\x1e${JSON.stringify(frame)}\n`).join(""));
  }
  const isProduct = url.pathname.startsWith("/v1/pages/product");
  const page: PageAnswer = {
    page: isProduct ? { ...product, description: origin.described } : chrome,
    publicFragments: isProduct ? [recommendations, card] : [],
    entityVersions: {},
    surrogateKeys: ["page:chrome"],
    changesAt: origin.changesAt,
    asAt: Number(url.searchParams.get("at")),
  };
  return Response.json(page);
}

const fetchOf = (origin: Origin) => async (url: string, init?: RequestInit) => {
  const answer = await answerAs(origin, new URL(url), init?.body);
  return origin.isOurs ? named(answer, url, init) : Response.json(NO_SUCH_PAGE, { status: 404 });
};

/** Counts what is under way at once. */
function counter() {
  let [underWay, most] = [0, 0];
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    underWay++;
    most = Math.max(most, underWay);
    await scheduler.wait(200);
    return work().finally(() => underWay--);
  };
  return [counted, () => most] as const;
}

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** A binding whose objects take their time. */
function slowed(namespace: object, counted: <T>(work: () => Promise<T>) => Promise<T>): object {
  const stub = (object: Methods) =>
    new Proxy(object, {
      get:
        (_, name: string) =>
        (...args: unknown[]) =>
          counted(async () => object[name]?.(...args)),
    });
  const get = (how: "get" | "getByName") => (which: unknown) =>
    stub((namespace as Record<string, (which: unknown) => Methods>)[how]?.(which) ?? {});
  return {
    idFromName: (name: string) => (namespace as DurableObjectNamespace).idFromName(name),
    get: get("get"),
    getByName: get("getByName"),
  };
}

let count = 0;

/** An object of the shield with an origin of its own. */
async function withShield(act: (shield: Shield, origin: Origin) => Promise<void>, others: Partial<ShieldEnv> = {}): Promise<void> {
  count++;
  const origin: Origin = { ...idle, calls: [] };
  const fetch = fetchOf(origin);
  const stub = env.SHIELD.getByName(`shield-test-${count}`) as unknown as DurableObjectStub<Shield>;
  await runInDurableObject(stub, async (_, state) => {
    const own = { ...env, ORIGIN: { fetch }, ...others } as unknown as ShieldEnv;
    await act(new Shield(state, own), origin);
  });
}

const pageOrder = (handle: string, route = "product"): Order & { kind: "page" } => ({
  kind: "page",
  parts: { host: "127.0.0.1:8787", market: "en-gb", route, path: route === "product" ? { handle } : {}, query: {}, dimensions: {} },
  canonical: `/en-gb/${route}/${handle}`,
});

function askFor(order: Order, differences: Partial<ShieldAsk> = {}): ShieldAsk {
  const key =
    order.kind === "page"
      ? cacheKey(order.parts, assets.renderHash)
      : answerKey(order.ask.question, "handle" in order.ask ? order.ask.handle : order.ask.segment, order.market);
  return { key, order, at: Date.now() - 250, minSeq: NOWHERE, need: {}, background: false, ...differences };
}

/** As an edge asks. */
const ask = (shield: Shield, order: Order, differences: Partial<ShieldAsk> = {}): Promise<ShieldAnswer | undefined> =>
  openShield({ getByName: () => ({ fetch: async (url, init) => shield.fetch(new Request(url, init)), peek: async () => null }) }).find(
    askFor(order, differences),
  );

describe("an object of the shield", () => {
  it("fills a page once for all who ask at once, and hands it on later as it was stored", async () => {
    await withShield(async (shield, origin) => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => ask(shield, pageOrder("cart", "cart"))));
      expect(new Set(answers.map((answer) => answer?.kind))).toEqual(new Set(["found"]));
      const later = await ask(shield, pageOrder("cart", "cart"));
      expect(later).toMatchObject({ kind: "found", isSince: false, visits: [{ tier: "shield", hit: true }] });
      expect(later?.kind === "found" && later.stored).toEqual(answers[0]?.kind === "found" && answers[0].stored);
      expect(origin.calls).toEqual(["/v1/pages/chrome/shop"]);
    });
  });

  it("has the answers that a page brings along for whoever asks meanwhile", async () => {
    await withShield(async (shield, origin) => {
      const beside = (["recommendations", "card"] as const).map(
        (question): Order => ({ kind: "answer", ask: { question, handle: product.handle }, market: "en-gb", lifetime: "recommendation" }),
      );
      const found = await Promise.all([...beside, pageOrder(product.handle)].map((order) => ask(shield, order)));
      expect(found.map((answer) => answer?.kind)).toEqual(["found", "found", "found"]);
      expect(origin.calls).toEqual([`/v1/pages/product/${product.handle}`]);
    });
  });

  it("asks the origin for a segment's answer once", async () => {
    await withShield(async (shield, origin) => {
      const note: Order = { kind: "answer", ask: { question: "delivery-note", segment: "guest" }, market: "en-gb", lifetime: "note" };
      await Promise.all(Array.from({ length: 20 }, () => ask(shield, note)));
      expect(await ask(shield, note)).toMatchObject({ kind: "found", stored: { key: answerKey("delivery-note", "guest", "en-gb") } });
      expect(origin.calls).toEqual(["/v1/fragments"]);
    });
  });

  it("never makes a key wait for another", async () => {
    await withShield(async (shield, origin) => {
      origin.waitMs = 1_000;
      const slow = ask(shield, pageOrder("slow"));
      await vi.waitUntil(() => origin.calls.length === 1, { timeout: 5_000, interval: 5 });
      origin.waitMs = 0;
      let isSlowDone = false;
      void slow.then(() => (isSlowDone = true));
      expect((await ask(shield, pageOrder("cart", "cart")))?.kind).toBe("found");
      expect(isSlowDone).toBe(false);
      await slow;
    });
  });

  it.each([
    { size: "small", described: product.description, isKept: true },
    { size: "over 1.9 MB", described: "x".repeat(2_000_000), isKept: false },
  ])("says that it stored a page only if it keeps it: $size", async ({ described, isKept }) => {
    await withShield(async (shield, origin) => {
      origin.described = described;
      const order = pageOrder(product.handle);
      const answer = await ask(shield, order);
      expect(answer).toMatchObject({ kind: "found" });
      expect(answer?.visits).toContainEqual(expect.objectContaining({ tier: "shield", fwd: "miss", stored: isKept }));
      expect(shield.peek(askFor(order).key) !== null).toBe(isKept);
    });
  });

  it("has few operations under way for an ask, however long each of them takes", async () => {
    const [counted, most] = counter();
    const fetch = fetchOf({ ...idle, waitMs: 300 });
    const ORIGIN = { fetch: (url: string, init?: RequestInit) => counted(() => fetch(url, init)) } as unknown as Fetcher;
    const others = { ORIGIN, BULLETIN: slowed(env.BULLETIN, counted), STATS: slowed(env.STATS, counted) } as unknown as Partial<ShieldEnv>;
    await withShield(async (shield) => {
      expect(await ask(shield, pageOrder(product.handle))).toMatchObject({ kind: "found" });
      await scheduler.wait(1_500);
    }, others);
    expect(most()).toBeGreaterThan(1);
    expect(most()).toBeLessThanOrEqual(6);
  });

  it("says why it could not fill, and keeps nothing of it", async () => {
    await withShield(async (shield, origin) => {
      origin.isUp = false;
      expect(await ask(shield, pageOrder("cart", "cart"))).toMatchObject({ kind: "failed", because: "origin-503" });
      expect(shield.peek(askFor(pageOrder("cart", "cart")).key)).toBeNull();
    });
  });

  it("takes no other application's word for it that there is no such page, once ours has answered", async () => {
    await withShield(async (shield, origin) => {
      expect(await ask(shield, pageOrder("cart", "cart"))).toMatchObject({ kind: "found" });
      origin.isOurs = false;
      expect(await ask(shield, pageOrder("other"))).toMatchObject({ kind: "failed", because: "foreign" });
    });
  });

  it("fills nothing for another build, whose pages it cannot make", async () => {
    await withShield(async (shield, origin) => {
      const { parts } = pageOrder("cart", "cart");
      expect(await ask(shield, pageOrder("cart", "cart"), { key: cacheKey(parts, "another") })).toBeUndefined();
      expect(origin.calls).toEqual([]);
    });
  });

  it("counts in a dry run nothing that a purge of a moment ago has made dead", async () => {
    await withShield(async (shield) => {
      const order = pageOrder("reviewed", "cart");
      await ask(shield, order);
      const purge = { by: "url", values: [order.canonical], mode: "hard" } as const;
      expect(await shield.effectOf(purge, NOWHERE)).toMatchObject({ shells: 1, urls: purge.values });
      const bulletin = env.BULLETIN.getByName(BULLETIN_NAME) as unknown as DurableObjectStub<Bulletin>;
      const outcome = await bulletin.purge({ ...purge, reason: "Test", actor: "ines" });
      if (outcome.kind !== "purged") throw new Error(outcome.kind);
      const { epoch, seq } = outcome.row;
      expect(await shield.effectOf(purge, { epoch, seq })).toEqual({ shells: 0, fragments: 0, urls: [] });
    });
  });

  it("keeps what was filled ahead beside what is served, and picks by the asker's instant", async () => {
    await withShield(async (shield, origin) => {
      const [order, T0] = [pageOrder("cart", "cart"), Date.now() + 3_600_000];
      origin.changesAt = T0;
      await ask(shield, order);
      origin.changesAt = null;
      const { key } = askFor(order);
      const ahead = { key, order, minSeq: NOWHERE, at: Date.now() - 250, notBefore: T0 };
      expect(await shield.prewarm(ahead)).toEqual({ ok: true, how: "filled" });
      expect(await shield.prewarm(ahead)).toEqual({ ok: true, how: "held" });
      expect(await ask(shield, order)).toMatchObject({ stored: { stamps: { notBefore: null, notAfter: T0 } } });
      expect(await ask(shield, order, { at: T0 })).toMatchObject({ stored: { stamps: { notBefore: T0 } } });
      expect(origin.calls).toHaveLength(2);
    });
  });

  it.each([0, -1])(
    "asks once for many views when the origin says that its answer has changed already: %d ms after its instant",
    async (ms) => {
      await withShield(async (shield, origin) => {
        const [order, at] = [pageOrder("cart", "cart"), Date.now() - 250];
        origin.changesAt = at + ms;
        for (let view = 0; view < 5; view++) expect(await ask(shield, order, { at })).toMatchObject({ kind: "found" });
        expect(origin.calls).toHaveLength(1);
      });
    },
  );
});

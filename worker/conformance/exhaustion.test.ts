/** Threat: an attacker makes the origin work, or fills the stores, with addresses of his own making. */
import { beforeAll, describe, expect, it } from "vitest";
import { shop } from "./shop.ts";
import { type Attack, describeThreat } from "./threat.ts";

const madeUp = (n: number) => Array.from({ length: n }, (_, i) => `${Date.now().toString(36)}-${i}`);

describe("made-up addresses", () => {
  // Until the bulletin has heard from the origin, the origin is asked.
  beforeAll(async () => {
    await shop.ask("/en-gb/products/made-up-before");
    await shop.warm("/en-gb/products/rim-mug");
  });

  it("of products and collections are answered without the origin", async () => {
    const before = await shop.originCalls();
    const targets = madeUp(50).map((name, i) => `/en-gb/${i % 2 === 0 ? "products" : "collections"}/${name}`);
    const answers = [];
    // Not all at once: a copy of the bulletin that a busy machine leaves old is a reason to ask the origin.
    for (let at = 0; at < targets.length; at += 25)
      answers.push(...(await Promise.all(targets.slice(at, at + 25).map((target) => shop.ask(target)))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    const after = await shop.originCalls();
    expect([after.page, after.fragments]).toEqual([before.page, before.fragments]);
  });

  it("of variants lead to the product without the origin", async () => {
    const before = await shop.originCalls();
    const answers = await Promise.all(madeUp(20).map((name) => shop.ask(`/en-gb/products/rim-mug?variant=${name}&ref=letter`)));
    const seen = new Set(answers.map(({ status, field }) => `${status} ${field("location")}`));
    expect(seen).toEqual(new Set([`302 ${shop.origin}/en-gb/products/rim-mug?ref=letter`]));
    expect((await shop.originCalls()).page).toBe(before.page);
  });

  it("of fragments ask nobody for anything", async () => {
    const before = await shop.originCalls();
    const page = (name: string) => encodeURIComponent(`/en-gb/products/${name}`);
    const answers = await Promise.all(
      madeUp(10).map((name) => shop.ask(`/en-gb/_fragments?page=${page(name)}&names=recommendations,stock`)),
    );
    for (const { body } of answers) expect(body).not.toContain("<template");
    expect((await shop.originCalls()).fragments).toBe(before.fragments);
  });

  it("in the cookie of what was looked at ask for no cards", async () => {
    await shop.warm("/en-gb");
    const before = await shop.originCalls();
    for (let view = 0; view < 5; view++) {
      const recent = madeUp(8).map((name) => `${name}-${view}`);
      const answer = await shop.ask("/en-gb", { headers: [["Cookie", `__Host-recent=${recent.join(".")}`]] });
      expect([answer.status, answer.field("fragment-status")]).toEqual([200, expect.stringContaining("seen-everywhere=token")]);
    }
    expect((await shop.originCalls()).fragments).toBe(before.fragments);
  });

  it("of pages past the last lead to the last, and numbers without end to one address", async () => {
    for (const page of ["101", "999999", "99999999999999999999"]) {
      const answer = await shop.ask(`/en-gb/collections/table?page=${page}`);
      expect([answer.status, answer.field("location")]).toEqual([301, `${shop.origin}/en-gb/collections/table?page=100`]);
    }
    const last = await shop.ask("/en-gb/collections/table?page=100");
    expect([last.status, last.field("location")]).toEqual([302, `${shop.origin}/en-gb/collections/table?page=2`]);
  });

  it("of parameters share one stored page", async () => {
    const before = await shop.originCalls();
    const answers = await Promise.all(madeUp(30).map((name) => shop.ask(`/en-gb/products/rim-mug?${name}=1`)));
    for (const { status, field } of answers) expect([status, field("cache-status")]).toEqual([200, expect.stringContaining("hit")]);
    expect((await shop.originCalls()).page).toBe(before.page);
  });
});

describe("a client", () => {
  const asked = (ip: string, target: string) => shop.ask(target, { headers: [["CF-Connecting-IP", ip]] });

  it("that asks for too many made-up addresses is told to come later, and still reads what is warm", async () => {
    await shop.warm("/en-gb");
    // The limit is 120 a minute: two minutes' worth and 40, wherever the minute turns.
    const answers = await Promise.all(madeUp(280).map((name) => asked("192.0.2.66", `/en-gb/products/${name}`)));
    const limited = answers.filter(({ status }) => status === 429);
    expect(limited.length).toBeGreaterThanOrEqual(30);
    for (const { field } of limited) expect([field("retry-after"), field("cache-control")]).toEqual(["60", "private, no-store"]);
    expect(answers.filter(({ status }) => status !== 429 && status !== 404)).toEqual([]);
    for (let i = 0; i < 50; i++) expect((await asked("192.0.2.66", "/en-gb")).status).toBe(200);
  });

  it("does not pay for another", async () => {
    const answer = await asked("192.0.2.67", `/en-gb/products/${madeUp(1)}`);
    expect(answer.status).toBe(404);
  });
});

const madeUpListings: Attack = {
  what: "by addresses that are made up",
  async on(target) {
    const path = await target.cold();
    // The page that says so is one, and the same for all of them.
    await target.ask(`${path}/nothing`);
    const before = await target.originCalls();
    await Promise.all(madeUp(15).map((name) => target.ask(`${path}-${name}`)));
    const calls = (await target.originCalls()) - before;
    return [calls > 0 && `${calls} calls`];
  },
};

const madeUpParameters: Attack = {
  what: "by parameters whose values have no end",
  async on(target) {
    const path = await target.cold();
    await target.ask(path);
    const before = await target.originCalls();
    for (let i = 1_000; i < 1_010; i++) await target.ask(`${path}?page=${i}&ref=${i}`);
    const calls = (await target.originCalls()) - before;
    return [calls > 0 && `${calls} calls`];
  },
};

describeThreat("exhaustion", [madeUpListings, madeUpParameters]);

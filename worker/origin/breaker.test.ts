import { describe, expect, it } from "vitest";
import type { Market } from "#contract/market";
import { EASY_FOR } from "./breaker.ts";
import { Endpoint } from "./endpoint.ts";
import { fakeOrigin } from "./fake-origin.ts";
import { guardedOrigin } from "./guarded-origin.ts";
import { HALF_LIFE, NO_SCORE, observed, SLOW_AT, whyFailing, whySlow } from "./score.ts";

const T = 1_000_000;

function openEndpoint() {
  const clock = { now: T };
  const spared = { calls: 0 };
  const endpoint = new Endpoint(
    () => clock.now,
    () => spared.calls++,
  );
  /** A call that takes `ms`; false when it was not made. */
  const call = (because?: string, ms = 50): boolean => {
    if (endpoint.enter() !== undefined) return false;
    const startedAt = clock.now;
    clock.now += ms;
    endpoint.leave(startedAt, because);
    return true;
  };
  const fail = (times: number) => Array.from({ length: times }, () => call("origin-503"));
  return { clock, endpoint, spared, call, fail };
}

describe("the score of an endpoint", () => {
  const scoreOf = (...calls: (string | undefined)[]) =>
    calls.reduce((score, because) => observed(score, { tookMs: 10, ...(because !== undefined && { because }) }, T), NO_SCORE);
  const bad = "origin-down";

  it.each([
    ["two failures", [bad, bad], undefined],
    ["three of three", [bad, bad, bad], bad],
    ["three of six", [bad, bad, bad, undefined, undefined, undefined], bad],
    ["three of seven", [bad, bad, bad, undefined, undefined, undefined, undefined], undefined],
  ])("of %s", (_, calls, because) => {
    expect(whyFailing(scoreOf(...calls), T)).toBe(because);
  });

  it("forgives with time", () => {
    expect(whyFailing(scoreOf(bad, bad, bad, bad), T + HALF_LIFE / 4)).toBe(bad);
    expect(whyFailing(scoreOf(bad, bad, bad, bad), T + HALF_LIFE)).toBeUndefined();
  });

  it("sees calls that wait for their whole deadline one after the other", () => {
    let score = NO_SCORE;
    for (let i = 1; i <= 6; i++) score = observed(score, { because: "origin-slow", tookMs: 4_000 }, T + i * 4_000);
    expect(whyFailing(score, T + 24_000)).toBe("origin-slow");
  });

  it("tells slow from failing", () => {
    let score = NO_SCORE;
    for (let i = 0; i < 5; i++) score = observed(score, { tookMs: SLOW_AT + 500 }, T);
    expect(whySlow(score, T)).toBe("origin-slow");
    expect(whyFailing(score, T)).toBeUndefined();
    for (let i = 0; i < 5; i++) score = observed(score, { tookMs: 20 }, T + 1_000);
    expect(whySlow(score, T + 1_000)).toBeUndefined();
  });
});

describe("an endpoint that fails", () => {
  it("is not called any more, and grace is wide", () => {
    const { endpoint, spared, call, fail } = openEndpoint();
    expect(endpoint.trouble()).toBeUndefined();
    expect(fail(3)).toEqual([true, true, true]);
    expect(call()).toBe(false);
    expect(spared.calls).toBe(1);
    expect(endpoint.trouble()).toBe("origin-503");
  });

  it("is probed by one call at a time, ever more rarely while it stays so", () => {
    const { clock, endpoint, call, fail } = openEndpoint();
    fail(3);
    const probes: number[] = [];
    for (const end = T + 60_000; clock.now < end; clock.now += 100) if (call("origin-503", 0)) probes.push(clock.now);
    const gaps = probes.slice(1).map((at, i) => at - (probes[i] ?? 0));
    expect(gaps).toEqual([2_000, 4_000, ...gaps.slice(2).map(() => 8_000)]);
    clock.now += 10_000;
    expect(endpoint.enter()).toBeUndefined();
    expect(endpoint.enter()).toBe("origin-503");
  });

  it("is called again after two good probes, and not waited for until it has had time to catch up", () => {
    const { clock, endpoint, call, fail } = openEndpoint();
    fail(3);
    clock.now += 1_000;
    expect([call(), call(), call(), call()]).toEqual([true, true, true, true]);
    expect(endpoint.trouble()).toBe("origin-recovering");
    clock.now += EASY_FOR;
    expect(endpoint.trouble()).toBeUndefined();
  });

  it("is probed anew when a probe was lost with its request", () => {
    const { clock, endpoint, fail } = openEndpoint();
    fail(3);
    clock.now += 1_000;
    expect(endpoint.enter()).toBeUndefined();
    clock.now += 15_000;
    expect(endpoint.enter()).toBeUndefined();
  });

  it("does not take a late answer of an earlier call for a recovery", () => {
    const { clock, endpoint, call, fail } = openEndpoint();
    const startedAt = clock.now;
    endpoint.enter();
    fail(3);
    endpoint.leave(startedAt, undefined);
    expect(call()).toBe(false);
  });

  it.each([
    ["good", undefined],
    ["bad", "origin-slow"],
  ])("does not take the late %s answer of a call from before the rest for its probe's", (_, because) => {
    const { clock, endpoint, call, fail } = openEndpoint();
    const startedAt = clock.now;
    endpoint.enter();
    endpoint.enter();
    fail(3);
    clock.now += 1_000;
    expect(endpoint.enter()).toBeUndefined();
    const probeAt = clock.now;
    for (const _late of [1, 2]) endpoint.leave(startedAt, because);
    expect(endpoint.enter()).toBe("origin-503");
    endpoint.leave(probeAt, undefined);
    expect([call(), endpoint.trouble()]).toEqual([true, "origin-recovering"]);
  });

  it("does not rest anew because of calls that left before it had recovered", () => {
    const { clock, endpoint, call, fail } = openEndpoint();
    const startedAt = clock.now;
    for (const _call of [1, 2, 3]) endpoint.enter();
    fail(3);
    clock.now += 1_000;
    expect([call(), call()]).toEqual([true, true]);
    for (const _late of [1, 2, 3]) endpoint.leave(startedAt, "origin-slow");
    expect(call()).toBe(true);
  });
});

describe("the guarded origin", () => {
  const page = { kind: "product", handle: "rim-mug", market: "en-gb" as Market, params: {}, at: T } as const;
  const request = { market: "en-gb" as Market, visitor: null, asks: [] };

  function guard() {
    const clock = { now: T };
    const now = () => clock.now;
    const fake = fakeOrigin();
    const endpoints = { page: new Endpoint(now), fragments: new Endpoint(now) };
    const frames = async () => (await Array.fromAsync(origin.batch(request, 100))).length;
    const origin = guardedOrigin(fake, endpoints, now);
    return { fake, origin, endpoints, frames };
  }

  it("rests for pages and goes on with fragments and writes: each endpoint has a health of its own", async () => {
    const { fake, origin, frames, endpoints } = guard();
    for (let i = 0; i < 5; i++) await origin.page(page);
    expect(fake.calls.page).toBe(3);
    expect(await origin.traced("00-1-2-01").page(page)).toEqual({ ok: false, failure: { kind: "resting", because: "origin-down" } });
    expect(await frames()).toBe(2);
    expect(endpoints.fragments.trouble()).toBeUndefined();
    fake.mode = "off";
    for (let i = 0; i < 5; i++) await origin.addLine({ variant: "a", quantity: 1, market: "en-gb", cartId: null } as never, "key");
    expect(fake.calls.mutation).toBe(5);
  });

  it("takes a batch without a frame for a failure, and asks no more", async () => {
    const { fake, frames } = guard();
    fake.mode = "off";
    for (let i = 0; i < 5; i++) expect(await frames()).toBe(0);
    expect(fake.calls.fragments).toBe(3);
  });
});

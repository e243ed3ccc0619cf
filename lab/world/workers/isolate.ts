/**
 * One isolate of the simulated world: a Worker's production bundle, untouched, with what it reaches under control.
 * Its clock can be moved and its bindings cut off, and it may have six operations under way, as in production.
 */
import "./moved-clock.ts";
import { DurableObject } from "cloudflare:workers";
import { AsyncLocalStorage } from "node:async_hooks";
import type { Cut, IsolateState } from "../control.ts";
import deployed, * as deployedObjects from "./deployed.js";
import { moveClock } from "./moved-clock.ts";
import { NO_OPERATIONS, type OperationCounts, Operations } from "./operations.ts";

export * from "./deployed.js";

interface Env {
  readonly [binding: string]: unknown;
  /** Names of the bindings that lead to Durable Objects, and to services. */
  readonly WORLD: { readonly objects: readonly string[]; readonly services: readonly string[] };
}
type Method = (...args: unknown[]) => unknown;

const current = new AsyncLocalStorage<Operations>();
let counts: OperationCounts = { ...NO_OPERATIONS };
let cuts: IsolateState["cuts"] = {};
let surroundings: Env | undefined;

/** A background task that no request started counts for itself. */
function counted<T>(name: string, operation: () => T | Promise<T>): Promise<T> {
  return (current.getStore() ?? new Operations(counts)).run(name, operation);
}

for (const name of ["match", "put", "delete"] as const) {
  const original = Cache.prototype[name] as Method;
  Object.defineProperty(Cache.prototype, name, {
    value(this: Cache, ...args: unknown[]) {
      return counted(`cache.${name}`, () => reached(cuts.CACHE, () => original.apply(this, args), signalIn(args)));
    },
  });
}
const outside = globalThis.fetch as unknown as Method;
globalThis.fetch = ((...args: unknown[]) => counted("fetch", () => outside(...args))) as typeof fetch;

export default {
  fetch(request, env, context) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith("/__world")) return control(request, pathname, env);
    return current.run(new Operations(counts), () => deployed.fetch?.(request, inWorld(env), context) ?? missing());
  },
  queue(batch, env, context) {
    return current.run(new Operations(counts), () => deployed.queue?.(batch, inWorld(env), context));
  },
  scheduled(controller, env, context) {
    return deployed.scheduled?.(controller, inWorld(env), context);
  },
} satisfies ExportedHandler<Env>;

/** The object that works by alarm: each alarm is one request. The origin's Worker has none of it. */
export class Prewarms extends (deployedObjects.Prewarms ?? DurableObject<Env>) {
  constructor(state: DurableObjectState, env: Env) {
    super(state, inWorld(env));
  }

  override async alarm(): Promise<void> {
    await current.run(new Operations(counts), () => super.alarm?.());
  }
}

async function control(request: Request, pathname: string, env: Env): Promise<Response> {
  if (pathname === "/__world/operations") return Response.json(taken());
  if (pathname === "/__world/bulletin") return Response.json(await bulletinOf(env).stats());
  const state: IsolateState = await request.json();
  moveClock(state.clockMs);
  cuts = state.cuts;
  return new Response(null, { status: 204 });
}

function taken(): OperationCounts {
  const noted = counts;
  counts = { ...NO_OPERATIONS };
  return noted;
}

function bulletinOf({ BULLETIN }: Env): { stats(): Promise<object> } {
  return (BULLETIN as { getByName(name: string): { stats(): Promise<object> } }).getByName("shop");
}

function inWorld(env: Env): Env {
  surroundings ??= wrapped(env);
  return surroundings;
}

function wrapped(env: Env): Env {
  const inside: Record<string, unknown> = { ...env };
  for (const name of env.WORLD.objects) inside[name] = namespaceInWorld(name, env[name] as object);
  for (const name of env.WORLD.services) inside[name] = remote(name, env[name] as object);
  return inside as Env;
}

function namespaceInWorld(binding: string, namespace: object): object {
  return proxied(namespace, (name, method) => {
    const isStub = name === "get" || name === "getByName";
    return (...args) => (isStub ? remote(binding, method(...args) as object) : method(...args));
  });
}

/** Every method of it is an operation that waits for an answer, and may be cut off. */
function remote(binding: string, target: object): object {
  return proxied(
    target,
    (_, method) =>
      (...args) =>
        counted(binding, () => reached(cuts[binding], () => method(...args), signalIn(args))),
  );
}

/** Whoever gives a call up is let go, as by the platform's own `fetch`. */
async function reached(cut: Cut | undefined, call: () => unknown, givenUp: Promise<never>): Promise<unknown> {
  if (cut === undefined) return call();
  if (cut === "refused") throw new Error("connection refused");
  await Promise.race([cut === "silent" ? new Promise(() => {}) : scheduler.wait(cut.slowByMs), givenUp]);
  return call();
}

/** Rejects when the signal says so that a call of `fetch` was given. */
function signalIn([, init]: readonly unknown[]): Promise<never> {
  const { signal } = (init ?? {}) as RequestInit;
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason), { once: true }));
}

function proxied(target: object, wrap: (name: PropertyKey, method: Method) => Method): object {
  return new Proxy(target, {
    get(_, name) {
      const value: unknown = name === "then" ? undefined : Reflect.get(target, name, target);
      return typeof value === "function" ? wrap(name, (...args) => Reflect.apply(value, target, args)) : value;
    },
  });
}

function missing(): never {
  throw new Error("the deployed Worker answers no requests");
}

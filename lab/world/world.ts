/** What can be done to an open world, and asked of it. */
import { ADMIN_TOKEN, SITE } from "../bench/shop.ts";
import type { Cut, EnteredCall, GateState, IsolateState, OriginFault } from "./control.ts";
import type { OperationCounts } from "./workers/operations.ts";

/** A Miniflare with its Workers. */
export interface Opened {
  urlOf(worker: string): Promise<string>;
  dispose(): Promise<void>;
}

/** A point of presence. Its requests go to its isolates in turn. */
export interface Pop {
  readonly name: string;
  /** Where each isolate listens. */
  readonly isolates: readonly string[];
  /** A request of one isolate; the next one's when none is named. Redirects are not followed. */
  fetch(path: string, init?: RequestInit, isolate?: number): Promise<Response>;
}

interface Home {
  readonly edge: string;
  readonly origin: string;
  readonly gate: string;
}

const AS_IT_IS: IsolateState = { clockMs: 0, cuts: {} };

export class World {
  readonly pops: readonly Pop[];
  readonly #home: Home;
  readonly #close: () => Promise<void>;
  readonly #states = new Map<string, IsolateState>();

  private constructor(pops: readonly Pop[], home: Home, close: () => Promise<void>) {
    this.pops = pops;
    this.#home = home;
    this.#close = close;
  }

  static async of(home: Opened, pops: ReadonlyMap<string, Opened>, isolates: number, close: () => Promise<void>): Promise<World> {
    const opened = [...pops].map(async ([name, pop]) => {
      const names = Array.from({ length: isolates }, (_, at) => `${name.toLowerCase()}-${at}`);
      return toPop(name, await Promise.all(names.map((worker) => pop.urlOf(worker))));
    });
    const [edge, origin, gate] = await Promise.all(["vitrine", "vitrine-origin", "gate"].map((worker) => home.urlOf(worker)));
    if (!edge || !origin || !gate) throw new Error("the home is not open");
    return new World(await Promise.all(opened), { edge, origin, gate }, close);
  }

  pop(name: string): Pop {
    return this.pops.find((pop) => pop.name === name) ?? fail(`no point of presence is called ${name}`);
  }

  /** An admin API call, by the owner, at one of the points of presence. */
  admin(path: string, init: RequestInit = {}, pop: Pop = this.pops[0] ?? fail("no point of presence")): Promise<Response> {
    return pop.fetch(path, { ...init, headers: { Authorization: `Bearer ${ADMIN_TOKEN}`, ...init.headers } });
  }

  /** Calls that entered the origin since this was last asked. */
  async takeCalls(): Promise<EnteredCall[]> {
    return (await fetch(`${this.#home.gate}/__world/calls`)).json() as Promise<EnteredCall[]>;
  }

  /** Lets the origin go wrong for calls whose path begins with `under`; null mends it. */
  async spoilOrigin(fault: OriginFault | null, under = "/"): Promise<void> {
    await tell(this.#home.gate, { fault, under } satisfies GateState);
  }

  /** Puts clocks forward: the whole world's, or those of one point of presence, which is ahead of the others from then on. None goes back. */
  async advanceClock(ms: number, pop?: Pop): Promise<void> {
    await this.#change(pop ? pop.isolates : this.#everywhere, (state) => ({ ...state, clockMs: state.clockMs + ms }));
  }

  /** Cuts a binding off, everywhere or at one point of presence. */
  async cut(binding: string, how: Cut, pop?: Pop): Promise<void> {
    await this.#change(pop ? pop.isolates : this.#atTheEdge, (state) => ({ ...state, cuts: { ...state.cuts, [binding]: how } }));
  }

  /** Bindings and the origin as they should be. Clocks stay where they are. */
  async mend(): Promise<void> {
    await this.spoilOrigin(null);
    await this.#change(this.#everywhere, ({ clockMs }) => ({ clockMs, cuts: {} }));
  }

  /** What requests wanted under way at once, summed up over all isolates since the world was last changed. */
  async operations(): Promise<OperationCounts> {
    const asked = this.#atTheEdge.map(async (url) => (await fetch(`${url}/__world/operations`)).json() as Promise<OperationCounts>);
    const all = await Promise.all(asked);
    return {
      requests: all.reduce((sum, { requests }) => sum + requests, 0),
      most: Math.max(...all.map(({ most }) => most)),
      over: all.reduce((sum, { over }) => sum + over, 0),
    };
  }

  close(): Promise<void> {
    return this.#close();
  }

  get #atTheEdge(): readonly string[] {
    return [this.#home.edge, ...this.pops.flatMap(({ isolates }) => isolates)];
  }

  get #everywhere(): readonly string[] {
    return [...this.#atTheEdge, this.#home.origin];
  }

  async #change(urls: readonly string[], change: (state: IsolateState) => IsolateState): Promise<void> {
    await Promise.all(
      urls.map((url) => {
        const state = change(this.#states.get(url) ?? AS_IT_IS);
        this.#states.set(url, state);
        return tell(url, state);
      }),
    );
  }
}

async function tell(url: string, state: object): Promise<void> {
  const response = await fetch(`${url}/__world/state`, { method: "POST", body: JSON.stringify(state) });
  if (response.status !== 204) throw new Error(`${url} did not take its state: ${response.status} ${await response.text()}`);
}

function toPop(name: string, isolates: readonly string[]): Pop {
  let turn = 0;
  return {
    name,
    isolates,
    fetch: (path, init = {}, isolate = turn++ % isolates.length) =>
      fetch(`${isolates[isolate]}${path}`, { redirect: "manual", ...init, headers: { Origin: SITE, ...init.headers } }),
  };
}

function fail(because: string): never {
  throw new Error(because);
}

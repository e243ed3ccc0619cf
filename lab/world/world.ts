/** What can be done to an open world, and asked of it. */
import { ADMIN_TOKEN, type OpenMiniflare, SITE } from "../bench/shop.ts";
import type { Cut, Edition, EnteredCall, GateState, IsolateState, OriginFault } from "./control.ts";
import type { OperationCounts } from "./workers/operations.ts";

/** The edge Worker that Durable Objects belong to. */
export const HOME = "vitrine";

export function isolateName(pop: string, at: number): string {
  return `${pop.toLowerCase()}-${at}`;
}

/** What a world is made of. */
export interface Parts {
  readonly home: OpenMiniflare;
  readonly places: readonly { readonly name: string; readonly miniflare: OpenMiniflare }[];
  readonly isolates: number;
  deploy(): Promise<void>;
  close(): Promise<void>;
}

/** A point of presence. Its requests go to its isolates in turn. */
export interface Pop {
  readonly name: string;
  /** Where each isolate listens. */
  readonly isolates: readonly string[];
  /** A request of one isolate; the next one's when none is named. Redirects are not followed. */
  fetch(path: string, init?: RequestInit, isolate?: number): Promise<Response>;
}

const AS_IT_IS: IsolateState = { clockMs: 0, cuts: {} };

export class World {
  readonly #parts: Parts;
  readonly #states = new Map<string, IsolateState>();
  #pops: readonly Pop[] = [];
  #home = { edge: "", origin: "", gate: "" };
  #gate: GateState = { fault: null, under: "/", edition: null };

  private constructor(parts: Parts) {
    this.#parts = parts;
  }

  static async open(parts: Parts): Promise<World> {
    const world = new World(parts);
    await world.#locate();
    return world;
  }

  async #locate(): Promise<void> {
    const { home, places, isolates } = this.#parts;
    const [edge = "", origin = "", gate = ""] = await Promise.all([HOME, "vitrine-origin", "gate"].map((worker) => home.urlOf(worker)));
    this.#home = { edge, origin, gate };
    this.#pops = await Promise.all(
      places.map(async ({ name, miniflare }) => {
        const names = Array.from({ length: isolates }, (_, at) => isolateName(name, at));
        return toPop(name, await Promise.all(names.map((worker) => miniflare.urlOf(worker))));
      }),
    );
  }

  get pops(): readonly Pop[] {
    return this.#pops;
  }

  /** Deploys a release whose pages look otherwise. Caches and Durable Objects keep what they hold; isolates begin anew, with clocks and bindings as they should be. */
  async deploy(): Promise<void> {
    await this.#parts.deploy();
    await this.#locate();
    this.#states.clear();
    await tell(this.#home.gate, this.#gate);
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

  /** Asks the origin itself, past its gate: such calls are not noted. */
  async askOrigin<T>(path: string): Promise<T> {
    return (await fetch(`${this.#home.origin}${path}`)).json() as Promise<T>;
  }

  /** Reads of the bulletin by point of presence, since it was made. */
  async bulletinReads(): Promise<Readonly<Record<string, number>>> {
    const stats = (await (await fetch(`${this.#home.edge}/__world/bulletin`)).json()) as { readsByPop: Record<string, number> };
    return stats.readsByPop;
  }

  /** Lets the origin go wrong for calls whose path begins with `under`; null mends it. */
  spoilOrigin(fault: OriginFault | null, under = "/"): Promise<void> {
    return this.#changeGate({ ...this.#gate, fault, under });
  }

  /** Gives the origin another edition of a product. Nobody is told: a purge has to follow. */
  publish(edition: Edition): Promise<void> {
    return this.#changeGate({ ...this.#gate, edition });
  }

  /** Puts clocks forward: the whole world's, or those of one point of presence, which is ahead of the others from then on. None goes back. */
  async advanceClock(ms: number, pop?: Pop): Promise<void> {
    await this.#change(pop ? pop.isolates : this.#everywhere, (state) => ({ ...state, clockMs: state.clockMs + ms }));
  }

  /** Cuts a binding off, everywhere, at one point of presence or at home. */
  async cut(binding: string, how: Cut, where?: Pop | "home"): Promise<void> {
    await this.#change(this.#isolatesOf(where), (state) => ({ ...state, cuts: { ...state.cuts, [binding]: how } }));
  }

  /** Bindings and the origin as they should be. Clocks stay where they are. */
  async mend(): Promise<void> {
    await this.spoilOrigin(null);
    await this.#change(this.#everywhere, ({ clockMs }) => ({ clockMs, cuts: {} }));
  }

  /** What requests wanted under way at once since this was last asked, summed up over all isolates, or over those of one place. */
  async takeOperations(where?: Pop | "home"): Promise<OperationCounts> {
    const asked = this.#isolatesOf(where).map(async (url) => (await fetch(`${url}/__world/operations`)).json() as Promise<OperationCounts>);
    const all = await Promise.all(asked);
    return {
      requests: all.reduce((sum, { requests }) => sum + requests, 0),
      most: Math.max(...all.map(({ most }) => most)),
      over: all.reduce((sum, { over }) => sum + over, 0),
      example: all.find(({ over }) => over > 0)?.example ?? [],
    };
  }

  close(): Promise<void> {
    return this.#parts.close();
  }

  #isolatesOf(where?: Pop | "home"): readonly string[] {
    return where === "home" ? [this.#home.edge] : (where?.isolates ?? this.#atTheEdge);
  }

  get #atTheEdge(): readonly string[] {
    return [this.#home.edge, ...this.pops.flatMap(({ isolates }) => isolates)];
  }

  get #everywhere(): readonly string[] {
    return [...this.#atTheEdge, this.#home.origin];
  }

  async #changeGate(state: GateState): Promise<void> {
    this.#gate = state;
    await tell(this.#home.gate, state);
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

/** The lanes of the request that is being served, wherever it is waiting. Whatever asks the world does so by `operation`. */
import { AsyncLocalStorage } from "node:async_hooks";
import { type Lane, Lanes, type Widths } from "./lanes.ts";

interface Way {
  readonly lanes: Lanes;
  readonly lane: Lane;
}

const current = new AsyncLocalStorage<Way>();

/** Serves a request: what it starts, work behind its answer too, shares six places. */
export function inLanes<T>(serve: () => T, widths?: Widths): T {
  return current.run({ lanes: new Lanes(widths), lane: "page" }, serve);
}

/** What the work starts goes by this lane, unless it names another. */
export function inLane<T>(lane: Lane, work: () => T): T {
  const way = current.getStore();
  return way === undefined ? work() : current.run({ ...way, lane }, work);
}

/** Asks the world for something when there is room. Outside of a request, in a Durable Object say, there always is. */
export function operation<T>(ask: () => Promise<T>, lane?: Lane): Promise<T> {
  const way = current.getStore();
  return way === undefined ? ask() : way.lanes.run(lane ?? way.lane, ask);
}

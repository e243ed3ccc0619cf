import type { Ms } from "../time.ts";
import {
  addCounts,
  type Counts,
  type FragmentState,
  type Grace,
  type HitTier,
  NOT_ASKED,
  NOTHING,
  type NotAsked,
  type OriginCall,
  WAIT_CLASSES,
} from "./counts.ts";

/** What one isolate counted since it last reported. Counting allocates nothing: it happens on every page view. */
export class Tally {
  #pageViews = 0;
  #stale = 0;
  #bulletinReads = 0;
  #unavailable = 0;
  #grace: Record<Grace, number> = { ...NOTHING.grace };
  #notAsked: Record<NotAsked, number> = { ...NOTHING.notAsked };
  #hits: Record<HitTier, number> = { ...NOTHING.hits };
  #originCalls: Record<OriginCall, number> = { ...NOTHING.originCalls };
  #fragments: Record<string, Record<FragmentState, number>> = {};
  #fragmentWaits: Record<string, { classes: number[]; sumMs: Ms }> = {};
  #exposures: Record<string, Record<string, number>> = {};
  #returned: Counts = NOTHING;

  /** A page was asked for. `from` is where its shell came from; undefined when there was none to serve. `grace` says why it was stale. */
  pageView(from: HitTier | undefined, grace: Grace | undefined): void {
    this.#pageViews++;
    if (from !== undefined) this.#hits[from]++;
    if (grace === undefined) return;
    this.#stale++;
    this.#grace[grace]++;
  }

  /** A page was asked for, and 503 was all there was. */
  unavailable(): void {
    this.#pageViews++;
    this.#unavailable++;
  }

  /** The origin was spared a call. */
  notAsked(because: NotAsked): void {
    this.#notAsked[because]++;
  }

  /** A page was shown with this arm of an experiment. */
  exposure(experiment: string, arm: string): void {
    this.#exposures[experiment] ??= {};
    const arms = this.#exposures[experiment];
    arms[arm] = (arms[arm] ?? 0) + 1;
  }

  fragment(name: string, state: FragmentState): void {
    let states = this.#fragments[name];
    if (states === undefined) {
      states = { token: 0, bulletin: 0, tier: 0, batch: 0, fallback: 0 };
      this.#fragments[name] = states;
    }
    states[state]++;
  }

  /** A fragment came that was not at hand, so long after the page view began. */
  fragmentWait(name: string, ms: Ms): void {
    const found = WAIT_CLASSES.findIndex((end) => ms <= end);
    const at = found === -1 ? WAIT_CLASSES.length : found;
    const waits = this.#fragmentWaits[name] ?? { classes: Array<number>(WAIT_CLASSES.length + 1).fill(0), sumMs: 0 };
    this.#fragmentWaits[name] = waits;
    waits.classes[at] = (waits.classes[at] ?? 0) + 1;
    waits.sumMs += ms;
  }

  originCall(kind: OriginCall, times = 1): void {
    this.#originCalls[kind] += times;
  }

  bulletinRead(times = 1): void {
    this.#bulletinReads += times;
  }

  /** Hands over everything counted and starts at zero; undefined when there is nothing to tell. */
  take(): Counts | undefined {
    const counted: Counts = {
      pageViews: this.#pageViews,
      hits: this.#hits,
      stale: this.#stale,
      grace: this.#grace,
      unavailable: this.#unavailable,
      notAsked: this.#notAsked,
      originCalls: this.#originCalls,
      fragments: this.#fragments,
      fragmentWaits: this.#fragmentWaits,
      exposures: this.#exposures,
      bulletinReads: this.#bulletinReads,
    };
    const counts = addCounts(this.#returned, counted);
    this.#reset();
    return isNothing(counts) ? undefined : counts;
  }

  /** Takes counts back that could not be delivered. */
  putBack(counts: Counts): void {
    this.#returned = addCounts(this.#returned, counts);
  }

  #reset(): void {
    this.#pageViews = 0;
    this.#stale = 0;
    this.#grace = { ...NOTHING.grace };
    this.#unavailable = 0;
    this.#notAsked = { ...NOTHING.notAsked };
    this.#bulletinReads = 0;
    this.#hits = { ...NOTHING.hits };
    this.#originCalls = { ...NOTHING.originCalls };
    this.#fragments = {};
    this.#fragmentWaits = {};
    this.#exposures = {};
    this.#returned = NOTHING;
  }
}

function isNothing(counts: Counts): boolean {
  const calls = Object.values(counts.originCalls).some((count) => count > 0) || NOT_ASKED.some((why) => counts.notAsked[why] > 0);
  return counts.pageViews === 0 && counts.bulletinReads === 0 && !calls && isEmpty(counts.fragments) && isEmpty(counts.fragmentWaits);
}

function isEmpty(named: object): boolean {
  return Object.keys(named).length === 0;
}

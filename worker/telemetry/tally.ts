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

  fragment(name: string, state: FragmentState): void {
    let states = this.#fragments[name];
    if (states === undefined) {
      states = { token: 0, bulletin: 0, tier: 0, batch: 0, fallback: 0 };
      this.#fragments[name] = states;
    }
    states[state]++;
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
    this.#returned = NOTHING;
  }
}

function isNothing(counts: Counts): boolean {
  const calls = Object.values(counts.originCalls).some((count) => count > 0) || NOT_ASKED.some((why) => counts.notAsked[why] > 0);
  return counts.pageViews === 0 && counts.bulletinReads === 0 && !calls && Object.keys(counts.fragments).length === 0;
}

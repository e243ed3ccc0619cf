/** The goals of DESIGN section 8 that a rehearsal can judge, against what it saw. */
import type { Rehearsal } from "./rehearsal.ts";
import type { Summary } from "./summarize.ts";

export interface Judged {
  readonly goal: string;
  readonly wanted: string;
  readonly measured: string;
  /** Undefined where the trace was too small to tell. */
  readonly isReached: boolean | undefined;
}

/** Of the standard trace. The stock costs a call a second, whoever looks: for fewer views that is more calls for each. */
const STANDARD_VIEWS_PER_SECOND = 50_000 / 30;
const BOUND_MS = { hard: 1_500, soft: 10_000 } as const;

export function judge({ ours, tenfold }: Rehearsal): Judged[] {
  const { cold, warm, deployed } = ours;
  const all = [cold, warm, deployed, tenfold].filter((one) => one !== undefined);
  return [
    callsForBrowsing(warm),
    atMost("Calls of a cold network for pages, cards and notes, per object asked for", perObject(cold), 1, 2),
    ...(deployed ? [atMost("The same after a deploy that changes pages", perObject(deployed), 1, 2)] : []),
    ...(tenfold
      ? [
          atMost(
            "Growth of calls for what is everybody's, in the trace's own time, when shoppers grow tenfold",
            growth(warm, tenfold),
            1.1,
            2,
          ),
        ]
      : []),
    atMost("Calls for the stock a second, of the whole network", Math.max(...all.map(stockPerSecond)), 1.1, 2),
    ...warm.purges.map(({ mode, lastStaleRequestMs }) =>
      atMost(`From a ${mode} purge to the last request that got earlier bytes, ms`, lastStaleRequestMs, BOUND_MS[mode], 0),
    ),
    atMost("Bulletin reads a second, of the busiest point of presence", Math.max(...all.map(readsOf)), 1.1, 2),
    none("Views with somebody else's name, token or basket", all, ({ foreign }) => foreign),
    none("Views of named shoppers without their name", all, ({ nameless }) => nameless),
    none("Views answered by an error, or not at all", all, ({ failed }) => failed),
    none("Requests that wanted more than six operations under way", all, ({ operations }) => operations.over),
  ];
}

function callsForBrowsing(warm: Summary): Judged {
  const judged = atMost("Origin calls for browsing, warm, per 1,000 page views, in the trace's own time", perThousandInTime(warm), 5, 1);
  return warm.views / warm.traceSeconds < STANDARD_VIEWS_PER_SECOND ? { ...judged, isReached: undefined } : judged;
}

function perThousandInTime(run: Summary): number {
  return run.perThousand - ((run.calls.stock - stockInTime(run)) * 1000) / run.views;
}

/** A machine that is behind makes the trace longer, and the stock is asked for by the clock: of that, what the trace's own seconds cost. */
function stockInTime({ calls, tookSeconds, traceSeconds }: Summary): number {
  return calls.stock * Math.min(1, traceSeconds / tookSeconds);
}

/** What the whole network fetched for anybody, by what was asked for. */
function perObject(run: Summary): number {
  return shared(run) / run.objects;
}

/** By the whole number of calls, not by how many there are for each view. Baskets are not everybody's. */
export function growth(small: Summary, large: Summary): number {
  const total = (run: Summary) => shared(run) + stockInTime(run);
  return total(large) / total(small);
}

function shared({ calls }: Summary): number {
  return calls.page + calls.shared;
}

/** By the clock and not by the views: a machine that is behind makes a trace longer. */
function stockPerSecond({ calls, tookSeconds }: Summary): number {
  return calls.stock / tookSeconds;
}

const readsOf = ({ bulletinReadsPerSecond }: Summary): number => bulletinReadsPerSecond ?? 0;

function none(goal: string, all: readonly Summary[], of: (one: Summary) => number): Judged {
  const measured = all.reduce((sum, one) => sum + of(one), 0);
  return { goal, wanted: "none", measured: measured.toLocaleString("en"), isReached: measured === 0 };
}

function atMost(goal: string, measured: number, most: number, digits: number): Judged {
  const isReached = Number(measured.toFixed(digits)) <= most;
  return { goal, wanted: `at most ${most.toLocaleString("en")}`, measured: measured.toFixed(digits), isReached };
}

/** What a page view adds to the shop's counters. */
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import type { PagePlan } from "./page-request.ts";
import { LIMITED } from "./shell/find-fill.ts";
import { servedFrom } from "./shell/served-from.ts";
import type { Stitched } from "./stitch/stitched.ts";
import type { Tally } from "./telemetry/tally.ts";

export function countPage({ tally, reporter, cache }: Edge, shell: FoundShell): void {
  if (shell.kind === "unavailable") countUnanswered(tally, shell.because);
  else tally.pageView(servedFrom(shell.found), shell.found.because);
  reporter.soon(cache.background);
}

/** Who saw a page with an experiment saw an arm of it. */
export function countExposures({ tally }: Edge, { parts: { dimensions } }: PagePlan, shell: FoundShell): void {
  if (shell.kind !== "shell" || shell.status !== 200) return;
  for (const experiment in dimensions) tally.exposure(experiment, dimensions[experiment] ?? "");
}

export function countFragments({ tally, cache }: Edge, { outcomes, ended }: Stitched): void {
  const count = (all: Stitched["outcomes"]) => {
    for (const [name, { source }] of all) if (source !== "pending") tally.fragment(name, source);
  };
  if (ended === undefined) count(outcomes);
  else cache.background(ended.then(count));
}

function countUnanswered(tally: Tally, because: string): void {
  if (because === LIMITED) tally.notAsked("limited");
  else tally.unavailable();
}

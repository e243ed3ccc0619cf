/** What a page view adds to the shop's counters. */
import type { Edge } from "./edge.io.ts";
import type { FoundShell } from "./find-shell.ts";
import { servedFrom } from "./shell/served-from.ts";
import type { Stitched } from "./stitch/stitch.ts";

export function countPage({ tally, reporter, cache }: Edge, shell: FoundShell): void {
  if (shell.kind === "unavailable") tally.unavailable();
  else tally.pageView(servedFrom(shell.found), shell.found.because);
  reporter.soon(cache.background);
}

export function countFragments({ tally }: Edge, { outcomes }: Stitched): void {
  for (const [name, { source }] of outcomes) tally.fragment(name, source);
}

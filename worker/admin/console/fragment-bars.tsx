import { type Counts, WAIT_CLASSES } from "../../telemetry/counts.ts";
import { fragmentHitRatio, waitQuantile } from "../../telemetry/ratios.ts";
import { duration, percent } from "./format.ts";

const SHOWN = 5;

type FragmentCounts = Pick<Counts, "fragments" | "fragmentWaits">;

/** The fragments that were least often at hand at the edge, worst first, and how long nearly all of their waits were. */
export const FragmentBars = ({ fragments, fragmentWaits }: FragmentCounts) => {
  const lowest = Object.entries(fragments)
    .flatMap(([name, counts]) => {
      const ratio = fragmentHitRatio([counts]);
      return ratio === undefined ? [] : [{ name, ratio }];
    })
    .sort((a, b) => a.ratio - b.ratio)
    .slice(0, SHOWN);
  if (lowest.length === 0) return <p class="muted">No fragment was asked for yet.</p>;
  return (
    <ul class="bars">
      {lowest.map(({ name, ratio }) => (
        <li>
          <code>{name}</code>
          <svg class="bar" aria-hidden="true">
            <rect width={`${percent(ratio)}%`} height="100%" />
          </svg>
          <span class="figure">{percent(ratio)}%</span>
          <span class="figure muted">{waitOf(fragmentWaits[name])}</span>
        </li>
      ))}
    </ul>
  );
};

/** 95% of the views that had to wait for a fragment had it within this time. */
function waitOf(waits: Counts["fragmentWaits"][string] | undefined): string {
  const ms = waits && waitQuantile(waits, 0.95);
  if (ms === undefined) return "at hand";
  return Number.isFinite(ms) ? `p95 ${duration(ms)}` : `p95 over ${duration(WAIT_CLASSES.at(-1) ?? 0)}`;
}

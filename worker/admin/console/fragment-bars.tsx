import type { Counts } from "../../telemetry/counts.ts";
import { fragmentHitRatio } from "../../telemetry/ratios.ts";
import { percent } from "./format.ts";

const SHOWN = 5;

/** The fragments that were least often at hand at the edge, worst first. How long they were waited for stands under Traffic. */
export const FragmentBars = ({ fragments }: Pick<Counts, "fragments">) => {
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
        </li>
      ))}
    </ul>
  );
};

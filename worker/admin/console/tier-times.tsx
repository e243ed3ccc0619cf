import type { EpochMs } from "../../time.ts";
import type { ExplainedTier } from "../explain.ts";
import { clock, duration } from "./format.ts";
import { type AxisRow, timeAxis } from "./time-axis.ts";

interface TierTimesProps {
  readonly tiers: readonly ExplainedTier[];
  readonly now: EpochMs;
}

const BAR_HEIGHT = 12;
const TONES = { fresh: "fresh", refreshed: "shown while it is refreshed", rescue: "shown if the origin fails" } as const;

/** What each tier holds, on one axis of time. Who does not see it gets the same in words, from `timesOf`. */
export const TierTimes = ({ tiers, now }: TierTimesProps) => {
  const axis = timeAxis(tiers, now);
  if (axis === undefined) return null;
  return (
    <figure class="times">
      <ul class="bars">
        {axis.rows.map((row) => (
          <li>
            <code>{row.tier.name}</code>
            <TierBar row={row} now={axis.now} label={timesOf(row.tier, now).join("; ")} isOverruled={isOverruled(row.tier, now)} />
            <span class="figure">{isOverruled(row.tier, now) ? `${row.tier.state}, ${row.tier.because}` : row.tier.state}</span>
          </li>
        ))}
        <li aria-hidden="true">
          <svg class="bar is-ticks" aria-hidden="true">
            {axis.ticks.map(({ x, label }) => (
              <text x={`${x.toFixed(2)}%`} y={BAR_HEIGHT} text-anchor="middle">
                {label}
              </text>
            ))}
          </svg>
        </li>
      </ul>
      <figcaption class="muted" aria-hidden="true">
        {Object.entries(TONES).map(([tone, words]) => (
          <span>
            <svg class="swatch" aria-hidden="true">
              <rect class={`is-${tone}`} width="100%" height="100%" />
            </svg>{" "}
            {words}
          </span>
        ))}
        <span>Pale: overruled, by a purge say. The further from now, the closer together.</span>
      </figcaption>
    </figure>
  );
};

interface TierBarProps {
  readonly row: AxisRow;
  readonly now: number;
  readonly label: string;
  readonly isOverruled: boolean;
}

const TierBar = ({ row: { spans, flips }, now, label, isOverruled }: TierBarProps) => (
  <svg class={isOverruled ? "bar is-times is-overruled" : "bar is-times"} role="img" aria-label={label}>
    {spans.map(({ x, width, tone }) => (
      <rect class={`is-${tone}`} x={`${x.toFixed(2)}%`} width={`${width.toFixed(2)}%`} height="100%" />
    ))}
    {flips.map((x) => (
      <circle cx={`${x.toFixed(2)}%`} cy="50%" r={BAR_HEIGHT / 3} />
    ))}
    <line x1={`${now.toFixed(2)}%`} x2={`${now.toFixed(2)}%`} y1="0" y2="100%" />
  </svg>
);

/** By the clock it would be fresh, and is not: a purge, or a bulletin that is not read. */
const isOverruled = ({ state, because, freshUntil }: ExplainedTier, now: EpochMs): boolean =>
  state !== "fresh" && because !== null && freshUntil !== null && now < freshUntil;

/** The same in words. */
export function timesOf({ storedAt, freshUntil, revalidateUntil, staleUntil, notBefore, notAfter }: ExplainedTier, now: EpochMs): string[] {
  const until = (at: EpochMs | null, what: string) =>
    at === null ? [] : [at > now ? `${what} for ${duration(at - now)} more` : `${what} until ${duration(now - at)} ago`];
  return [
    ...(storedAt === null ? [] : [`stored ${duration(Math.max(0, now - storedAt))} ago`]),
    ...until(freshUntil, TONES.fresh),
    ...until(revalidateUntil, TONES.refreshed),
    ...until(staleUntil, TONES.rescue),
    ...(notBefore === null ? [] : [`not before ${clock(notBefore, now)}`]),
    ...(notAfter === null ? [] : [`not after ${clock(notAfter, now)}`]),
  ];
}

import { type Chart, HEIGHT, PLOT, WIDTH } from "./chart-layout.ts";

/** Hit ratios of the last day: lines named at their ends, purges as dotted verticals. */
export const HitChart = ({ chart }: { chart: Chart | undefined }) =>
  chart === undefined ? (
    <p class="muted">No page was asked for in the last 24 hours.</p>
  ) : (
    <section class="scroller" tabindex={0} aria-label="Hit ratio chart">
      <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summaryOf(chart)}>
        {chart.grid.map(({ y, label }) => (
          <>
            <path class="chart-grid" d={`M${PLOT.left} ${y}H${PLOT.right}`} />
            <text x={PLOT.left - 8} y={y + 4} text-anchor="end">
              {label}
            </text>
          </>
        ))}
        {chart.ticks.map(({ x, label }) => (
          <text x={x} y={PLOT.bottom + 22} text-anchor="middle">
            {label}
          </text>
        ))}
        {chart.marks.map(({ x, label, end }) => (
          <>
            <path class="chart-mark" d={`M${x} ${PLOT.top}V${PLOT.bottom}`} />
            <text class="chart-mark-name" x={end ? x - 10 : x + 10} y={PLOT.bottom - 8} text-anchor={end ? "end" : "start"}>
              {label}
            </text>
          </>
        ))}
        {chart.lines.map(({ name, path, label, labelY }) => (
          <g class={`chart-line of-${name.toLowerCase()}`}>
            <path d={path} />
            <text x={PLOT.right + 8} y={labelY}>
              {label}
            </text>
          </g>
        ))}
      </svg>
    </section>
  );

function summaryOf({ lines, marks }: Chart): string {
  const ratios = lines.map(({ label }) => `${label}%`).join(", ");
  return [`Hit ratio of the last 24 hours, now: ${ratios}`, ...marks.map(({ label }) => label)].join(". ");
}

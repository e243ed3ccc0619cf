import { type Chart, HEIGHT, PLOT, WIDTH } from "./chart.ts";

interface ChartViewProps {
  /** What the picture is of, for who does not see it: `Hit ratio of the last hour`. */
  readonly title: string;
  readonly chart: Chart | undefined;
}

/** Lines named at their ends, moments as dotted verticals, a column for each period that tells its values. */
export const ChartView = ({ title, chart }: ChartViewProps) =>
  chart === undefined ? (
    <p class="muted">No page was asked for in this time.</p>
  ) : (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={summaryOf(title, chart)}>
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
      {chart.marks.map(({ x, label, labelY, end }) => (
        <>
          <path class="chart-mark" d={`M${x} ${PLOT.top}V${PLOT.bottom}`} />
          {label && (
            <text class="chart-mark-name" x={end ? x - 10 : x + 10} y={labelY} text-anchor={end ? "end" : "start"}>
              {label}
            </text>
          )}
        </>
      ))}
      {chart.lines.map(({ tone, path, label, labelY, end }) => (
        <g class={`chart-line is-${tone}`}>
          <path d={path} />
          <circle cx={end.x} cy={end.y} r={3.5} />
          <text x={PLOT.right + 8} y={labelY}>
            {label}
          </text>
        </g>
      ))}
      {chart.columns.map(({ x, width, label }) => (
        <rect class="chart-column" x={x} y={PLOT.top} width={width} height={PLOT.bottom - PLOT.top}>
          <title>{label}</title>
        </rect>
      ))}
    </svg>
  );

function summaryOf(title: string, { lines, marks }: Chart): string {
  return [`${title}, now: ${lines.map(({ label }) => label).join(", ")}`, ...marks.flatMap(({ label }) => label || [])].join(". ");
}

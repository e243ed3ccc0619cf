/** Runs in the reader's browser, after uPlot: draws every chart into its figure. */
const COLOURS = ["#1b5e9b", "#c2410c", "#2f7d32", "#8a2b8f", "#0f766e", "#a16207", "#475569", "#be123c"];

for (const chart of JSON.parse(document.getElementById("charts").textContent)) {
  const figure = document.querySelector(`[data-chart="${chart.title}"]`);
  const isBars = chart.kind === "bars";
  const length = Math.max(...chart.series.map(({ values }) => values.length));
  const x = Array.from({ length }, (_, at) => at);
  const series = chart.series.map(({ name }, at) => ({
    label: name,
    stroke: COLOURS[at % COLOURS.length],
    width: 2,
    ...(isBars && { fill: `${COLOURS[at % COLOURS.length]}66`, paths: uPlot.paths.bars({ size: [0.3], align: at === 0 ? -1 : 1 }) }),
  }));
  new uPlot(
    {
      width: Math.min(980, document.body.clientWidth),
      height: 280,
      scales: {
        x: { time: false, ...(isBars && { range: [-0.6, length - 0.4] }) },
        y: chart.isLogarithmic ? { distr: 3 } : { range: (_, __, most) => [0, most * 1.1] },
      },
      axes: [isBars ? { splits: () => x, values: () => chart.names } : { label: "seconds" }, {}],
      series: [isBars ? { value: (_, at) => chart.names[at] ?? "" } : { label: "second" }, ...series],
      hooks: { draw: [(plot) => drawMarks(plot, chart.marks)] },
    },
    [x, ...chart.series.map(({ values }) => x.map((at) => values[at] ?? null))],
    figure,
  );
}

function drawMarks({ ctx, bbox, valToPos }, marks) {
  ctx.save();
  ctx.setLineDash([2, 4]);
  ctx.strokeStyle = ctx.fillStyle = "#57534e";
  ctx.textAlign = "left";
  // Each name a line lower than the one before it: marks may be closer than their names are long.
  for (const [line, { at, name }] of marks.entries()) {
    const left = valToPos(at, "x", true);
    ctx.beginPath();
    ctx.moveTo(left, bbox.top);
    ctx.lineTo(left, bbox.top + bbox.height);
    ctx.stroke();
    ctx.fillText(name, left + 4, bbox.top + 14 * (line + 1));
  }
  ctx.restore();
}

import type { Chart } from "../chart.ts";
import { ChartView } from "../chart-view.tsx";
import { freshnessChart, hitRatioChart, originCallsChart, viewsChart } from "../charts.ts";
import { orUndefined, type Part, Silence } from "../part.tsx";
import { readRange } from "../range.ts";
import { SHOWN_PURGES } from "./recent-purges.tsx";

/** Hits, views by tier, origin calls and freshness over one stretch of time. */
export const charts: Part = {
  name: "charts",
  async show(deps, query) {
    const range = readRange(query);
    const [periods, page] = await Promise.all([
      orUndefined(deps.history(range.period)),
      orUndefined(deps.listPurges({ limit: SHOWN_PURGES })),
    ]);
    if (periods === undefined) return <Silence />;
    const shown = { range, periods, purges: page?.purges ?? [], now: deps.now() };
    return (
      <>
        <Figure title="Hit ratio" words={range.words} chart={hitRatioChart(shown)} />
        <Figure title="Page views a minute" words={range.words} chart={viewsChart(shown)} />
        <Figure title="Origin calls a minute" words={range.words} chart={originCallsChart(shown)} />
        <Figure title="Freshness" words={range.words} chart={freshnessChart(shown)} />
      </>
    );
  },
};

const Figure = ({ title, words, chart }: { title: string; words: string; chart: Chart | undefined }) => (
  <figure>
    <figcaption>{title}</figcaption>
    <ChartView title={`${title}, ${words}`} chart={chart} />
  </figure>
);

import type { Chart } from "../chart.ts";
import { ChartView } from "../chart-view.tsx";
import { freshnessChart, hitRatioChart, originCallsChart, viewsChart } from "../charts.ts";
import { type Part, Silence } from "../part.tsx";
import { readShown } from "./read-shown.ts";

/** Hits, views by tier, origin calls and freshness over one stretch of time. */
export const charts: Part = {
  name: "charts",
  async show(deps, query) {
    const shown = await readShown(deps, query);
    if (shown === undefined) return <Silence />;
    const { words } = shown.range;
    return (
      <>
        <Figure title="Hit ratio" words={words} chart={hitRatioChart(shown)} />
        <Figure title="Page views a minute" words={words} chart={viewsChart(shown)} />
        <Figure title="Origin calls a minute" words={words} chart={originCallsChart(shown)} />
        <Figure title="Freshness" words={words} chart={freshnessChart(shown)} />
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

import { ChartView } from "../chart-view.tsx";
import { hitRatioChart } from "../charts.ts";
import { type Part, Silence } from "../part.tsx";
import { readShown } from "./read-shown.ts";

export const hitRatio: Part = {
  name: "ratio",
  async show(deps, query) {
    const shown = await readShown(deps, query);
    return shown ? <ChartView title={`Hit ratio, ${shown.range.words}`} chart={hitRatioChart(shown)} /> : <Silence />;
  },
};

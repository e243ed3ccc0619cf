import { ChartView } from "../chart-view.tsx";
import { hitRatioChart } from "../charts.ts";
import { orUndefined, type Part, Silence } from "../part.tsx";
import { readRange } from "../range.ts";
import { SHOWN_PURGES } from "./recent-purges.tsx";

export const hitRatio: Part = {
  name: "ratio",
  async show(deps, query) {
    const range = readRange(query);
    const [periods, page] = await Promise.all([
      orUndefined(deps.history(range.period)),
      orUndefined(deps.listPurges({ limit: SHOWN_PURGES })),
    ]);
    if (periods === undefined) return <Silence />;
    const chart = hitRatioChart({ range, periods, purges: page?.purges ?? [], now: deps.now() });
    return <ChartView title={`Hit ratio, ${range.words}`} chart={chart} />;
  },
};

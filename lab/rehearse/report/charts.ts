/** What the page draws, as data: uPlot draws it in the reader's browser. */
import type { Rehearsal } from "../rehearsal.ts";
import { pacedOf, runsOf } from "./as-table.ts";

export interface Chart {
  readonly title: string;
  readonly about: string;
  /** `lines` over seconds; `bars` over names. */
  readonly kind: "lines" | "bars";
  readonly isLogarithmic: boolean;
  /** What stands below the bars. */
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  /** Vertical lines, in seconds. */
  readonly marks: readonly { readonly at: number; readonly name: string }[];
}

export function chartsOf(rehearsal: Rehearsal): Chart[] {
  const runs = runsOf(rehearsal);
  const paced = pacedOf(rehearsal);
  const lines = { kind: "lines", names: [], marks: marksOf(rehearsal) } as const;
  const { cold, warm } = rehearsal.ours;
  return [
    {
      ...lines,
      title: "Calls that entered the origin, by second",
      about: "Logarithmic. Dotted: purges of the hot product while the network is warm.",
      isLogarithmic: true,
      series: runs.map(({ name, bySecond }) => ({ name, values: bySecond.calls.map((calls) => (calls === 0 ? null : calls)) })),
    },
    {
      ...lines,
      title: "Page views by second, and those that no origin was waited for",
      about: "Cold and warm.",
      isLogarithmic: false,
      series: [cold, warm].flatMap(({ name, bySecond }) => [
        { name: `${name}, all`, values: bySecond.views },
        { name: `${name}, from the edge`, values: bySecond.atEdge },
      ]),
    },
    {
      ...{ title: "First byte, ms", about: "Median and 99th percentile.", kind: "bars", isLogarithmic: false, marks: [] },
      names: paced.map(({ name }) => name),
      series: [
        { name: "p50", values: paced.map(({ firstByteMs }) => firstByteMs.p50) },
        { name: "p99", values: paced.map(({ firstByteMs }) => firstByteMs.p99) },
      ],
    },
  ];
}

function marksOf({ ours }: Rehearsal): Chart["marks"] {
  return ours.warm.purges.map(({ mode, acknowledgedAtMs }) => ({ at: acknowledgedAtMs / 1000, name: `${mode} purge` }));
}

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChartOf, layoutChart, PLOT } from "./chart.ts";

const HOUR = 3_600_000;
const WIDTH = 150;
const HEIGHT = 18;

const chartOf = (...minutes: readonly number[]): ChartOf => ({
  ...{ from: 0, to: HOUR, period: 60_000, domain: [0, 1], isWhole: false, format: String },
  series: [{ name: "Pages", tone: "rim", points: [{ at: 0, value: 1 }] }],
  marks: minutes.map((minute) => ({ at: minute * 60_000, label: `Purge ${minute}` })),
});
const marksOf = (...minutes: readonly number[]) => layoutChart(chartOf(...minutes))?.marks ?? [];

describe("the names of purges in a chart", () => {
  it("are shared by those that lie close together, each with a line of its own", () => {
    const marks = marksOf(30, 31, 32, 50);
    expect(marks.map(({ label }) => label)).toEqual(["Purge 30 and 2 more", "", "", "Purge 50"]);
    expect(new Set(marks.map(({ x }) => x)).size).toBe(4);
  });

  it("never cover each other, and stay within the plot", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 60, noNaN: true }), { maxLength: 40 }), (minutes) => {
        const named = marksOf(...minutes).filter(({ label }) => label !== "");
        const boxes = named.map(({ x, end, labelY }) => ({ from: end ? x - WIDTH : x, y: labelY }));
        for (const [at, one] of boxes.entries()) {
          expect(one.y).toBeGreaterThan(PLOT.top);
          for (const other of boxes.slice(at + 1)) {
            const isBeside = Math.abs(one.from - other.from) >= WIDTH;
            expect(isBeside || Math.abs(one.y - other.y) >= HEIGHT).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

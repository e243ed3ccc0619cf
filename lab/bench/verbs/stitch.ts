import { show, table } from "../figures.ts";
import { benchStitch, type StitchFigures } from "../stitch.ts";
import type { Verb } from "./verb.ts";

export const stitch: Verb = {
  async measure(asked) {
    const figures = await benchStitch(asked);
    return { figures, text: inWords(figures) };
  },
};

function inWords({ pageBytes, headerBytes, slots, summaries, absent }: StitchFigures): string {
  const rows = summaries.map(({ system, against, cpuUs, originCpuUs, referenceUs, ratio, pairs, others }) => [
    system,
    show(cpuUs) + (originCpuUs.median > 1 ? ` + origin ${originCpuUs.median.toFixed(0)}` : ""),
    `${against} ${show(referenceUs)}`,
    show(ratio, 2),
    String(pairs),
    others.median.toFixed(2),
  ]);
  const about = `${pageBytes} bytes, ${slots.length} slots (${slots.join(", ")}), ${headerBytes} bytes of header fields`;
  const head = ["system", "CPU us / view", "against", "its CPU / this CPU", "pairs", "other load"];
  return [about, table(head, rows), ...absent.map((name) => `${name}: not installed`)].join("\n\n");
}

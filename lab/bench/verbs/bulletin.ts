import { type BulletinFigures, benchBulletin } from "../bulletin.ts";
import { table } from "../figures.ts";
import type { Verb } from "./verb.ts";

const REQUESTS = 10_000;

export const bulletin: Verb = {
  async measure({ rate, say }) {
    const figures = await benchBulletin({ requests: REQUESTS, perSecond: rate, say });
    return { figures, text: inWords(figures) };
  },
};

function inWords({ requests, seconds, readsPerSecond, ...times }: BulletinFigures): string {
  const rows = [
    [`reads a second, ${requests.toLocaleString("en")} requests in ${seconds.toFixed(0)} s, three isolates`, readsPerSecond.toFixed(2)],
    ["p99 of a busy place, ms", times.busyP99Ms.toFixed(1)],
    ["p50 of a quiet place, ms", times.quietP50Ms.toFixed(1)],
    ["p99 of a quiet place, ms", times.quietP99Ms.toFixed(1)],
    ["p99 of a quiet place's /healthz, which waits for nothing, ms", times.quietBareP99Ms.toFixed(1)],
    ["p99 of asking the bulletin, ms", times.roundTripP99Ms.toFixed(1)],
  ];
  return table(["what", "measured"], rows);
}

/** A rehearsal as one HTML file: its tables, its charts (uPlot, inlined), its verdict. Nothing is fetched by it. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { html, raw } from "hono/html";
import type { Rehearsal } from "../rehearsal.ts";
import type { Judged } from "../verdict.ts";
import {
  CALLS_HEAD,
  callsRow,
  GOALS_HEAD,
  goalRow,
  PURGES_HEAD,
  pacedOf,
  purgeRows,
  runsOf,
  SERVED_HEAD,
  servedRow,
  TIMES_HEAD,
  timesRow,
} from "./as-table.ts";
import { chartsOf } from "./charts.ts";

export interface Told {
  readonly command: string;
  readonly machine: string;
  readonly at: string;
}

const dist = join(createRequire(import.meta.url).resolve("uplot"), "..");
const here = (file: string): string => readFileSync(join(import.meta.dirname, file), "utf8");

export async function asPage(rehearsal: Rehearsal, judged: readonly Judged[], { command, machine, at }: Told): Promise<string> {
  const runs = runsOf(rehearsal);
  const charts = chartsOf(rehearsal);
  const missed = judged.filter(({ isReached }) => isReached === false).length;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Rehearsal, ${at}</title>
<style>${raw(readFileSync(join(dist, "uPlot.min.css"), "utf8"))}${raw(here("page.css"))}</style>
</head>
<body>
<h1>Rehearsal</h1>
<p><code>${command}</code><br>${at}, ${machine}</p>
<p class="verdict">${missed === 0 ? "Every goal is reached." : `${missed} of ${judged.length} goals are missed.`}</p>
${grid("Goals", GOALS_HEAD, judged.map(goalRow))}
<h2>Origin</h2>
${figure(charts[0])}
${grid("Calls", CALLS_HEAD, runs.map(callsRow))}
<h2>Pages</h2>
${figure(charts[1])}
${grid("Where pages came from", SERVED_HEAD, runs.map(servedRow))}
<h2>Times under paced load</h2>
${figure(charts[2])}
${grid("Milliseconds", TIMES_HEAD, pacedOf(rehearsal).map(timesRow))}
<h2>Purges</h2>
${grid("From the acknowledgement to the last byte of the earlier edition", PURGES_HEAD, runs.flatMap(purgeRows))}
<script type="application/json" id="charts">${raw(JSON.stringify(charts).replaceAll("<", "\\u003c"))}</script>
<script>${raw(readFileSync(join(dist, "uPlot.iife.min.js"), "utf8"))}</script>
<script>${raw(here("draw.js"))}</script>
</body>
</html>
`;
  return String(await page);
}

function figure(chart: { readonly title: string; readonly about: string } | undefined) {
  return chart && html`<figure data-chart="${chart.title}"><figcaption>${chart.title}. ${chart.about}</figcaption></figure>`;
}

function grid(caption: string, head: readonly string[], rows: readonly (readonly string[])[]) {
  return html`<div class="scroller"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map((row) => html`<tr class="${row.at(-1) === "MISSED" ? "missed" : ""}">${row.map((cell, at) => cellOf(cell, at))}</tr>`)}</tbody>
</table></div>`;
}

function cellOf(cell: string, at: number) {
  return at === 0 ? html`<th scope="row">${cell}</th>` : html`<td>${cell}</td>`;
}

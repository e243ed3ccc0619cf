import { FRAGMENT_STATES, type Stats } from "../../../worker/telemetry/counts.ts";
import type { Surface } from "../surface.ts";
import { count, moment, table } from "../table.ts";

/** What was counted since counting began. */
export async function showStats(surface: Surface): Promise<void> {
  const stats = await surface.client.get<Stats>("/admin/api/stats");
  surface.tell(stats, () => show(stats));
}

function show(stats: Stats): string {
  const { since, isolates, pageViews, hits, stale, originCalls, origin, fragments, bulletinReads } = stats;
  const facts = [
    ["Since", `${moment(since)} UTC, ${count(isolates, "isolate")}`],
    ["Page views", pageViews.toLocaleString("en")],
    ["Shells from", list(hits)],
    ["In grace", stale.toLocaleString("en")],
    ["Origin calls", list(originCalls)],
    ...(origin ? [["As it counts them", list(origin)]] : []),
    ["Bulletin reads", bulletinReads.toLocaleString("en")],
  ];
  const rows = Object.entries(fragments).map(([name, counts]) => [name, ...FRAGMENT_STATES.map((state) => String(counts[state] ?? 0))]);
  const shown = table(facts[0] ?? [], facts.slice(1));
  return rows.length === 0 ? shown : `${shown}\n\n${table(["Fragment", ...FRAGMENT_STATES], rows)}`;
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, number]) => `${name} ${number.toLocaleString("en")}`)
    .join(", ");
}

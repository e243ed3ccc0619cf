import type { PurgeWithReceipts } from "../../../worker/bulletin/purge-row.ts";
import type { PrewarmJob } from "../../../worker/prewarm/prewarm.ts";
import type { Stats } from "../../../worker/telemetry/counts.ts";
import { isClear, receiptLine, targetOf } from "../show-purge.ts";
import type { Surface } from "../surface.ts";
import { moment, printable } from "../table.ts";

interface Seen {
  readonly stats: Stats;
  readonly purges: readonly PurgeWithReceipts[];
  readonly prewarms: readonly PrewarmJob[];
}

/**
 * Lines as things happen, until it is interrupted; with --json one object a line. A shop that was there and is away for a
 * while is waited for.
 */
export async function watch(surface: Surface, { interval }: { readonly interval: number }): Promise<void> {
  const told = new Map<string, string>();
  const { signal, stdout } = surface.terminal;
  const tell: Tell = (name, data, text, isNews = true) => {
    const isTold = told.get(name) === text;
    told.set(name, text);
    if (isNews && !isTold) stdout.write(`${surface.json ? JSON.stringify({ kind: name.split(" ")[0], ...data }) : text}\n`);
  };
  surface.note(`Watching ${surface.client.host}; Ctrl-C ends it.`);
  for (let isFirst = true; !signal.aborted; isFirst = false) {
    const seen = await look(surface).catch((error: Error) => error);
    if (signal.aborted) return;
    if (isFirst && seen instanceof Error) throw seen;
    // Each is said again when the other is over.
    told.delete(seen instanceof Error ? "stats" : "trouble");
    if (seen instanceof Error) tell("trouble", { because: seen.message }, `${INDENT}${seen.message}`);
    else tellSeen(seen, tell, isFirst);
    await surface.sleep(interval * 1_000);
  }
}

const INDENT = "".padEnd(21);
type Tell = (name: string, data: object, text: string, isNews?: boolean) => void;

/** What had arrived everywhere before anybody watched is no news. */
function tellSeen({ stats, purges, prewarms }: Seen, tell: Tell, isFirst: boolean): void {
  for (const purge of [...purges].reverse()) tell(`purge ${purge.seq}`, purge, purgeLine(purge), !isFirst || !isClear(purge));
  for (const job of [...prewarms].reverse()) tell(`prewarm ${job.id}`, job, prewarmLine(job), !isFirst || job.state !== "done");
  tell("stats", stats, statsLine(stats));
}

async function look({ client }: Surface): Promise<Seen> {
  const [stats, { purges }, { prewarms }] = await Promise.all([
    client.get<Stats>("/admin/api/stats"),
    client.get<{ purges: readonly PurgeWithReceipts[] }>("/admin/api/purges?limit=10"),
    client.get<{ prewarms: readonly PrewarmJob[] }>("/admin/api/prewarms?limit=3"),
  ]);
  return { stats, purges, prewarms };
}

function purgeLine(purge: PurgeWithReceipts): string {
  return `${moment(purge.at)}  ${purge.mode} purge of ${printable(targetOf(purge))} by ${printable(purge.actor)}: ${receiptLine(purge)}`;
}

function prewarmLine({ id, at, state, counts, total, because }: PrewarmJob): string {
  const done = counts.filled + counts.warm + counts.missing;
  return `${moment(at)}  prewarm ${id} ${state}: ${done} of ${total} pages${counts.failed > 0 ? `, ${counts.failed} failed` : ""}${because ? ` (${printable(because)})` : ""}`;
}

function statsLine({ pageViews, hits, stale, originCalls }: Stats): string {
  const calls = (originCalls.page ?? 0) + (originCalls.fragments ?? 0) + (originCalls.mutation ?? 0);
  const held = (hits.memory ?? 0) + (hits.pop ?? 0) + (hits.shield ?? 0);
  const all = held + (hits.origin ?? 0);
  return `${INDENT}${pageViews} page views, ${all === 0 ? "no" : `${((100 * held) / all).toFixed(1)}%`} hits, ${stale} in grace, ${calls} origin calls`;
}

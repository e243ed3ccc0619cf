import { SingleBar } from "cli-progress";
import type { PrewarmDryRun } from "../../../worker/admin/order-prewarm.ts";
import type { PrewarmJob } from "../../../worker/prewarm/prewarm.ts";
import { guessBy } from "../guess-by.ts";
import { Refused, Unusable } from "../outcomes.ts";
import { targetOf } from "../show-purge.ts";
import type { Surface } from "../surface.ts";
import { count, moment, printable, table } from "../table.ts";

interface StartOptions {
  readonly market?: readonly string[];
  readonly perSecond: number;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly idempotencyKey?: string;
  readonly wait: boolean;
}

const PATH = "/admin/api/prewarms";
const LOOK_EVERY = 500;
const SHOWN_URLS = 20;

/** Looks first, asks, starts the job and watches it to its end. Interrupted, it leaves the job running. */
export async function startPrewarm(surface: Surface, values: readonly string[], options: StartOptions): Promise<void> {
  const { market: markets = [], perSecond, reason } = options;
  const order = { ...namedBy(values), markets, perSecond, reason };
  const found = await surface.client.post<PrewarmDryRun>(PATH, { ...order, dryRun: true });
  if (options.dryRun) return surface.tell(found, () => showDryRun(found));
  await surface.confirm(`Fill ${count(found.matched.pages, "page")}, ${perSecond} a second?`, options.yes ?? false);
  const job = await surface.client.post<PrewarmJob>(PATH, order, options.idempotencyKey);
  surface.note(`Prewarm ${job.id} of ${count(job.total, "page")}`);
  finish(surface, options.wait ? await untilEnded(surface, job) : job);
}

export async function listPrewarms(surface: Surface, { limit }: { readonly limit: number }): Promise<void> {
  const page = await surface.client.get<{ prewarms: readonly PrewarmJob[] }>(`${PATH}?limit=${limit}`);
  surface.tell(page, () => {
    if (page.prewarms.length === 0) return "Nothing was prewarmed yet.";
    const rows = page.prewarms.map((job) => [
      String(job.id),
      moment(job.at),
      job.actor,
      job.state,
      progressOf(job),
      targetOf(job),
      job.reason,
    ]);
    return table(["Id", "When, UTC", "By whom", "State", "Pages", "What", "Why"], rows);
  });
}

export async function setPrewarm(surface: Surface, id: number, to: "cancel" | "resume"): Promise<void> {
  const job = await surface.client.post<PrewarmJob>(`${PATH}/${id}/${to}`);
  surface.tell(job, () => outcomeLine(job));
}

function namedBy(values: readonly string[]): { by: string; values?: readonly string[] } {
  const by = guessBy(values);
  if (by === undefined) return { by: "sitemap" };
  if (by === "prefix" || by === "market") return { by: "surrogate-key", values: values.map((value) => `${by}:${value}`) };
  return { by, values };
}

async function untilEnded(surface: Surface, started: PrewarmJob): Promise<PrewarmJob> {
  const { stderr, signal } = surface.terminal;
  const bar =
    !surface.json && stderr.isTTY
      ? new SingleBar({ format: "{bar} {value} of {total} pages {because}", stream: stderr, hideCursor: true })
      : undefined;
  let job = started;
  bar?.start(job.total, 0, { because: "" });
  try {
    while (job.state === "running" || job.state === "waiting") {
      await surface.sleep(LOOK_EVERY);
      if (signal.aborted) throw new Unusable(`Prewarm ${job.id} goes on without being watched: prewarm list, prewarm cancel ${job.id}`);
      job = await surface.client.get<PrewarmJob>(`${PATH}/${job.id}`);
      bar?.update(dealtWith(job), { because: job.because ?? (job.state === "waiting" ? "waiting for another job" : "") });
    }
    return job;
  } finally {
    bar?.stop();
  }
}

function finish(surface: Surface, job: PrewarmJob): void {
  surface.tell(job, () => outcomeLine(job));
  if (job.counts.failed > 0)
    throw new Refused(`${count(job.counts.failed, "page")} could not be filled: prewarm resume ${job.id} tries them again.`);
}

function dealtWith({ counts }: PrewarmJob): number {
  return counts.filled + counts.warm + counts.missing + counts.failed;
}

const progressOf = (job: PrewarmJob): string => `${dealtWith(job)}/${job.total}`;

function outcomeLine(job: PrewarmJob): string {
  const { filled, warm, missing, failed } = job.counts;
  const failures = job.failures.map(({ url, because }) => `  ${printable(url)}: ${printable(because)}`);
  return [
    `Prewarm ${job.id} ${job.state}, ${progressOf(job)}: ${filled} filled, ${warm} warm already, ${missing} missing, ${failed} failed.`,
    ...failures,
  ].join("\n");
}

function showDryRun({ matched, seconds, urls }: PrewarmDryRun): string {
  const shown = urls.slice(0, SHOWN_URLS).map((url) => `  ${printable(url)}`);
  const more = matched.pages > shown.length ? [`  ... and ${matched.pages - shown.length} more`] : [];
  return [`Would fill ${count(matched.pages, "page")} in ${count(seconds, "second")} or more.`, ...shown, ...more].join("\n");
}

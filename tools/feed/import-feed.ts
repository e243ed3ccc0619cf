import { setTimeout } from "node:timers/promises";
import * as v from "valibot";
import { FeedProgress, FeedReport } from "#contract/feed";
import type { ImportOptions } from "./arguments.ts";
import { framesOf } from "./json-seq.ts";
import { type Progress, progressOn, silent } from "./progress.ts";
import { showReport } from "./show-report.ts";
import { refusalOf, sizeOf, Unreachable, upload } from "./upload.ts";

type Order = ImportOptions & { readonly signal?: AbortSignal };

/** Sends a feed to a running shop, shows progress and report, and returns the report. Throws `Unreachable`. */
export async function importFeed(order: Order): Promise<FeedReport> {
  const size = await sizeOf(order.file);
  const progress = order.json ? silent : progressOn(process.stderr, size);
  try {
    const report = size === 0 ? EMPTY : await sendInTurn(order, size, progress);
    progress.end();
    console.log(order.json ? JSON.stringify(report, undefined, 2) : showReport(report, process.stdout.columns, order.dryRun));
    return report;
  } finally {
    progress.end();
  }
}

/** An import that was killed a moment ago keeps its place for a while: so long it is waited for. */
const TRIES = 5;

async function sendInTurn(order: Order, size: number, progress: Progress): Promise<FeedReport> {
  for (let attempt = 1; ; attempt++) {
    const report = await send(order, size, progress);
    if (report.retryInMs === null || attempt === TRIES) return report;
    progress.wait(report.retryInMs);
    await setTimeout(report.retryInMs + 100, undefined, order.signal && { signal: order.signal }).catch(() => {
      throw new Unreachable(brokenOff(true, "reading"));
    });
  }
}

/** Of a file without a byte, which is nothing that could be sent. */
const EMPTY: FeedReport = {
  kind: "report",
  outcome: "refused",
  because: "the file is empty",
  retryInMs: null,
  format: null,
  rows: 0,
  products: { created: 0, updated: 0, withdrawn: 0, unchanged: 0 },
  variants: 0,
  soldIn: {},
  collections: 0,
  problems: [],
  problemCount: 0,
  unknownFields: [],
  unusedFields: [],
  changes: [],
  purgedKeys: 0,
  purges: [],
  durationMs: 0,
};

async function send(order: Order, size: number, progress: Progress): Promise<FeedReport> {
  const answer = await upload(order, size);
  if (answer.statusCode !== 200) throw new Unreachable(await refusalOf(answer));
  let stage: FeedProgress["stage"] = "reading";
  try {
    for await (const frame of framesOf(answer)) {
      if (v.is(FeedReport, frame)) return frame;
      if (!v.is(FeedProgress, frame)) continue;
      stage = frame.stage;
      progress.show(frame);
    }
  } catch {
    throw new Unreachable(brokenOff(order.signal?.aborted ?? false, stage));
  }
  throw new Unreachable(brokenOff(false, stage));
}

function brokenOff(interrupted: boolean, stage: FeedProgress["stage"]): string {
  const what = interrupted ? "Interrupted" : "The shop broke off before its report";
  return stage === "writing"
    ? `${what}; part of the feed is applied. Import it again to make sure of the rest.`
    : `${what}; nothing was changed.`;
}

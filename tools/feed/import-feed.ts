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
    const report = size === 0 ? EMPTY : await send(order, size, progress);
    progress.end();
    console.log(order.json ? JSON.stringify(report, undefined, 2) : showReport(report, process.stdout.columns, order.dryRun));
    return report;
  } finally {
    progress.end();
  }
}

/** Of a file without a byte, which is nothing that could be sent. */
const EMPTY: FeedReport = {
  kind: "report",
  outcome: "refused",
  because: "the file is empty",
  rows: 0,
  products: { created: 0, updated: 0, withdrawn: 0, unchanged: 0 },
  variants: 0,
  collections: 0,
  problems: [],
  problemCount: 0,
  unknownFields: [],
  purgedKeys: 0,
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

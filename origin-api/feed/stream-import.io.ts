import type { FeedProgress, FeedReport } from "#contract/feed";
import type { Deps } from "../deps.ts";
import { frameOf } from "./frames.ts";
import { type ImportOrder, importFeed } from "./import-feed.io.ts";

const PROGRESS_EVERY_MS = 200;

type Options = Omit<ImportOrder, "source">;

/** Answers at once and tells of the import while it runs. An import whose sender went away is finished all the same. */
export function streamImport(request: Request, options: Options, deps: Pick<Deps, "db" | "clock" | "changed" | "report">): Response {
  const encoder = new TextEncoder();
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  // Whoever does not listen misses it.
  const send = (frame: FeedProgress | FeedReport): Promise<void> => writer.write(encoder.encode(frameOf(frame))).catch(() => undefined);
  void runImport(request, options, deps, send)
    .then(send)
    .catch(deps.report)
    .finally(() => writer.close().catch(() => undefined));
  return new Response(readable, { headers: { "Content-Type": "application/json-seq", "Cache-Control": "no-store" } });
}

function runImport(
  request: Request,
  options: Options,
  deps: Pick<Deps, "db" | "clock" | "changed">,
  send: (frame: FeedProgress) => Promise<void>,
): Promise<FeedReport> {
  let toldAt = 0;
  const progress = (frame: FeedProgress): void => {
    if (deps.clock() - toldAt < PROGRESS_EVERY_MS && frame.done !== frame.of) return;
    toldAt = deps.clock();
    void send(frame);
  };
  const length = Number(request.headers.get("Content-Length"));
  const source = { bytes: begun(bytesOf(request)), length: Number.isSafeInteger(length) && length > 0 ? length : null };
  return importFeed({ source, ...options }, { db: deps.db, now: deps.clock, progress, committed: deps.changed });
}

/** Reads a body to its end and drops it: the runtime complains about an answer that overtakes a body nobody reads. */
export async function drain(request: Request): Promise<void> {
  for await (const _ of bytesOf(request));
}

/** Begins to read at once: a body that nobody has begun when the answer leaves is drained by wrangler's development server. */
async function* begun(bytes: AsyncGenerator<Uint8Array>, first = bytes.next()): AsyncGenerator<Uint8Array> {
  first.catch(() => undefined);
  const { done, value } = await first;
  if (done) return;
  yield value;
  yield* bytes;
}

async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body as unknown as AsyncIterable<Uint8Array>;
}

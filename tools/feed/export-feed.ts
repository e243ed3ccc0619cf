import type { IncomingMessage } from "node:http";
import type { ExportOptions } from "./arguments.ts";
import { ask, refusalOf, Unreachable } from "./upload.ts";
import { writeOut } from "./write-out.ts";

const WHOLE = "</rss>";

/** Writes a running shop's catalogue as a feed. Throws `Unreachable` when what came is not whole. */
export async function exportFeed({ file, signal, ...options }: ExportOptions & { readonly signal: AbortSignal }): Promise<void> {
  const answer = await ask(exportUrl(options), { token: options.token, signal });
  if (answer.statusCode !== 200) throw new Unreachable(await refusalOf(answer));
  const ending = { text: "" };
  try {
    await writeOut(watched(answer, ending), file, signal);
  } catch (error) {
    throw signal.aborted || !answer.errored ? error : new Unreachable(BROKEN_OFF);
  }
  if (!ending.text.trimEnd().endsWith(WHOLE)) throw new Unreachable(BROKEN_OFF);
}

const BROKEN_OFF = "The shop broke off before the end of the feed: what was written is not whole.";

export function exportUrl({ url, market, google }: Pick<ExportOptions, "url" | "market" | "google">): URL {
  const target = new URL("/admin/api/feeds/export", url);
  target.searchParams.set("market", market);
  if (google) target.searchParams.set("of", "market");
  return target;
}

async function* watched(answer: IncomingMessage, ending: { text: string }): AsyncGenerator<Uint8Array> {
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    ending.text = (ending.text + chunk.toString("latin1")).slice(-40);
    yield chunk;
  }
}

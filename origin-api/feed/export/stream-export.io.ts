import type { Deps } from "../../deps.ts";
import { exportFeed } from "./export-feed.io.ts";
import type { Writing } from "./feed-item.ts";

/** Answers with the file as it is written. One that breaks off lacks its end, so nobody takes it for whole. */
export function streamExport(writing: Writing, { db, report }: Pick<Deps, "db" | "report">): Response {
  const encoder = new TextEncoder();
  const pieces = exportFeed(db, writing);
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { value, done } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        report(error);
        controller.error(error);
      }
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
  return new Response(body, { headers: { "Content-Type": "application/xml; charset=utf-8", "Cache-Control": "no-store" } });
}

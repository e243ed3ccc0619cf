/** Ways in which an origin goes wrong. */
import type { OriginFault } from "../control.ts";

/** An answer's bytes: a body belongs to the request that it came to. */
interface Kept {
  readonly at: number;
  readonly status: number;
  readonly headers: readonly [string, string][];
  readonly bytes: ArrayBuffer;
}

/** Answers of a page, oldest first, so that a lagging origin can give an earlier one. */
const remembered = new Map<string, readonly Kept[]>();
const MOST_PAGES = 2_000;
const MOST_ANSWERS = 8;

export async function spoil(fault: OriginFault | null, what: string, ask: () => Promise<Response>): Promise<Response> {
  switch (fault?.kind) {
    case undefined:
      return what.startsWith("/v1/pages") ? toResponse(await remember(what, await ask()), Date.now()) : ask();
    case "stopped":
      throw new Error("connection refused");
    case "slow":
      await scheduler.wait(fault.byMs);
      return ask();
    case "lagging":
      return toResponse(await remember(what, await ask()), Date.now() - fault.byMs);
    case "failing":
      return Response.json({ title: "Broken", status: fault.status }, { status: fault.status });
    case "garbage":
      return new Response("<!doctype html><h1>It works!</h1>", { headers: { "Content-Type": "text/html" } });
    case "foreign":
      return Response.json({ service: "parking", page: { kind: "lot" } });
    case "empty":
      return new Response("", { headers: { "Content-Type": "application/json" } });
    case "truncated": {
      const answer = await ask();
      const bytes = await answer.arrayBuffer();
      return new Response(bytes.slice(0, bytes.byteLength / 2), answer);
    }
    case "with-fields": {
      const answer = await ask();
      const { status, headers, body } = answer;
      return new Response(body, { status, headers: [...headers, ...Object.entries(fault.fields)] });
    }
  }
}

async function remember(what: string, answer: Response): Promise<readonly Kept[]> {
  const { status, headers } = answer;
  const kept: Kept = { at: Date.now(), status, headers: [...headers], bytes: await answer.arrayBuffer() };
  const known = [...(remembered.get(what) ?? []), kept].slice(-MOST_ANSWERS);
  remembered.delete(what);
  remembered.set(what, known);
  const [oldest] = remembered.keys();
  if (remembered.size > MOST_PAGES && oldest !== undefined) remembered.delete(oldest);
  return known;
}

/** The last answer that was there at `moment`, or else the oldest known. */
function toResponse(known: readonly Kept[], moment: number): Response {
  const { status, headers, bytes } = known.findLast(({ at }) => at <= moment) ?? known[0] ?? missing();
  return new Response(status === 304 ? null : bytes, { status, headers: new Headers(headers as [string, string][]) });
}

function missing(): never {
  throw new Error("nothing is remembered");
}

import * as v from "valibot";
import type { OriginFetch } from "./origin-fetch.io.ts";
import { reached } from "./reached.io.ts";
import { MAX_ANSWER_BYTES, readAtMost } from "./read-at-most.ts";
import type { Ms } from "./time.ts";

/** What the origin answers to `path`, whole, in time and no longer than an answer may be; rejects with `Unreachable` otherwise. */
export async function askOrigin(origin: OriginFetch, path: string, init: RequestInit = {}, withinMs?: Ms): Promise<Response> {
  const giving = new AbortController();
  const asking = origin.fetch(`http://origin${path}`, { ...init, signal: giving.signal }).then(whole);
  return reached(asking, withinMs).finally(() => giving.abort());
}

/** The same read as what the origin promises to answer; undefined when that is not what came, or nothing did. */
export async function readOrigin<S extends v.GenericSchema>(
  origin: OriginFetch,
  path: string,
  schema: S,
  withinMs: Ms,
): Promise<v.InferOutput<S> | undefined> {
  try {
    const answer = await askOrigin(origin, path, {}, withinMs);
    return answer.ok ? v.parse(schema, await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}

async function whole(answer: Response): Promise<Response> {
  const bytes = await readAtMost(answer, MAX_ANSWER_BYTES);
  if (bytes === undefined) throw new Error("it is longer than an answer may be");
  return new Response(bytes, answer);
}

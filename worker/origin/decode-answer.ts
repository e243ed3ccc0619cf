import * as v from "valibot";
import { Problem } from "#contract/problem";
import type { Answered, OriginFailure } from "./port.ts";

const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/**
 * What an answer of the origin means. Only what the schema promises passes; everything else is a failure with its reason.
 * `body` is undefined where it was longer than any answer.
 */
export function decodeAnswer<S extends v.GenericSchema>(
  schema: S,
  status: number,
  body: Uint8Array | undefined,
): Answered<v.InferOutput<S>> {
  const json = parse(body);
  if (status >= 500) return failed({ kind: "failed", status });
  if (status >= 400) return failed(refusal(status, json));
  if (status !== 200) return failed({ kind: "foreign", detail: `status ${status}` });
  const decoded = v.safeParse(schema, json);
  return decoded.success
    ? { ok: true, value: decoded.output }
    : failed({ kind: "foreign", detail: v.getDotPath(decoded.issues[0]) ?? "body" });
}

/** A 4xx that is no problem of ours comes from something else on the way. */
function refusal(status: number, json: unknown): OriginFailure {
  const problem = v.safeParse(Problem, json);
  if (!problem.success) return { kind: "foreign", detail: `status ${status}` };
  const { title, errors = [], movedTo, surrogateKeys = [] } = problem.output;
  return { kind: "refused", status, title, errors, movedTo, surrogateKeys };
}

function parse(body: Uint8Array | undefined): unknown {
  try {
    return JSON.parse(text.decode(body));
  } catch {
    return undefined;
  }
}

const failed = (failure: OriginFailure) => ({ ok: false, failure }) as const;

import * as v from "valibot";
import { done, failed, type Result } from "./problem.ts";

const MAX_BODY_BYTES = 65_536;

/** Reads a body of JSON against a schema. Fails with the field and the reason. */
export async function decodeBody<T extends v.GenericSchema>(request: Request, schema: T): Promise<Result<v.InferOutput<T>>> {
  const text = await readAtMost(request, MAX_BODY_BYTES);
  if (text === undefined) return failed({ kind: "too-large", maxBytes: MAX_BODY_BYTES });
  const body = parseJson(text);
  return body === undefined ? failed({ kind: "not-json" }) : decode(schema, body);
}

/** Checks the query of a URL; of a repeated parameter the first counts. */
export const decodeQuery = <T extends v.GenericSchema>(url: string, schema: T): Result<v.InferOutput<T>> => {
  const pairs = [...new URL(url).searchParams].reverse();
  return decode(schema, Object.fromEntries(pairs));
};

export function decode<T extends v.GenericSchema>(schema: T, input: unknown): Result<v.InferOutput<T>> {
  const parsed = v.safeParse(schema, input, { abortPipeEarly: true });
  if (parsed.success) return done(parsed.output);
  const errors = parsed.issues.slice(0, 20).map((issue) => ({ field: v.getDotPath(issue) ?? "", because: cut(issue.message) }));
  return failed({ kind: "invalid", errors });
}

const cut = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);

/** Undefined when it is no JSON; `undefined` itself is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as text, or undefined as soon as it is known to be too long. */
async function readAtMost(request: Request, maxBytes: number): Promise<string | undefined> {
  const bytes = await readBytes(request, maxBytes);
  return bytes && new TextDecoder().decode(bytes);
}

/** The body whole, or undefined as soon as it is known to be too long. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (Number(request.headers.get("Content-Length") ?? 0) > maxBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

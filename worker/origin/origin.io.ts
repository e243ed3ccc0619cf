import * as v from "valibot";
import { CartAnswer, SignInAnswer } from "#contract/cart";
import { PageAnswer } from "#contract/pages";
import { type BatchRequest, Frame, MAX_BATCH_BYTES } from "#contract/questions";
import { operation } from "../lanes.io.ts";
import type { OriginFetch } from "../origin-fetch.io.ts";
import { FOREIGN } from "../own-answers.io.ts";
import { MAX_ANSWER_BYTES, readAtMost } from "../read-at-most.ts";
import type { Ms } from "../time.ts";
import { decodeAnswer } from "./decode-answer.ts";
import { JsonSeqReader } from "./json-seq.ts";
import { nameBatch, ownFrame } from "./name-batch.ts";
import { originRequest, type PlannedCall, pageCall, writeCall } from "./plan-call.ts";
import type { Answered, CallKind, OriginFailure, OriginPort } from "./port.ts";

const PAGE_MS: Ms = 4_000;
const WRITE_MS: Ms = 6_000;

/** What a page view may ask of the origin. `onCall` hears of each request as it is sent; `batchName` gives each batch another one. */
export function openOrigin(
  origin: OriginFetch,
  onCall: (kind: CallKind) => void = () => {},
  batchName: () => string = () => crypto.randomUUID(),
): OriginPort {
  const calls: Record<CallKind, number> = { page: 0, fragments: 0, stock: 0, mutation: 0 };
  const send: Send = (call, signal) => {
    calls[call.kind]++;
    onCall(call.kind);
    const { url, init } = originRequest(call);
    return operation(() => origin.fetch(url, { ...init, signal }), isWhole(call) ? "batch" : undefined);
  };
  return portOf(send, calls, batchName);
}

/** A page's batch, not one question that is asked alone for whoever may want to know. */
function isWhole({ kind, body }: PlannedCall): boolean {
  if (kind !== "fragments") return false;
  const { visitor, asks } = body as BatchRequest;
  return visitor !== null || asks.length > 1;
}

function portOf(send: Send, calls: Readonly<Record<CallKind, number>>, batchName: () => string): OriginPort {
  const ask = <S extends v.GenericSchema>(call: PlannedCall, schema: S, withinMs: Ms) => answered(call, schema, withinMs, send);
  const write = async <S extends v.GenericSchema>(call: PlannedCall, schema: S) => {
    const first = await ask(call, schema, WRITE_MS);
    // The key makes a second attempt safe, whatever became of the first.
    return !first.ok && (first.failure.kind === "down" || first.failure.kind === "foreign") ? ask(call, schema, WRITE_MS) : first;
  };
  return {
    calls,
    traced: (traceparent) => portOf((call, signal) => send({ ...call, traceparent }, signal), calls, batchName),
    page: (wanted) => ask(pageCall(wanted), PageAnswer, PAGE_MS),
    batch: (request, deadlineMs) => frames(request, batchName(), deadlineMs, send),
    addLine: (line, key) => write(writeCall("/v1/carts/lines", line, key), CartAnswer),
    setLine: (cart, line, body, key) =>
      write(writeCall(`/v1/carts/${encodeURIComponent(cart)}/lines/${encodeURIComponent(line)}`, body, key), CartAnswer),
    signIn: (who, key) => write(writeCall("/v1/demo/sign-in", who, key), SignInAnswer),
  };
}

type Send = (call: PlannedCall, signal: AbortSignal) => Promise<Response>;

async function answered<S extends v.GenericSchema>(
  call: PlannedCall,
  schema: S,
  withinMs: Ms,
  send: Send,
): Promise<Answered<v.InferOutput<S>>> {
  const deadline = startDeadline(withinMs);
  try {
    const response = await deadline.bound(send(call, deadline.signal));
    const answer = decodeAnswer(schema, response.status, await deadline.bound(readAtMost(response, MAX_ANSWER_BYTES)));
    return answer.ok ? { ...answer, fields: Object.fromEntries(response.headers) } : answer;
  } catch (error) {
    return { ok: false, failure: failureOf(error, deadline.signal, withinMs) };
  }
}

/** Frames until the last one; until the stream ends, breaks, is overdue or has said more than a batch may. */
async function* frames(request: BatchRequest, name: string, withinMs: Ms, send: Send): AsyncGenerator<Frame> {
  const call = { kind: "fragments", path: "/v1/fragments", body: nameBatch(request, name) } as const;
  const deadline = startDeadline(withinMs);
  let body: Chunks | undefined;
  try {
    const response = await deadline.bound(send(call, deadline.signal));
    if (!response.ok || !response.body) return;
    body = response.body.getReader();
    yield* untilEnd(body, name, deadline.bound);
  } catch {
    // Whoever asked finds the answers missing, which is all there is to know.
  } finally {
    body?.cancel().catch(() => {});
  }
}

type Chunks = ReadableStreamDefaultReader<Uint8Array>;

async function* untilEnd(body: Chunks, name: string, bound: <T>(work: Promise<T>) => Promise<T>): AsyncGenerator<Frame> {
  const reader = new JsonSeqReader();
  let bytes = 0;
  for (let read = await bound(body.read()); !read.done; read = await bound(body.read())) {
    bytes += read.value.byteLength;
    if (bytes > MAX_BATCH_BYTES) return;
    for (const frame of decoded(reader.push(read.value), name)) {
      yield frame;
      if ("end" in frame) return;
    }
  }
  yield* decoded(reader.end(), name);
}

function decoded(elements: readonly unknown[], name: string): Frame[] {
  return elements.flatMap((element) => {
    const frame = v.safeParse(Frame, element);
    return (frame.success && ownFrame(frame.output, name)) || [];
  });
}

/** A deadline over a whole call: its head and its body, whether or not the platform's abort reaches both. */
function startDeadline(ms: Ms): { readonly signal: AbortSignal; bound<T>(work: Promise<T>): Promise<T> } {
  const signal = AbortSignal.timeout(ms);
  const overdue = new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true }));
  overdue.catch(() => {});
  return { signal, bound: (work) => Promise.race([work, overdue]) };
}

function failureOf(error: unknown, signal: AbortSignal, afterMs: Ms): OriginFailure {
  if (signal.aborted) return { kind: "slow", afterMs };
  if (error === FOREIGN) return { kind: "foreign", detail: FOREIGN.message };
  return { kind: "down", detail: error instanceof Error ? error.name : "unknown" };
}

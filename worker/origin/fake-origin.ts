/** An origin in memory: it can be switched off, slowed down question by question, or made to talk nonsense. */
import type { AddLine, Cart, CartAnswer, SetLine, SignIn } from "#contract/cart";
import type { Ask, BatchRequest, Frame } from "#contract/questions";
import type { Ms } from "../time.ts";
import type { Answered, CallKind, OriginFailure, OriginPort } from "./port.ts";

export type FakeMode = "up" | "off" | "garbage";

export interface FakeWrite {
  readonly kind: "add" | "set" | "sign-in";
  readonly body: AddLine | SetLine | SignIn;
  readonly cartId?: string;
  readonly line?: string;
  readonly idempotencyKey: string;
}

export interface FakeOrigin extends OriginPort {
  mode: FakeMode;
  /** Milliseconds before the answer to a question, by its name; `token` delays the first frame. */
  readonly delays: Partial<Record<Ask["question"] | "token", Ms>>;
  /** What was asked, batch by batch. */
  readonly batches: BatchRequest[];
  readonly writes: FakeWrite[];
  /** Data for a question; a thrown error is a refusal. */
  answer: (ask: Ask, visitor: BatchRequest["visitor"]) => unknown;
  /** The first frame's token. */
  token: (visitor: BatchRequest["visitor"]) => string | null;
  /** What its customer saw on any device, in the first frame and after a sign-in. */
  seen: string[] | undefined;
  /** What writes come to. */
  write: (write: FakeWrite) => Answered<CartAnswer>;
  signed: (body: SignIn) => string | null;
}

export function fakeOrigin(sleep: (ms: Ms) => Promise<void> = async () => {}): FakeOrigin {
  const calls: Record<CallKind, number> = { page: 0, fragments: 0, stock: 0, mutation: 0 };
  const writing = async (write: FakeWrite): Promise<Answered<CartAnswer>> => {
    calls.mutation++;
    origin.writes.push(write);
    return origin.mode === "up" ? origin.write(write) : { ok: false, failure: brokenness(origin.mode) };
  };
  const origin: FakeOrigin = {
    mode: "up",
    delays: {},
    batches: [],
    writes: [],
    calls,
    answer: () => null,
    token: () => null,
    seen: undefined,
    write: () => ({ ok: true, value: { cart: emptyCart("c1"), token: "none", line: null, adjusted: null } }),
    signed: () => null,
    traced: () => origin,
    async page() {
      calls.page++;
      return { ok: false, failure: { kind: "down", detail: "the fake has no pages" } };
    },
    batch(request) {
      calls.fragments++;
      origin.batches.push(request);
      return answerBatch(origin, request, sleep);
    },
    addLine: (body, idempotencyKey) => writing({ kind: "add", body, idempotencyKey }),
    setLine: (cartId, line, body, idempotencyKey) => writing({ kind: "set", body, cartId, line, idempotencyKey }),
    async signIn(body, idempotencyKey) {
      calls.mutation++;
      origin.writes.push({ kind: "sign-in", body, idempotencyKey });
      return origin.mode === "up"
        ? { ok: true, value: { token: origin.signed(body), ...seenBy(origin) } }
        : { ok: false, failure: brokenness(origin.mode) };
    },
  };
  return origin;
}

export function emptyCart(id: string): Cart {
  return { id, version: 1, itemCount: 0, lines: [], subtotal: { minor: 0, currency: "GBP" } };
}

const seenBy = ({ seen }: FakeOrigin): { seen?: string[] } => (seen ? { seen } : {});

/** Each question is answered as soon as it is ready, whatever the order they were asked in. */
async function* answerBatch(origin: FakeOrigin, request: BatchRequest, sleep: (ms: Ms) => Promise<void>): AsyncGenerator<Frame> {
  if (origin.mode === "off") return;
  if (origin.delays.token) await sleep(origin.delays.token);
  yield { token: origin.token(request.visitor), ...seenBy(origin) };
  const pending = new Map(request.asks.map((ask) => [ask.id, answerOne(origin, ask, request.visitor, sleep)]));
  while (pending.size > 0) {
    const frame = await Promise.race(pending.values());
    if ("id" in frame) pending.delete(frame.id);
    yield frame;
  }
  yield { end: true };
}

async function answerOne(origin: FakeOrigin, ask: Ask, visitor: BatchRequest["visitor"], sleep: (ms: Ms) => Promise<void>): Promise<Frame> {
  const delay = origin.delays[ask.question];
  if (delay) await sleep(delay);
  if (origin.mode === "garbage") return { id: ask.id, ok: true, data: { nonsense: [1, "<script>"] } };
  try {
    return { id: ask.id, ok: true, data: origin.answer(ask, visitor), surrogateKeys: ["product:1"] };
  } catch {
    return { id: ask.id, ok: false, reason: "refused" };
  }
}

function brokenness(mode: FakeMode): OriginFailure {
  return mode === "off" ? { kind: "down", detail: "switched off" } : { kind: "foreign", detail: "nonsense" };
}

import type { Frame, TokenFrame } from "#contract/questions";
import { writeFrame } from "./frames.ts";

export type Answered =
  | { readonly ok: true; readonly data: unknown; readonly surrogateKeys?: string[]; readonly entityVersions?: Record<string, number> }
  | { readonly ok: false; readonly reason: string };

/** A question with its number, and how to answer it. */
export interface Question {
  readonly id: string;
  answer(): Promise<Answered>;
}

export interface Batch {
  readonly questions: readonly Question[];
  token(): Promise<TokenFrame>;
  /** How long one answer may take before it is given up as `slow`. */
  readonly patienceMs: number;
  report(error: unknown): void;
}

/**
 * Answers all questions at once and streams each answer when it is ready: the token first, then frames in the order in
 * which they are done, the end last. A question that throws or takes too long fails by itself. Never rejects.
 */
export function streamBatch(batch: Batch): ReadableStream<Uint8Array> {
  let open = true;
  const start = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const write = (frame: Frame) => {
      if (open) controller.enqueue(writeFrame(frame));
    };
    const answers = batch.questions.map((question) => ({ id: question.id, answered: answerInTime(question, batch) }));
    write(await tokenInTime(batch));
    await Promise.all(answers.map(async ({ id, answered }) => write({ id, ...(await answered) })));
    write({ end: true });
    if (open) controller.close();
  };
  const cancel = () => {
    open = false;
  };
  // Not awaited: a stream that waits for its start would hold back the first frames.
  return new ReadableStream<Uint8Array>({ start: (controller) => void start(controller), cancel });
}

async function answerInTime(question: Question, { patienceMs, report }: Batch): Promise<Answered> {
  try {
    return await within(patienceMs, question.answer(), { ok: false, reason: "slow" });
  } catch (error) {
    report(error);
    return { ok: false, reason: "failed" };
  }
}

async function tokenInTime({ token, patienceMs, report }: Batch): Promise<TokenFrame> {
  try {
    return await within(patienceMs, token(), { token: null });
  } catch (error) {
    report(error);
    return { token: null };
  }
}

async function within<T>(ms: number, work: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

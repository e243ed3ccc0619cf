/** Speaks to the admin API. Problems become sentences. */
import * as v from "valibot";
import { Problem } from "#contract/problem";
import { Refused, Unreachable, Unusable } from "./outcomes.ts";
import { printable } from "./table.ts";
import type { Target } from "./target.ts";

export interface Client {
  readonly host: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown, idempotencyKey?: string): Promise<T>;
}

/** Longer than anything the shop does before it answers. */
const PATIENCE_MS = 60_000;

export function openClient({ url, token }: Target, interrupted: AbortSignal, patienceMs = PATIENCE_MS): Client {
  async function ask<T>(path: string, init: RequestInit, values: readonly string[] = []): Promise<T> {
    const signal = AbortSignal.any([interrupted, AbortSignal.timeout(patienceMs)]);
    const headers = { Authorization: `Bearer ${token}`, ...init.headers };
    const { answer, text } = await send(`${url}${path}`, { ...init, signal, headers });
    if (!answer.ok) throw new Refused(whyRefused(answer, text, values));
    return toJson(text) as T;
  }
  return {
    host: new URL(url).host,
    get: (path) => ask(path, {}),
    post: (path, body, idempotencyKey) => {
      const headers = { "Content-Type": "application/json", ...(idempotencyKey !== undefined && { "Idempotency-Key": idempotencyKey }) };
      const { values } = (body ?? {}) as { values?: readonly string[] };
      return ask(path, { method: "POST", headers, ...(body !== undefined && { body: JSON.stringify(body) }) }, values);
    },
  };
}

async function send(url: string, init: RequestInit): Promise<{ answer: Response; text: string }> {
  try {
    const answer = await fetch(url, init);
    return { answer, text: await answer.text() };
  } catch (error) {
    const { cause } = error as { cause?: { code?: string; message?: string } };
    const { origin } = new URL(url);
    if ((error as Error).name === "TimeoutError") throw new Unreachable(`${origin} gave no answer in time.`);
    if (init.signal?.aborted) throw new Unreachable("Interrupted.");
    if (cause === undefined) throw new Unusable("The token or the idempotency key has letters that no request may carry in its headers.");
    if (cause.code === "ECONNREFUSED") throw new Unreachable(`Nothing answers at ${origin}: is the shop running (npm run dev)?`);
    throw new Unreachable(`${origin} cannot be reached: ${cause.code ?? cause.message}.`);
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unreachable("What answers is no admin API: its answer is not JSON. Check --url.");
  }
}

function whyRefused(answer: Response, text: string, values: readonly string[]): string {
  const problem = readProblem(text);
  if (answer.status === 401) return "The shop does not know this token (401). Check --token, or ADMIN_TOKEN.";
  if (problem === undefined) return `The shop answered ${answer.status}, without saying why.`;
  const { title, detail, errors = [] } = problem;
  if (errors.length > 0)
    return [`${title} (${answer.status}):`, ...errors.map(({ field, because }) => `  ${named(field, values)}: ${because}`)].join("\n");
  return `${title} (${answer.status})${detail === undefined ? "." : `: ${detail}`}`;
}

/** A value by itself, not by its place: `values.0` is what was named first. */
function named(field: string, values: readonly string[]): string {
  const value = values[Number(/^values\.(\d+)$/.exec(field)?.[1])];
  return value === undefined ? field : printable(value);
}

function readProblem(text: string): Problem | undefined {
  try {
    const parsed = v.safeParse(Problem, JSON.parse(text));
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined;
  }
}

/** Public and segment answers as the tiers keep them: the data as JSON bytes, nothing of who asked first. */

import * as v from "valibot";
import type { PublicFragment } from "#contract/pages";
import { ANSWERS, Ask, type Question, SCOPES } from "#contract/questions";
import type { Stored } from "../cache/stored.ts";
import { LIFETIMES } from "../lifetimes.ts";
import type { Filled, FilledAnswer } from "../shell/find-wanted.ts";
import type { BatchAnswer } from "./batch-answer.ts";
import type { SharedAsk } from "./wanted.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const MEDIA_TYPE = { "Content-Type": "application/json" };

/** What an answer of the batch becomes in the tiers. Data that is not what the question promises is foreign. */
export function toFilled(question: Question, answer: BatchAnswer): Filled {
  if (!answer.ok) return answer;
  const filled = toShared(question, answer.data, answer.surrogateKeys, answer.entityVersions);
  return filled ? { ok: true, answer: filled } : { ok: false, because: "foreign" };
}

/** A public fragment that a page's answer brought along, ready for `storeBeside`. Undefined when it may not be shared or is malformed. */
export function broughtAlong(
  { question, data, surrogateKeys }: PublicFragment,
  entityVersions: Readonly<Record<string, number>>,
): FilledAnswer | undefined {
  return isQuestion(question) ? toShared(question, data, surrogateKeys, entityVersions) : undefined;
}

function toShared(
  question: Question,
  data: unknown,
  surrogateKeys: readonly string[],
  entityVersions: Readonly<Record<string, number>>,
): FilledAnswer | undefined {
  if (SCOPES[question] === "visitor") return undefined;
  const decoded = v.safeParse(ANSWERS[question], data);
  if (!decoded.success) return undefined;
  const segments = [encoder.encode(JSON.stringify(decoded.output))];
  const filled = { status: 200, headers: MEDIA_TYPE, segments, slots: [], surrogateKeys, entityVersions, changesAt: null, marked: true };
  // What no purge tells of may be sold here soon.
  return decoded.output === null && surrogateKeys.length === 0 ? { ...filled, lifetime: LIFETIMES.missing } : filled;
}

const read = new WeakMap<Stored, { readonly data: unknown }>();

/** The data of a stored answer; undefined when it is not what the question promises. Read once for each stored response. */
export function readAnswer(question: SharedAsk["question"], stored: Stored): { readonly data: unknown } | undefined {
  const known = read.get(stored);
  if (known) return known;
  try {
    const decoded = v.safeParse(ANSWERS[question], JSON.parse(decoder.decode(stored.segments[0])));
    if (!decoded.success) return undefined;
    const answer = { data: decoded.output };
    read.set(stored, answer);
    return answer;
  } catch {
    return undefined;
  }
}

/** What each question is told besides what it asks. */
const WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  Ask.options.map(({ entries: { id: _, question, ...words } }) => [question.literal, Object.keys(words)]),
);

/** What a shared question is about: the subject of its key. All of its words, or one segment would be shown the answer of another. */
export function subjectOf(ask: SharedAsk): string {
  return subjectIn(WORDS.get(ask.question) ?? [], ask);
}

/** The one word that there is, or all of them as JSON, in the order of their declaration. */
export function subjectIn(words: readonly string[], ask: object): string {
  const told = ask as Readonly<Record<string, unknown>>;
  const values = words.map((word) => told[word] ?? null);
  return values.length === 1 ? String(values[0]) : JSON.stringify(values);
}

function isQuestion(name: string): name is Question {
  return Object.hasOwn(ANSWERS, name);
}

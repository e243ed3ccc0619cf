/** Looks for what belongs to one visitor wherever another, or anybody, could come across it. */
import type { Market } from "#contract/market";
import { MARKET_NAMES } from "#contract/market";
import { answerKey } from "../../worker/key/cache-key.ts";
import { type Got, textOf } from "./answers.ts";
import { type Marker, type MarkerBook, OWN_PLACES, type Part } from "./marker-book.ts";

/** A visitor's text where it must not be. */
export interface Finding {
  readonly where: string;
  readonly kind: Marker["kind"];
  readonly text: string;
}

/** Something that belongs to nobody: stored bytes, a log line, a metric. */
export interface Surface {
  readonly where: string;
  readonly bytes: Uint8Array | string;
}

/** What in the answers is not the receiver's own, or stands where not even the receiver may see it. */
export function auditAnswers(book: MarkerBook, answers: readonly Got[]): Finding[] {
  return answers.flatMap(({ visitor, ask, answer }) => {
    const parts: (readonly [Part, Uint8Array | string])[] = [
      ["body", answer.body],
      ...answer.headers.map(([name, value]) => [partOf(name), `${name}: ${value}`] as const),
    ];
    return parts.flatMap(([part, bytes]) =>
      book
        .find(bytes)
        .filter(({ kind, owners }) => !owners.has(visitor.number) || !OWN_PLACES[kind].includes(part))
        .map(({ kind, text }) => ({ where: `${part} of ${ask.method ?? "GET"} ${ask.path} for visitor ${visitor.number}`, kind, text })),
    );
  });
}

/** Anybody's text on surfaces where none may be. */
export function auditSurfaces(book: MarkerBook, surfaces: readonly Surface[]): Finding[] {
  return surfaces.flatMap(({ where, bytes }) => book.find(bytes).map(({ kind, text }) => ({ where, kind, text })));
}

/** Pages whose badge tells a count that no token of the visitor ever told, nor the basket under it. */
export function auditBadges(answers: readonly Got[]): Finding[] {
  return answers.flatMap(({ visitor, ask, answer }) => {
    if (visitor.kind === "demo") return [];
    const text = textOf(answer);
    const counts = numbersIn(text, /<b class="count[^"]*" aria-hidden="true">(\d+)<\/b>/g);
    const told = isOfBasket(ask.path) ? numbersIn(text, /id="quantity-[^>]* value="(\d+)"/g) : undefined;
    const inBasket = told?.reduce((sum, quantity) => sum + quantity, 0);
    const isTold = (count: number) => count === 0 || visitor.counts.has(count) || count === inBasket || told?.length === 0;
    return counts
      .filter((count) => !isTold(count))
      .map((count) => ({ where: `badge of ${ask.path} for visitor ${visitor.number}`, kind: "count" as const, text: String(count) }));
  });
}

const numbersIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, number]) => Number(number));

/** There the badge is the origin's own word, which may be of a write whose answer was lost. */
const isOfBasket = (path: string) => /\/cart(&|\?|$)/.test(decodeURIComponent(path));

/**
 * Stored bytes without the keys under which a shared answer may name what it is about: a segment, or a product somebody
 * says to have looked at. Anywhere else in them such a name is a finding.
 */
export function withoutKeys(book: MarkerBook, { where, bytes }: Surface): Surface {
  const named = book.find(bytes).filter(({ kind }) => kind === "segment" || kind === "handle");
  let text = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("latin1");
  for (const { kind, text: subject } of named) {
    for (const key of MARKET_NAMES.map((market) => keyOf(kind, subject, market))) {
      // In an envelope, and in the column that finds it.
      text = text.replaceAll(`"key":${JSON.stringify(key)}`, '"key":""').replaceAll(key, "");
    }
  }
  return { where, bytes: named.length === 0 ? bytes : Buffer.from(text, "latin1") };
}

function keyOf(kind: Marker["kind"], subject: string, market: Market): string {
  return answerKey(kind === "segment" ? "delivery-note" : "card", subject, market);
}

function partOf(header: string): Part {
  const name = header.toLowerCase();
  if (name === "set-cookie") return "cookie";
  return name === "location" ? "location" : "header";
}

/** A few of many findings, for people. */
export function summary(findings: readonly Finding[]): string {
  const lines = findings.slice(0, 12).map(({ where, kind, text }) => `${kind} ${text} in ${where}`);
  return [`${findings.length} findings`, ...lines].join("\n");
}

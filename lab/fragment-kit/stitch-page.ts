/** A page view for tests: the real fragments, batch and stitching over an origin, tiers and a clock in memory. */
import * as v from "valibot";
import type { Market } from "#contract/market";
import { ANSWERS, type AnswerOf, type Ask, type Question } from "#contract/questions";
import type { StockLevel } from "#contract/stock";
import type { VisitorFacts } from "#contract/visitor-facts";
import type { AnyFragment, SubjectParts } from "../../fragments/define-fragment.ts";
import { surroundingsOf } from "../../worker/messages.ts";
import { PLACES } from "../../worker/pages/places.ts";
import { outcomesAtEnd, pageText, type TestShop, testShop } from "../../worker/stitch/fake-shop.ts";
import type { Outcome } from "../../worker/stitch/piece.ts";
import type { Ms } from "../../worker/time.ts";
import { explained } from "../../worker/workbench/explained.ts";
import { FragmentMistake } from "../../worker/workbench/fragment-mistake.ts";
import { undeclared } from "../../worker/workbench/undeclared.ts";
import { shellWith, slotIn } from "./shell.ts";
import { visitorWith } from "./visitor.ts";

type Answer<Q extends Question> = AnswerOf<Q> | ((ask: Extract<Ask, { question: Q }>) => AnswerOf<Q>);

export interface PageGiven {
  /** The fragments that stand on the page, in their order. */
  readonly fragments: readonly AnyFragment[];
  /** Whose declaration in `worker/pages/places.ts` counts; when left out, everything that stands on the page is declared. */
  readonly page?: keyof typeof PLACES;
  readonly market?: Market;
  readonly path?: SubjectParts["path"];
  /** Who looks; a guest when left out. */
  readonly facts?: Partial<VisitorFacts>;
  readonly stock?: readonly StockLevel[];
  /** What slots say they are about, by the fragment's name. */
  readonly props?: Readonly<Record<string, unknown>>;
  /** What the origin answers, by question. */
  readonly answers?: { readonly [Q in Question]?: Answer<Q> };
  /** How long it takes to answer a question. */
  readonly delays?: Partial<Record<Question, Ms>>;
  /** Questions it refuses, or answers with nonsense. */
  readonly faults?: Partial<Record<Question, "refused" | "nonsense">>;
  /** True switches the origin off. */
  readonly originIsDown?: boolean;
  /** How long the document may stay open. */
  readonly pageMs?: Ms;
}

export interface PageSeen {
  /** The whole document, as it was sent. */
  readonly html: string;
  /** What stands in a fragment's slot in the end. */
  slot(name: string): string;
  /** Where each came from, in the words of `Fragment-Status`: `token`, `tier`, `fallback;because=late`. */
  readonly status: Readonly<Record<string, string>>;
  /** The questions that reached the origin, in order. */
  readonly asked: readonly Question[];
  readonly originCalls: number;
  /** On the test's own clock, which takes no real time. */
  readonly firstByteMs: Ms;
  readonly lastByteMs: Ms;
}

/** Looks at a page. Throws, with the fix, on mistakes that a shop that is open would cover with a fallback. */
export async function stitchPage(given: PageGiven): Promise<PageSeen> {
  const mistakes: unknown[] = [];
  const shop = openShop(given, mistakes);
  const placed = given.fragments.map((fragment) => explained(fragment, (error) => mistakes.push(error)));
  const declared = given.page ? placed.filter(({ name }) => PLACES[given.page ?? "notice"].some((place) => place.name === name)) : placed;
  const startedAt = shop.clock.now();
  const parts = { market: given.market ?? "en-gb", route: given.page ?? "product", path: given.path ?? { handle: "rim-mug" } } as const;
  const stitching = shop.view(declared, {
    market: parts.market,
    parts,
    visitor: visitorWith(given.facts, startedAt),
    pageMs: given.pageMs ?? 1_500,
    shell: shellWith(placed, surroundingsOf(parts.market), given.props ?? {}, startedAt),
  });
  let firstByteAt = startedAt;
  let lastByteAt = startedAt;
  const whole = stitching.then(async (stitched) => {
    firstByteAt = shop.clock.now();
    const html = await pageText(stitched);
    lastByteAt = shop.clock.now();
    return { html, outcomes: await outcomesAtEnd(stitched) };
  });
  await shop.clock.advance(60_000);
  const { html, outcomes } = await whole;
  for (const [name, { because }] of outcomes) if (because === "undeclared") mistakes.push(undeclared(name, given.page ?? ""));
  if (mistakes.length > 0) throw mistakes[0];
  return {
    html,
    slot: (name) => slotIn(html, name),
    status: Object.fromEntries([...outcomes].map(([name, outcome]) => [name, inWords(outcome)])),
    asked: shop.origin.batches.flatMap(({ asks }) => asks.map(({ question }) => question)),
    originCalls: shop.origin.calls.fragments,
    firstByteMs: firstByteAt - startedAt,
    lastByteMs: lastByteAt - startedAt,
  };
}

function openShop(given: PageGiven, mistakes: unknown[]): TestShop {
  const { answers = {}, delays = {}, faults = {}, originIsDown, stock = [] } = given;
  const shop = testShop();
  checkQuestions({ answers, delays, faults });
  for (const level of stock) shop.stock.set(level.sku, level);
  Object.assign(shop.origin.delays, delays);
  if (originIsDown) shop.origin.mode = "off";
  shop.origin.answer = (ask) => {
    const { question } = ask;
    if (faults[question] === "refused") throw new Error("refused");
    if (faults[question] === "nonsense") return { nonsense: true };
    const answer = answers[question] as Answer<Question> | undefined;
    if (answer !== undefined) return checkAnswer(question, typeof answer === "function" ? answer(ask as never) : answer, mistakes);
    mistakes.push(new FragmentMistake(`the page asks "${question}" and the test has no answer: pass \`answers: { "${question}": ... }\``));
    throw new Error("unanswered");
  };
  return shop;
}

function checkQuestions(tables: Readonly<Record<string, object>>): void {
  for (const [table, byQuestion] of Object.entries(tables)) {
    const unknown = Object.keys(byQuestion).find((name) => !Object.hasOwn(ANSWERS, name));
    const known = Object.keys(ANSWERS).join(", ");
    if (unknown !== undefined) throw new FragmentMistake(`\`${table}\` goes by questions, and "${unknown}" is none: ${known}`);
  }
}

/** The answer, if the edge would take it from the origin. */
function checkAnswer(question: Question, answer: unknown, mistakes: unknown[]): unknown {
  const { issues, success } = v.safeParse(ANSWERS[question], answer);
  if (success) return answer;
  const where = v.getDotPath(issues[0]) ?? "answer";
  mistakes.push(
    new FragmentMistake(
      `the test answers "${question}" with a wrong "${where}": ${issues[0].message}; what an answer has is in origin-api/contract/questions.ts`,
    ),
  );
  return answer;
}

function inWords({ source, because }: Outcome): string {
  return because === undefined ? source : `${source};because=${because}`;
}

import * as v from "valibot";
import { ANSWERS, Ask, SCOPES } from "#contract/questions";
import type { AnswerLifetime, AnyFragment } from "../../fragments/define-fragment.ts";
import { FragmentMistake } from "./fragment-mistake.ts";

/** The question, if the origin knows it, answers it for this `scope` and is told all that it needs. */
export function checkQuestion(fragment: AnyFragment, ask: unknown, allowed: AnyFragment["scope"] = fragment.scope): unknown {
  if (ask === undefined) return undefined;
  checkLifetime(fragment);
  const question = String((ask as { question?: unknown }).question);
  const scope = Object.hasOwn(ANSWERS, question) ? SCOPES[question as keyof typeof SCOPES] : undefined;
  if (scope === undefined)
    throw new FragmentMistake(
      `fragment "${fragment.name}" asks "${question}", which the origin does not know: declare it in origin-api/contract/questions.ts ` +
        "(Ask, SCOPES, ANSWERS) and answer it in origin-api/batch/answers.io.ts",
    );
  if (scope !== allowed)
    throw new FragmentMistake(
      `fragment "${fragment.name}" has the scope ${fragment.scope} and asks "${question}", whose answers are of the scope ${scope}: ` +
        "change the fragment's scope, or ask another question",
    );
  checkWords(fragment, question, ask);
  return ask;
}

function checkWords({ name }: AnyFragment, question: string, ask: unknown): void {
  const words = v.safeParse(Ask, { ...Object(ask), id: "0" });
  if (words.success) return;
  const [issue] = words.issues;
  throw new FragmentMistake(
    `fragment "${name}" asks "${question}" with a wrong "${v.getDotPath(issue)}": ${issue.message}; what a question needs is in ` +
      "origin-api/contract/questions.ts",
  );
}

const LIFETIMES: Readonly<Record<AnswerLifetime, true>> = { recommendation: true, note: true };

function checkLifetime(fragment: AnyFragment): void {
  if (!("lifetime" in fragment) || Object.hasOwn(LIFETIMES, fragment.lifetime)) return;
  const known = Object.keys(LIFETIMES).map((name) => `"${name}"`);
  throw new FragmentMistake(`fragment "${fragment.name}" has the lifetime "${fragment.lifetime}": ${known.join(" and ")} are known`);
}

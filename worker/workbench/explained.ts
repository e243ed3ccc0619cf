/**
 * Fragments that say what is wrong with them and what to do about it, where a shop that is open falls back in silence.
 * For development and for the test kit.
 */
import { ANSWERS, SCOPES } from "#contract/questions";
import type { AnswerLifetime, AnyFragment, Surroundings } from "../../fragments/define-fragment.ts";
import { judgeWhole } from "../../fragments/judge-whole.ts";
import { CATALOGS } from "../messages.ts";
import { nearest } from "./nearest.ts";

/** A mistake in a fragment's code: the message names the fragment, what it did and the fix. */
export class FragmentMistake extends Error {}

type Report = (error: unknown) => void;
type Step = (...args: unknown[]) => unknown;

/**
 * The same fragment; whatever goes wrong in it is reported and thrown. What it renders must be JSX, the texts and the
 * questions it names must exist.
 */
export function explained<F extends AnyFragment>(fragment: F, report: Report = () => {}): F {
  const { name } = fragment;
  const asks =
    (act: Step): Step =>
    (...args) =>
      checkQuestion(fragment, act(...args));
  const steps: Readonly<Record<string, (act: Step) => Step>> = {
    read: (act) => act,
    fromToken: (act) => act,
    ask: asks,
    about: asks,
    render: (act) => (data, around, props) => checkMarkup(name, act(data, checkTexts(name, around as Surroundings), props)),
    fallback: (act) => (around, props) => checkMarkup(name, act(checkTexts(name, around as Surroundings), props)),
  };
  const functions = fragment as unknown as Readonly<Record<string, Step | undefined>>;
  const checked = Object.entries(steps).flatMap(([step, check]) => {
    const act = functions[step];
    return act ? [[step, reporting(name, step, check(act), report)]] : [];
  });
  return { ...fragment, ...Object.fromEntries(checked) };
}

function reporting(name: string, step: string, act: Step, report: Report): Step {
  return (...args) => {
    try {
      return act(...args);
    } catch (error) {
      report(error instanceof FragmentMistake ? error : new FragmentMistake(`fragment "${name}" failed in ${step}: ${error}`));
      throw error;
    }
  };
}

/** Components run when markup becomes text: doing it here finds their mistakes while it is known whose they are. */
function checkMarkup(name: string, given: unknown): unknown {
  const wrong = (what: string, fix: string) => new FragmentMistake(`fragment "${name}" renders ${what}: ${fix}`);
  if (typeof given === "string" && !("isEscaped" in Object(given)))
    throw wrong(`the text ${JSON.stringify(given.slice(0, 40))} instead of JSX`, "write <>{text}</>, which escapes it");
  if (given === null || given === undefined || typeof given === "boolean") throw wrong(`${given}`, "return <></> to show nothing");
  if (isPromise(given) || (given instanceof Object && isPromise(given.toString())))
    throw wrong("something that has to be waited for", "fragments do no I/O; name the data with `ask` or `about`");
  if (!(given instanceof Object && "isEscaped" in given)) throw wrong(`a ${typeof given}`, "render JSX");
  const open = judgeWhole(String(given));
  if (open !== undefined) throw wrong(`markup that is not whole: ${open}`, "close what it opens; JSX does, `raw` does not");
  return given;
}

const isPromise = (value: unknown): boolean => value instanceof Promise;

function checkTexts(name: string, around: Surroundings): Surroundings {
  const market = around.market.name;
  const t: Surroundings["t"] = (key, values) => {
    if (Object.hasOwn(CATALOGS[market], key)) return around.t(key, values);
    const meant = nearest(key, Object.keys(CATALOGS[market]));
    const hint = meant === undefined ? "" : `, which has "${meant}"`;
    throw new FragmentMistake(
      `fragment "${name}" asks for the text "${key}", which is not in messages/${market}.json${hint}: add it to all five files in messages/`,
    );
  };
  return { ...around, t };
}

function checkQuestion(fragment: AnyFragment, ask: unknown): unknown {
  if (ask === undefined) return undefined;
  checkLifetime(fragment);
  const question = String((ask as { question?: unknown }).question);
  const scope = Object.hasOwn(ANSWERS, question) ? SCOPES[question as keyof typeof SCOPES] : undefined;
  if (scope === undefined)
    throw new FragmentMistake(
      `fragment "${fragment.name}" asks "${question}", which the origin does not know: declare it in origin-api/contract/questions.ts ` +
        "(Ask, SCOPES, ANSWERS) and answer it in origin-api/batch/answers.io.ts",
    );
  if (scope !== fragment.scope)
    throw new FragmentMistake(
      `fragment "${fragment.name}" has the scope ${fragment.scope} and asks "${question}", whose answers are of the scope ${scope}: ` +
        "change the fragment's scope, or ask another question",
    );
  return ask;
}

const LIFETIMES: Readonly<Record<AnswerLifetime, true>> = { recommendation: true, note: true };

function checkLifetime(fragment: AnyFragment): void {
  if (!("lifetime" in fragment) || Object.hasOwn(LIFETIMES, fragment.lifetime)) return;
  const known = Object.keys(LIFETIMES).map((name) => `"${name}"`);
  throw new FragmentMistake(`fragment "${fragment.name}" has the lifetime "${fragment.lifetime}": ${known.join(" and ")} are known`);
}

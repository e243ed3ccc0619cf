/**
 * Fragments that say what is wrong with them and what to do about it, where a shop that is open falls back in silence.
 * For development and for the test kit.
 */
import type { AnyFragment, Surroundings } from "../../fragments/define-fragment.ts";
import { attributeNames, judgeWhole } from "../../fragments/judge-whole.ts";
import { CATALOGS } from "../messages.ts";
import { checkQuestion } from "./check-question.ts";
import { FragmentMistake } from "./fragment-mistake.ts";
import { nearest } from "./nearest.ts";

type Report = (error: unknown) => void;
type Step = (...args: unknown[]) => unknown;
/** What is looked at whenever a step is taken. */
type Check = (act: Step, step: string) => Step;
type Checks = Readonly<Record<string, Check>>;

/**
 * The same fragment; whatever goes wrong in it is reported and thrown. What it renders must be JSX, the texts and the
 * questions it names must exist.
 */
export function explained<F extends AnyFragment>(fragment: F, report: Report = () => {}): F {
  const { name } = fragment;
  const given: Check = (act, step) => (of, more) => atHand(name, step, act(of, more));
  const asked: Check = (act, step) => (of, more) => checkQuestion(fragment, given(act, step)(of, more));
  const steps: Checks = {
    read: given,
    fromToken: given,
    meanwhile: given,
    ask: asked,
    about: asked,
    render: (act) => (data, around, props) => checkMarkup(name, act(data, checkTexts(name, around as Surroundings), props)),
    fallback: (act) => (around, props) => checkMarkup(name, act(checkTexts(name, around as Surroundings), props)),
  };
  const shows: Checks = {
    which: (act, step) => (of, more) => Array.from(given(act, step)(of, more) as [], (ask) => checkQuestion(fragment, ask, "public")),
    data: given,
  };
  const checked = checkedBy(steps, fragment, { name, report });
  if (!("shows" in fragment && fragment.shows)) return checked;
  return { ...checked, shows: checkedBy(shows, fragment.shows, { name, report, within: "shows." }) };
}

interface Whose {
  readonly name: string;
  readonly report: Report;
  readonly within?: string;
}

/** The same with each of its functions checked of which there is something to say. */
function checkedBy<T extends object>(checks: Checks, of: T, { name, report, within = "" }: Whose): T {
  const functions = of as Readonly<Record<string, Step | undefined>>;
  const checked = Object.entries(checks).flatMap(([property, check]) => {
    const act = functions[property];
    const step = `${within}${property}`;
    return act ? [[property, reporting(name, step, check(act, step), report)]] : [];
  });
  return { ...of, ...Object.fromEntries(checked) };
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

/** Data as it was made, if it is there. */
function atHand(name: string, step: string, made: unknown): unknown {
  if (!isPromise(made)) return made;
  quiet(made);
  throw new FragmentMistake(`fragment "${name}" has to be waited for in ${step}: ${NO_IO}`);
}

const NO_IO = "fragments do no I/O; name the data with `ask` or `about`";

/** What the page's Content-Security-Policy refuses in a tag. */
const IDLE = /^(?:style|on[a-z]+)$/i;

/** Components run when markup becomes text: doing it here finds their mistakes while it is known whose they are. */
function checkMarkup(name: string, given: unknown): unknown {
  const wrong = (what: string, fix: string) => new FragmentMistake(`fragment "${name}" renders ${what}: ${fix}`);
  if (typeof given === "string" && !("isEscaped" in Object(given)))
    throw wrong(`the text ${JSON.stringify(given.slice(0, 40))} instead of JSX`, "write <>{text}</>, which escapes it");
  if (given === null || given === undefined || typeof given === "boolean") throw wrong(`${given}`, "return <></> to show nothing");
  const waiting = [given, given.toString()].filter(isPromise);
  waiting.forEach(quiet);
  if (waiting.length > 0) throw wrong("something that has to be waited for", NO_IO);
  if (!(given instanceof Object && "isEscaped" in given)) throw wrong(`a ${typeof given}`, "render JSX");
  const open = judgeWhole(String(given));
  if (open !== undefined)
    throw wrong(
      `markup that is not whole: ${open}`,
      "JSX closes what it opens, `raw` does not; a page alone has scripts and styles: public/scripts, public/styles",
    );
  const idle = attributeNames(String(given)).find((attribute) => IDLE.test(attribute));
  if (idle !== undefined)
    throw wrong(`the attribute "${idle.toLowerCase()}", which browsers ignore here`, "give it a class: public/styles, public/scripts");
  return given;
}

const isPromise = (value: unknown): value is Promise<unknown> => value instanceof Promise;

/** What comes of it, nobody waits for. */
const quiet = (promise: Promise<unknown>): void => void promise.catch(() => {});

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

/** What a developer has switched in the overlay. It stands in a cookie of the browser and nowhere else: no key knows of it. */
import { readCookies } from "../visitor/cookies.ts";

/** Late: it comes behind the page and is moved into place. Too late: the page ends without it. */
export type Switch = "late" | "too-late" | "fail";

export interface Switches {
  /** True shows the overlay with the page. */
  readonly isOpen: boolean;
  /** True shows the page as browsers do that run no script. */
  readonly withoutScript: boolean;
  /** By the fragment's name. */
  readonly of: ReadonlyMap<string, Switch>;
}

const COOKIE = "vitrine-overlay";
const PARAMETER = "_overlay";
const KNOWN: readonly string[] = ["late", "too-late", "fail"] satisfies Switch[];

/** Reads `on~late.stock~fail.greeting` and `?_overlay=no-script`. What it does not know counts as nothing. */
export function readSwitches(url: string, cookieHeader: string | null): Switches {
  const [on, ...words] = readCookies(cookieHeader, [COOKIE])[COOKIE]?.split("~") ?? [];
  const isOpen = on === "on";
  const pairs = words.flatMap((word): [string, Switch][] => {
    const [how = "", name = ""] = word.split(".");
    return isSwitch(how) && name !== "" ? [[name, how]] : [];
  });
  return { isOpen, withoutScript: new URL(url).searchParams.get(PARAMETER) === "no-script", of: new Map(isOpen ? pairs : []) };
}

function isSwitch(word: string): word is Switch {
  return KNOWN.includes(word);
}

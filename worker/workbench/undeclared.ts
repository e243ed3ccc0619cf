import { FragmentMistake } from "./fragment-mistake.ts";

/** A page's markup has a slot for a fragment that its route does not declare. */
export function undeclared(fragment: string, page: string): FragmentMistake {
  return new FragmentMistake(
    `fragment "${fragment}" has a slot on the page "${page}", which does not declare it: add it to \`${page}\` in worker/pages/places.ts`,
  );
}

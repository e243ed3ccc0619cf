import type { AnyFragment } from "../../fragments/define-fragment.ts";
import { explained } from "./explained.ts";

const said = new Set<string>();

/** Tells the developer what is wrong, once, in the window of `npm run dev`. */
export function complain(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (said.has(message)) return;
  said.add(message);
  console.error(message);
}

const known = new WeakMap<AnyFragment, AnyFragment>();

/** The fragment, with complaints where a shop that is open falls back in silence. The same object for the same fragment. */
export function outspoken(fragment: AnyFragment): AnyFragment {
  const made = known.get(fragment) ?? explained(fragment, complain);
  known.set(fragment, made);
  return made;
}

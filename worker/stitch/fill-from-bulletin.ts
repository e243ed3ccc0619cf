import type { AnyFragment, BulletinFragment } from "../../fragments/define-fragment.ts";
import { present } from "../../fragments/present.ts";
import type { StoredSlot } from "../cache/stored.ts";
import type { Ms } from "../time.ts";
import { fallback, type Rendered, renderMarkup, type Settled } from "./piece.ts";
import { isPlain } from "./render-once.ts";
import type { FragmentsWanted } from "./wanted.ts";

// biome-ignore lint/suspicious/noExplicitAny: any bulletin fragment; each one is checked where it is defined.
type AnyBulletinFragment = BulletinFragment<string, any, any>;

interface Shown {
  /** The copy of the bulletin it was read from: the same copy says the same. */
  readonly from: object | undefined;
  /** As JSON; undefined where that would not say all. */
  readonly data: string | undefined;
  readonly rendered: Rendered;
}

/** What a slot showed last: the same data need not be rendered again. A slot belongs to one shell, hence to one market. */
const shown = new WeakMap<StoredSlot, Shown>();

/** What was told longer ago says nothing of now: nobody is told that something is there which may be gone. */
export const TOLD_WITHIN: Ms = 30_000;

/** Fills a slot from the bulletin in memory, at each view. Never throws. */
export function fillFromBulletin(wanted: FragmentsWanted, fragment: AnyFragment, slot: StoredSlot): Settled {
  if (fragment.scope !== "public" || fragment.source !== "bulletin") return fallback("error");
  const age = wanted.bulletinAge?.() ?? 0;
  if (age > TOLD_WITHIN) return fallback("late");
  try {
    const rendered = renderedNow(wanted, fragment, slot);
    if (rendered === undefined) return fallback("unknown");
    const ageSeconds = Math.floor(age / 1000);
    return { kind: "filled", ...rendered, outcome: { source: "bulletin", ageSeconds } };
  } catch {
    return fallback("error");
  }
}

function renderedNow(wanted: FragmentsWanted, fragment: AnyBulletinFragment, slot: StoredSlot): Rendered | undefined {
  const from = wanted.bulletinCopy?.();
  const last = shown.get(slot);
  if (last !== undefined && from !== undefined && last.from === from) return last.rendered;
  const data: unknown = present(fragment.read(wanted.readStock, slot.props));
  if (data === undefined) return undefined;
  const text = isPlain(data) ? JSON.stringify(data) : undefined;
  const rendered =
    text !== undefined && last?.data === text ? last.rendered : renderMarkup(fragment.render(data, wanted.surroundings, slot.props));
  shown.set(slot, { from, data: text, rendered });
  return rendered;
}

import type { AnyFragment } from "../../fragments/define-fragment.ts";
import type { StoredSlot } from "../cache/stored.ts";
import { fallback, type Rendered, renderMarkup, type Settled } from "./piece.ts";
import type { FragmentsWanted } from "./wanted.ts";

/** What a slot showed last: the same data need not be rendered again. A slot belongs to one shell, hence to one market. */
const shown = new WeakMap<StoredSlot, { readonly data: string; readonly rendered: Rendered }>();

/** Fills a slot from the bulletin in memory, at each view. Never throws. */
export function fillFromBulletin(wanted: FragmentsWanted, fragment: AnyFragment, slot: StoredSlot): Settled {
  if (fragment.scope !== "public" || fragment.source !== "bulletin") return fallback("error");
  try {
    const data: unknown = fragment.read(wanted.readStock, slot.props);
    if (data === undefined) return fallback("unknown");
    const ageSeconds = Math.floor((wanted.bulletinAge?.() ?? 0) / 1000);
    const rendered = renderOnce(slot, data, () => renderMarkup(fragment.render(data, wanted.surroundings, slot.props)));
    return { kind: "filled", ...rendered, outcome: { source: "bulletin", ageSeconds } };
  } catch {
    return fallback("error");
  }
}

function renderOnce(slot: StoredSlot, data: unknown, render: () => Rendered): Rendered {
  const key = JSON.stringify(data);
  const last = shown.get(slot);
  if (last?.data === key) return last.rendered;
  const rendered = render();
  shown.set(slot, { data: key, rendered });
  return rendered;
}

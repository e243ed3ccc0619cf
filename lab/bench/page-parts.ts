/** A served page taken apart at its slots, so that other techniques can put the very same page together again. */

export interface PageParts {
  /** One more than there are slots. */
  readonly segments: readonly string[];
  readonly slots: readonly PageSlot[];
}

export interface PageSlot {
  readonly name: string;
  /** Differs from one shopper to the next: `{name}` and `{count}` stand for the first name and the number of things in the basket. */
  readonly isPersonal: boolean;
  readonly html: string;
}

/** Whom the page was served to; both values stand nowhere else in it. */
export interface Sentinel {
  readonly firstName: string;
  readonly itemCount: number;
}

const OPENING = /<(div|span|section) data-fragment="([^"]+)"[^>]*>/g;

export function takeApart(html: string, { firstName, itemCount }: Sentinel): PageParts {
  const segments: string[] = [];
  const slots: PageSlot[] = [];
  let from = 0;
  for (const opening of html.matchAll(OPENING)) {
    const [tag, element = "", name = ""] = opening;
    const start = opening.index + tag.length;
    const end = endOf(html, element, start);
    const template = html.slice(start, end).replaceAll(firstName, "{name}").replaceAll(String(itemCount), "{count}");
    const isPersonal = name === "greeting" || name === "cart-badge";
    slots.push({ name, isPersonal, html: isPersonal ? template : html.slice(start, end) });
    segments.push(html.slice(from, start));
    from = end;
  }
  return { segments: [...segments, html.slice(from)], slots };
}

/** Where the element ends whose content begins at `start`. */
function endOf(html: string, element: string, start: number): number {
  const tags = new RegExp(`<(/?)${element}\\b`, "g");
  tags.lastIndex = start;
  let depth = 1;
  for (let tag = tags.exec(html); tag !== null; tag = tags.exec(html)) {
    depth += tag[1] === "/" ? -1 : 1;
    if (depth === 0) return tag.index;
  }
  throw new Error(`<${element}> is never closed`);
}

/** The page of one shopper. */
export function putTogether({ segments, slots }: PageParts, firstName: string, itemCount: number): string {
  return segments.map((segment, index) => segment + fillSlot(slots[index], firstName, itemCount)).join("");
}

export function fillSlot(slot: PageSlot | undefined, firstName: string, itemCount: number): string {
  return slot === undefined ? "" : slot.html.replaceAll("{name}", firstName).replaceAll("{count}", String(itemCount));
}

/**
 * Outlines and tags over the slots. They lie in a layer of their own that takes no space and no clicks; the page's own
 * elements are left as they are.
 */

import type { FragmentReport, OverlayReport, PageReport } from "../../worker/workbench/report.ts";
import { element } from "./element.ts";
import { inShort } from "./report.ts";

/** Slots lower than this have their tag above them. */
const LOW = 64;
const TAG = 18;
const GAP = 2;

interface Outlined {
  readonly target: Element;
  readonly box: HTMLElement;
  readonly tag: HTMLElement;
}

/** Draws them, and keeps them in place; the returned function takes them away. */
export function drawOutlines({ page, fragments }: OverlayReport): () => void {
  const layer = element("div", { class: "overlay-layer", "aria-hidden": "true" });
  const outlined = fragments.flatMap((fragment) => slotsOf(fragment.name).map((slot) => outline(slot, tagText(fragment), fragment.state)));
  const shell = outline(document.body, shellText(page), page.state);
  for (const { box, tag } of [shell, ...outlined]) layer.append(box, tag);
  document.body.append(layer);
  const stop = keepInPlace(() => placeAll(shell, outlined));
  return () => {
    stop();
    layer.remove();
  };
}

export function slotsOf(name: string): Element[] {
  return [...document.querySelectorAll(`[data-fragment="${CSS.escape(name)}"]:not(template)`)];
}

function outline(target: Element, text: string, state: string): Outlined {
  return {
    target,
    box: element("div", { class: `overlay-box is-${state}` }),
    tag: element("div", { class: `overlay-tag is-${state}` }, text),
  };
}

function tagText({ name, scope, source, because, ageSeconds }: FragmentReport): string {
  const age = ageSeconds === null ? "" : ` ${inShort(ageSeconds)}`;
  return `${name}  ${scope} ${source}${because === null ? "" : ` ${because}`}${age}`;
}

function shellText({ state, ageSeconds }: PageReport): string {
  return `shell  ${state}${ageSeconds === null ? "" : ` ${inShort(ageSeconds)}`}`;
}

function keepInPlace(place: () => void): () => void {
  let frame = 0;
  const soon = () => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(place);
  };
  const sizes = new ResizeObserver(soon);
  sizes.observe(document.body);
  for (const slot of document.querySelectorAll("[data-fragment]")) sizes.observe(slot);
  const listening = new AbortController();
  addEventListener("scroll", soon, { passive: true, signal: listening.signal });
  addEventListener("resize", soon, { signal: listening.signal });
  place();
  return () => {
    cancelAnimationFrame(frame);
    sizes.disconnect();
    listening.abort();
  };
}

interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

function placeAll(shell: Outlined, outlined: readonly Outlined[]): void {
  const all = [...outlined.toReversed(), shell];
  // All that is read first, then all that is written: the page is laid out once.
  const rects = all.map(({ target }) => target.getBoundingClientRect());
  const widths = all.map(({ tag }) => tag.offsetWidth);
  const taken: Rect[] = [];
  for (const [index, { box, tag }] of all.entries()) {
    const rect = rects[index];
    if (!rect) continue;
    move(box, rect.x, rect.y);
    box.style.width = `${rect.width}px`;
    box.style.height = `${rect.height}px`;
    const at = free(tagPlace(rect, widths[index] ?? 0, all[index] === shell), taken);
    taken.push(at);
    move(tag, at.x, at.y);
  }
}

const isRtl = (): boolean => document.documentElement.dir === "rtl";

/** At the corner where reading starts; above a low slot and flush with its end, where there is room for it. */
function tagPlace(rect: DOMRect, width: number, isShell: boolean): Rect {
  const isLow = !isShell && rect.height < LOW;
  const x = isRtl() !== isLow ? rect.right - width : rect.x;
  const y = isLow ? rect.y - TAG : rect.y;
  const most = document.documentElement.clientWidth - width;
  // Only what is in sight is kept in sight.
  return { x: Math.max(0, Math.min(x, most)), y: rect.bottom > 0 && rect.y < TAG ? Math.max(0, y) : y, width };
}

/** The nearest place before the others in their line, or below them where the line is full. */
function free(wanted: Rect, taken: readonly Rect[]): Rect {
  let at = wanted;
  const covers = (other: Rect) => other.x < at.x + at.width && at.x < other.x + other.width && Math.abs(other.y - at.y) < TAG;
  for (let other = taken.find(covers); other; other = taken.find(covers)) {
    const x = isRtl() ? other.x + other.width + GAP : other.x - at.width - GAP;
    const fits = x >= 0 && x + at.width <= document.documentElement.clientWidth;
    at = fits ? { ...at, x } : { ...wanted, y: other.y + TAG };
  }
  return at;
}

function move(moved: HTMLElement, x: number, y: number): void {
  moved.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

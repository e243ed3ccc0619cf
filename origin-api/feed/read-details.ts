import type { StoredSpec } from "../store/schema.ts";
import { child, childrenNamed, type Element } from "./element.ts";
import type { FeedDetails } from "./feed-row.ts";
import { HANDLE } from "./identifiers.ts";
import { checkedText, instantOf, readLocalized, readText, readTexts, readWhole } from "./read-field.ts";
import type { ItemProblems } from "./row-problems.ts";

const MOST_POSITION = 1_000_000;
const MARKS = ["v:handle", "v:title", "v:detail", "v:description", "v:spec", "v:position", "v:released", "v:also"];

/** What the first item of a product tells for all of them; null when it tells nothing. */
export function readDetails(item: Element, problems: ItemProblems): FeedDetails | null {
  if (!item.children.some((field) => MARKS.includes(field.name))) return null;
  return {
    handle: readHandle(item, problems),
    titles: readLocalized(item, "v:title", problems),
    details: readLocalized(item, "v:detail", problems),
    descriptions: readLocalized(item, "v:description", problems, true),
    specs: childrenNamed(item, "v:spec").flatMap((spec) => readSpec(spec, problems)),
    position: readWhole(item, "v:position", MOST_POSITION, problems) ?? null,
    releasedAt: readReleased(item, problems),
    also: readTexts(item, "v:also", problems),
  };
}

function readHandle(item: Element, problems: ItemProblems): string | null {
  const handle = readText(item, "v:handle", problems);
  if (handle === undefined) return null;
  if (HANDLE.test(handle)) return handle;
  problems.refuse("v:handle", "is not small letters, digits and hyphens", handle);
  return null;
}

function readReleased(item: Element, problems: ItemProblems): number | null {
  const text = readText(item, "v:released", problems);
  if (text === undefined) return null;
  return instantOf(text) ?? problems.refuse("v:released", "is not a day, as in 2026-11-16", text) ?? null;
}

function readSpec(spec: Element, problems: ItemProblems): readonly StoredSpec[] {
  const names = readLocalized(spec, "v:name", problems);
  const values = readLocalized(spec, "v:value", problems);
  return Object.keys(names).length > 0 && Object.keys(values).length > 0 ? [{ names, values }] : [];
}

/** Google's `product_detail`s. */
export function readProductDetails(item: Element, problems: ItemProblems): readonly StoredSpec[] {
  return childrenNamed(item, "product_detail").flatMap((detail) => {
    const name = child(detail, "attribute_name");
    const value = child(detail, "attribute_value");
    const [en, said] = [name && checkedText(name, "v:name", problems), value && checkedText(value, "v:value", problems)];
    return en && said ? [{ names: { en }, values: { en: said } }] : [];
  });
}

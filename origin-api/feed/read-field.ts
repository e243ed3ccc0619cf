/** Reading one field of an item: there or not, short enough, of the right form. What is wrong goes to the problems. */
import type { Localized } from "../store/schema.ts";
import { child, childrenNamed, cut, type Element } from "./element.ts";
import { type KnownField, LIMITS } from "./known-fields.ts";
import { oneLine, plainText } from "./plain-text.ts";
import { fieldTooLong, type ItemProblems } from "./row-problems.ts";

/** The field's text on one line, or undefined when it is missing or unusable. */
export function readText(item: Element, field: KnownField, problems: ItemProblems): string | undefined {
  const element = child(item, field);
  return element && checkedText(element, field, problems);
}

export function readRequired(item: Element, field: KnownField, problems: ItemProblems): string | undefined {
  if (child(item, field) === undefined) return problems.refuse(field, "is missing");
  return readText(item, field, problems);
}

/** Every field of that name, in order. */
export function readTexts(item: Element, field: KnownField, problems: ItemProblems): readonly string[] {
  const elements = childrenNamed(item, field).filter((element) => element.text !== "");
  return elements.flatMap((element) => checkedText(element, field, problems) ?? []);
}

export function checkedText(element: Element, field: KnownField, problems: ItemProblems): string | undefined {
  if (element.length > LIMITS[field]) return problems.refuse(field, fieldTooLong(element, LIMITS[field]), element.text);
  return oneLine(element.text) || undefined;
}

/** Plain text of a field that may hold HTML; its limit counts what is left, and cuts it. */
export function readProse(element: Element, field: KnownField, problems: ItemProblems): string {
  const text = plainText(element.text);
  const most = LIMITS[field];
  if (text.length <= most && element.length <= element.text.length) return text;
  problems.note(field, `is cut to ${most.toLocaleString("en")} characters`, element.text);
  const start = cut(text, most);
  return start.slice(0, Math.max(start.search(/\s\S*$/), most - 100)).trimEnd();
}

const LANGUAGES: ReadonlySet<string> = new Set(["en", "de", "ja", "ar"]);

/** The fields of that name by `xml:lang`; without one it is English. Languages no market speaks are named as unknown fields. */
export function readLocalized(item: Element, field: KnownField, problems: ItemProblems, prose = false): Localized {
  const texts: Record<string, string> = {};
  for (const element of childrenNamed(item, field)) {
    const language = (element.attributes["xml:lang"] ?? "en").toLowerCase().split("-")[0] ?? "";
    const text = prose ? readProse(element, field, problems) : checkedText(element, field, problems);
    if (!LANGUAGES.has(language)) problems.unknownFields.push(`${field} xml:lang="${language}"`);
    else if (text) texts[language] = text;
  }
  return texts;
}

/** A whole number from 0 to `most`. */
export function readWhole(item: Element, field: KnownField, most: number, problems: ItemProblems): number | undefined {
  const text = readText(item, field, problems);
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) <= most) return Number(text);
  return problems.refuse(field, `is not a whole number from 0 to ${most.toLocaleString("en")}`, text);
}

/** ISO 8601 with Google's `+0100`, or a day alone; epoch milliseconds. */
export function instantOf(text: string): number | undefined {
  const form = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(text.trim());
  if (!form) return undefined;
  const [, day = "", time = "T00:00", zone = "Z"] = form;
  const instant = Date.parse(day + time + zone.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2"));
  const midnight = Date.parse(`${day}T00:00Z`);
  // Date.parse lets 31 February be 3 March.
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  return Number.isNaN(instant) || !exists ? undefined : instant;
}

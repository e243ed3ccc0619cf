import type { Swatch } from "#contract/pages";
import { childrenNamed, type Element } from "./element.ts";
import type { FeedOption } from "./feed-row.ts";
import { hash32, slug } from "./identifiers.ts";
import { readLocalized, readText } from "./read-field.ts";
import type { ItemProblems } from "./row-problems.ts";

const GOOGLE_OPTIONS = ["color", "size", "material", "pattern"] as const;
const NAME = /^[a-z][a-z0-9-]{0,31}$/;
const MOST_VALUE = 64;
const VALUE = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const COLOUR = /^#[0-9a-f]{6}$/i;

/** What tells this variant from its siblings: our `v:option`s if there are any, else Google's fields. */
export function readOptions(item: Element, problems: ItemProblems): { readonly given: boolean; readonly options: readonly FeedOption[] } {
  const own = childrenNamed(item, "v:option");
  if (own.length > 0)
    return {
      given: true,
      options: distinct(
        own.flatMap((option) => givenOption(option, problems) ?? []),
        problems,
      ),
    };
  return { given: false, options: GOOGLE_OPTIONS.flatMap((name) => googleOption(item, name, problems) ?? []) };
}

function givenOption(option: Element, problems: ItemProblems): FeedOption | undefined {
  const { name = "", value = "" } = option.attributes;
  if (!NAME.test(name)) return problems.refuse("v:option", "has no name of small letters, digits and hyphens", name);
  if (!VALUE.test(value))
    return problems.refuse("v:option", `has no value of small letters, digits, points and hyphens for ${name}`, value);
  const [names, labels] = [readLocalized(option, "v:name", problems), readLocalized(option, "v:label", problems)];
  return { name, names, value, labels, swatch: swatchOf(option, problems) };
}

function swatchOf(option: Element, problems: ItemProblems): Swatch | null {
  const { body, rim = body } = option.attributes;
  if (body === undefined || rim === undefined) return null;
  if (COLOUR.test(body) && COLOUR.test(rim)) return { body: body.toLowerCase(), rim: rim.toLowerCase() };
  problems.note("v:option", "has a colour that is not #rrggbb: left out", `${body} ${rim}`);
  return null;
}

function distinct(options: readonly FeedOption[], problems: ItemProblems): readonly FeedOption[] {
  const names = options.map((option) => option.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) problems.refuse("v:option", `names ${twice} twice`);
  return options;
}

function googleOption(item: Element, name: (typeof GOOGLE_OPTIONS)[number], problems: ItemProblems): FeedOption | undefined {
  const label = readText(item, name, problems);
  if (label === undefined) return undefined;
  const value = slug(label);
  const usable = value !== "" && value.length <= MOST_VALUE;
  return { name, names: {}, value: usable ? value : `v-${hash32(label)}`, labels: { en: label }, swatch: null };
}

import * as v from "valibot";
import { Ground, type Picture } from "#contract/pages";
import type { DescribedCollection } from "./collections.ts";
import type { Element } from "./element.ts";
import { readLocalized, readText } from "./read-field.ts";
import { pictureSource } from "./read-pictures.ts";
import { ItemProblems } from "./row-problems.ts";

const KINDS = ["room", "shelf", "extra"] as const;
const COLLECTION_ID = /^[a-z0-9][a-z0-9-]{0,99}$/;

/** A `v:collection` of the channel, or what is wrong with it. */
export function decodeCollection(
  element: Element,
  site: string | null,
): { collection: DescribedCollection | undefined; problems: ItemProblems } {
  const problems = new ItemProblems(element.line);
  const { handle = "", parent = null, position = "0", ground = "chalk", kind = null } = element.attributes;
  problems.id = handle || null;
  if (!COLLECTION_ID.test(handle)) problems.refuse("v:collection", "has no handle of small letters, digits and hyphens", handle);
  if (!v.is(Ground, ground)) problems.refuse("v:collection", `has a ground that is none of ${Ground.options.join(", ")}`, ground);
  if (!/^\d{1,6}$/.test(position)) problems.refuse("v:collection", "has a position that is not a whole number", position);
  if (!isKind(kind)) problems.refuse("v:collection", `has a kind that is none of ${KINDS.join(", ")}`, kind ?? "");
  const titles = readLocalized(element, "v:title", problems);
  if (Object.keys(titles).length === 0) problems.refuse("v:title", "is missing");
  const intros = readLocalized(element, "v:intro", problems);
  const picture = readPicture(element, site, problems);
  if (problems.skip || !v.is(Ground, ground) || !isKind(kind)) return { collection: undefined, problems };
  const collection = {
    line: element.line,
    id: handle,
    kind,
    parentId: parent,
    position: Number(position),
    titles,
    intros,
    ground,
    picture,
  };
  return { collection, problems };
}

const isKind = (kind: string | null): kind is DescribedCollection["kind"] => kind === null || KINDS.some((known) => known === kind);

function readPicture(element: Element, site: string | null, problems: ItemProblems): Picture | null {
  const text = readText(element, "v:picture", problems);
  if (text === undefined) return null;
  const src = pictureSource(text, site);
  if (src !== undefined) return { src, kind: "cutout" };
  return problems.note("v:picture", "is not an address or a path: left out", text) ?? null;
}

import type { Picture } from "#contract/pages";
import type { Element } from "./element.ts";
import { readRequired, readTexts } from "./read-field.ts";
import type { ItemProblems } from "./row-problems.ts";

const KINDS: ReadonlySet<string> = new Set<Picture["kind"]>(["cutout", "hang", "photo", "drawing"]);

/** `image_link`, then the additional ones, each with the `v:picture-kind` at its place; photos without one. */
export function readPictures(item: Element, site: string | null, problems: ItemProblems): readonly Picture[] {
  const first = readRequired(item, "image_link", problems);
  const links = [...(first === undefined ? [] : [first]), ...readTexts(item, "additional_image_link", problems)];
  const kinds = readTexts(item, "v:picture-kind", problems);
  return links.flatMap((link, i) => {
    const src = pictureSource(link, site);
    if (src !== undefined) return [{ src, kind: readKind(kinds[i], problems) }];
    problems.refuse(
      i === 0 && first !== undefined ? "image_link" : "additional_image_link",
      "is not an absolute http or https address",
      link,
    );
    return [];
  });
}

function readKind(kind: string | undefined, problems: ItemProblems): Picture["kind"] {
  if (kind === undefined) return "photo";
  if (isKind(kind)) return kind;
  problems.note("v:picture-kind", "is none of cutout, hang, photo, drawing: taken for photo", kind);
  return "photo";
}

const isKind = (kind: string): kind is Picture["kind"] => KINDS.has(kind);

/** An address on the shop's own host becomes a path, so that every host the shop runs under finds it. */
export function pictureSource(link: string, site: string | null): string | undefined {
  if (link.startsWith("/") && !link.startsWith("//")) return webAddress(link, "https://shop.invalid")?.pathname;
  const url = webAddress(link);
  if (!url) return undefined;
  const own = site !== null && url.host === webAddress(site)?.host;
  return own ? url.pathname + url.search : url.href;
}

/** The address, when it is http or https and names no user. */
export function webAddress(link: string, base?: string): URL | undefined {
  if (!URL.canParse(link, base)) return undefined;
  const url = new URL(link, base);
  return /^https?:$/.test(url.protocol) && url.username === "" && url.password === "" ? url : undefined;
}

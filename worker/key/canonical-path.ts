/** The one spelling of a path: lower case, NFC, no encoding, no empty or dot segments, no trailing slash. */

export type CanonicalPath =
  | { readonly kind: "segments"; readonly segments: readonly string[]; readonly path: string; readonly changed: boolean }
  | { readonly kind: "malformed"; readonly because: string };

/** Paths that are canonical as they stand: nearly every request, told by one look. */
const PLAIN = /^(?:\/[a-z0-9][a-z0-9-]*)+$/;

/** Decodes and canonicalizes the path of a parsed URL. An encoded slash stays inside its segment and never becomes a separator. */
export function canonicalPath(pathname: string): CanonicalPath {
  if (PLAIN.test(pathname)) return { kind: "segments", segments: pathname.slice(1).split("/"), path: pathname, changed: false };
  const segments: string[] = [];
  for (const raw of pathname.split("/")) {
    if (raw === "") continue;
    const segment = decodeSegment(raw);
    if (segment === undefined) return { kind: "malformed", because: "The path holds a malformed percent-encoding or a control character." };
    segments.push(segment);
  }
  const path = `/${segments.map(encodeURIComponent).join("/")}`;
  return { kind: "segments", segments, path, changed: path !== pathname };
}

function decodeSegment(raw: string): string | undefined {
  try {
    const segment = decodeURIComponent(raw).normalize("NFC").toLowerCase().normalize("NFC");
    return hasControl(segment) ? undefined : segment;
  } catch {
    return undefined;
  }
}

/** True for text with a character of Unicode's control category, NUL among them. */
export function hasControl(text: string): boolean {
  return /\p{Cc}/u.test(text);
}

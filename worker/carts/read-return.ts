const MAX_LENGTH = 2_048;
/** Any base will do: it only shows whether a value leaves it. */
const HERE = "http://here.invalid";

/** The path and query a value names, if it can be nothing but a path of this site; else undefined. */
export function readSitePath(value: string): string | undefined {
  if (value.length > MAX_LENGTH || !value.startsWith("/") || /[\\\p{Cc}]/u.test(value)) return undefined;
  const url = URL.parse(value, HERE);
  if (url?.origin !== HERE) return undefined;
  // Dot segments may have left two slashes at the front, which name a host.
  return url.pathname.startsWith("//") ? undefined : url.pathname + url.search;
}

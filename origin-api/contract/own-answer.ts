/**
 * An answer says which call it is of: one that came to another call on the way would be another page, or another
 * visitor's. The edge gives each call a name, and the origin answers it with what it understood to be asked under it.
 */
export const CALL_FIELD = "Vitrine-Call";

/** What the answer to a call says in the same field. */
export function answerOf(name: string, method: string, url: string): string {
  const { pathname, search } = new URL(url);
  return `${name} ${method} ${pathname}${search}`;
}

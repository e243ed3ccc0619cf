/**
 * An answer says which call it is of: one that came to another call on the way would be another page, or another
 * visitor's. The edge names its calls, and the origin answers each with what it understood to be asked under that name.
 */
export const CALL_FIELD = "Vitrine-Call";
/** The name of calls that read what is everybody's: whoever asks the same, of any instant, may have the answer. */
export const ANYBODYS = "anybodys";

/** What the answer to a call says in the same field. */
export function answerOf(name: string, method: string, url: string): string {
  const { pathname, searchParams } = new URL(url);
  searchParams.delete("at");
  return `${name} ${method} ${pathname}?${searchParams}`;
}

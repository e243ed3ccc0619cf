/**
 * The value, if it is there. Fragments wait for nothing: a promise throws here, and what comes of it is nobody's. Left alone, one
 * that fails would stand in the runtime's log with whatever its error quotes.
 */
export function present<T>(value: T): T {
  if (!(value instanceof Promise)) return value;
  value.catch(() => {});
  throw new TypeError("a fragment gave something that has to be waited for");
}

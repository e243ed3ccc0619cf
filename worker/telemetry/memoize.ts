/** More than the words that headers are made of; what comes beyond is computed each time. */
const MAX_ENTRIES = 500;

/** Remembers what `make` made under a name. For pure functions over a small vocabulary. */
export function memoize<T>(make: (from: T) => string): (name: string, from: T) => string {
  const made = new Map<string, string>();
  return (name, from) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const value = make(from);
    if (made.size < MAX_ENTRIES) made.set(name, value);
    return value;
  };
}

/** Text as structured fields can carry it: printable ASCII, at most 100 characters. */
export function printable(text: string): string {
  return text.slice(0, 100).replaceAll(/[^\x20-\x7e]/g, "?");
}

/** What marks a shopper's pages as theirs: a first name that stands nowhere else, and that anybody's page can be searched for. */
const OPENING = Buffer.from("Zqv");
const CLOSING = "x".charCodeAt(0);
const ZERO = "0".charCodeAt(0);

export function nameOf(shopper: number): string {
  return `${OPENING}${shopper}x`;
}

/** The shoppers whose names stand in these bytes. */
export function namedIn(bytes: Buffer): Set<number> {
  const found = new Set<number>();
  for (let at = bytes.indexOf(OPENING); at !== -1; at = bytes.indexOf(OPENING, at)) {
    at += OPENING.length;
    const start = at;
    let number = 0;
    for (; isDigit(bytes[at]); at++) number = number * 10 + (bytes[at] as number) - ZERO;
    if (at > start && bytes[at] === CLOSING) found.add(number);
  }
  return found;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= ZERO && byte <= ZERO + 9;

const EDITION = Buffer.from(", edition ");

/** The edition that a product's page says it is; undefined when it says none. */
export function editionIn(bytes: Buffer): number | undefined {
  const at = bytes.indexOf(EDITION);
  return at === -1 ? undefined : Number.parseInt(bytes.toString("latin1", at + EDITION.length, at + EDITION.length + 6), 10);
}

/** A place in the order in which rows moved: the last one told. `life` tells one store from another that took its place. */
export interface Cursor {
  readonly life: number;
  readonly seq: number;
  readonly last: string;
}

const CURSOR = /^(\d{1,16})\.(\d{1,16})\.(.{0,140})$/su;

export const writeCursor = ({ life, seq, last }: Cursor): string => `${life}.${seq}.${last}`;

/** Undefined for what is no cursor. */
export function readCursor(text: string | undefined): Cursor | undefined {
  const [, life, seq, last] = CURSOR.exec(text ?? "") ?? [];
  return life === undefined || seq === undefined || last === undefined ? undefined : { life: Number(life), seq: Number(seq), last };
}

/** A place in the order of the stock's moves. `life` tells one store from another that took its place. */
export interface StockCursor {
  readonly life: number;
  readonly seq: number;
  readonly sku: string;
}

const CURSOR = /^(\d{1,16})\.(\d{1,16})\.(.{0,64})$/su;

export const writeCursor = ({ life, seq, sku }: StockCursor): string => `${life}.${seq}.${sku}`;

/** Undefined for what is no cursor. */
export function readCursor(text: string | undefined): StockCursor | undefined {
  const [, life, seq, sku] = CURSOR.exec(text ?? "") ?? [];
  return life === undefined || seq === undefined || sku === undefined ? undefined : { life: Number(life), seq: Number(seq), sku };
}

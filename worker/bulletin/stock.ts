import type { StockLevel } from "#contract/stock";

/** Reads a SKU's level from the copy of the bulletin in memory; undefined when it is not known. */
export type ReadStock = (sku: string) => StockLevel | undefined;

/** What every engine must do alike. Run on each by a file of a few lines; each case gets a store of its own, migrated. */
import type { Db } from "../db.ts";
import { CARTS } from "./carts.ts";
import { FEEDS } from "./feeds.ts";
import { LISTINGS } from "./listings.ts";
import { PRODUCTS } from "./products.ts";
import { STOCK } from "./stock.ts";
import { STORE } from "./store.ts";
import { VALUES } from "./values.ts";

export type ContractCase = readonly [name: string, run: (db: Db) => Promise<void>];

export const CONTRACT: readonly ContractCase[] = [...STORE, ...VALUES, ...STOCK, ...CARTS, ...FEEDS, ...PRODUCTS, ...LISTINGS];

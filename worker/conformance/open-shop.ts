/** Opens one shop, and one naive Worker, for all tests of this folder; they learn their addresses by `inject`. */
import type { TestProject } from "vitest/node";
import { openShop } from "../../e2e/shop.ts";
import { openTurns } from "../../e2e/turns.ts";
import { runNaiveWorker } from "./naive.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly shop: { readonly origin: string; readonly adminToken: string };
    readonly naive: { readonly origin: string };
    /** Where files queue. */
    readonly turns: number;
  }
}

export default async function open({ provide }: TestProject): Promise<() => Promise<void>> {
  const [naive, shop, turns] = await Promise.all([runNaiveWorker(), openShop(), openTurns()]);
  provide("shop", { origin: shop.origin, adminToken: shop.adminToken });
  provide("naive", { origin: naive.origin });
  provide("turns", turns.port);
  return async () => {
    await Promise.all([shop.close(), naive.close(), turns.close()]);
  };
}

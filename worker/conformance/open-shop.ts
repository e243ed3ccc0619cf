/** Opens one shop, and one naive Worker, for all tests of this folder; they learn their addresses by `inject`. */
import type { TestProject } from "vitest/node";
import { openShop } from "../../e2e/shop.ts";
import { runNaiveWorker } from "./naive.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly shop: { readonly origin: string; readonly adminToken: string };
    readonly naive: { readonly origin: string };
  }
}

export default async function open({ provide }: TestProject): Promise<() => Promise<void>> {
  const naive = await runNaiveWorker();
  const shop = await openShop();
  provide("shop", { origin: shop.origin, adminToken: shop.adminToken });
  provide("naive", { origin: naive.origin });
  return async () => {
    await Promise.all([shop.close(), naive.close()]);
  };
}

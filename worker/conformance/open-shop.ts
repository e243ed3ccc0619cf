/** Opens one shop for all tests of this folder; they learn its address by `inject`. */
import type { TestProject } from "vitest/node";
import { openShop } from "../../e2e/shop.ts";

declare module "vitest" {
  export interface ProvidedContext {
    readonly shop: { readonly origin: string; readonly adminToken: string };
  }
}

export default async function open({ provide }: TestProject): Promise<() => Promise<void>> {
  const { origin, adminToken, close } = await openShop();
  provide("shop", { origin, adminToken });
  return close;
}

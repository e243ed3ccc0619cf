/** A shop and a browser for all tests of a file. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openBrowser } from "./browser.ts";
import { type OpenShop, openShop } from "./shop.ts";

export interface ShopInBrowser {
  readonly shop: OpenShop;
  readonly browser: Browser;
}

/** Opens both before the file's tests and closes them after; there from the first test on. */
export function shopInBrowser(): ShopInBrowser {
  const opened = {} as { shop: OpenShop; browser: Browser };
  beforeAll(async () => {
    [opened.shop, opened.browser] = await Promise.all([openShop(), openBrowser()]);
  }, 240_000);
  afterAll(async () => {
    await opened.browser?.close();
    await opened.shop?.close();
  });
  return opened;
}

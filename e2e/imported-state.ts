/** Imports the demo feed once for all files of a run: what is left when the shop was stopped is where theirs begin. */
import { IMPORTED_STATE, openShop } from "./shop.ts";

/** Projects of one run share the process, and what the first of them has made. */
export default async function importOnce(): Promise<(() => Promise<void>) | undefined> {
  if (process.env[IMPORTED_STATE]) return undefined;
  const shop = await openShop();
  await shop.stop();
  process.env[IMPORTED_STATE] = shop.stateDir;
  return shop.close;
}

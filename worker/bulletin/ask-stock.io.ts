import { StockAnswer } from "#contract/stock";
import { readOrigin } from "../ask-origin.io.ts";
import type { OriginFetch } from "../origin-fetch.io.ts";
import type { Ms } from "../time.ts";

const DEADLINE: Ms = 3_000;

/** What changed since; undefined when the origin does not answer as promised. */
export function askStock(origin: OriginFetch, since: Readonly<Record<string, string>>): Promise<StockAnswer | undefined> {
  return readOrigin(origin, `/v1/stock?${new URLSearchParams(since)}`, StockAnswer, DEADLINE);
}

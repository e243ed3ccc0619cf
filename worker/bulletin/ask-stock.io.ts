import * as v from "valibot";
import { StockAnswer } from "#contract/stock";
import { askOrigin } from "../ask-origin.io.ts";
import type { OriginFetch } from "../origin-fetch.io.ts";
import type { Ms } from "../time.ts";

const DEADLINE: Ms = 3_000;

/** What changed since; undefined when the origin does not answer as promised. */
export async function askStock(origin: OriginFetch, since: Readonly<Record<string, string>>): Promise<StockAnswer | undefined> {
  try {
    const response = await askOrigin(origin, `/v1/stock?${new URLSearchParams(since)}`, {}, DEADLINE);
    return response.ok ? v.parse(StockAnswer, await response.json()) : undefined;
  } catch {
    return undefined;
  }
}

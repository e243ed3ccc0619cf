import * as v from "valibot";
import { StockAnswer } from "#contract/stock";
import { askOrigin } from "../ask-origin.io.ts";
import type { OriginFetch } from "../origin-fetch.io.ts";
import type { Ms } from "../time.ts";

const DEADLINE: Ms = 3_000;

/** What changed since; `refused` when the origin will not answer that, undefined when it does not answer as promised. */
export async function askStock(origin: OriginFetch, since: Readonly<Record<string, string>>): Promise<StockAnswer | "refused" | undefined> {
  try {
    const answer = await askOrigin(origin, `/v1/stock?${new URLSearchParams(since)}`, {}, DEADLINE);
    if (isRefusal(answer.status)) return "refused";
    return answer.ok ? v.parse(StockAnswer, await answer.json()) : undefined;
  } catch {
    return undefined;
  }
}

/** The question is at fault; too many of them, or one that came too slowly, are not. */
function isRefusal(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429 && status !== 408;
}

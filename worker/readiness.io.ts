/** What must work for the shop to work, each looked at by itself. */
import { CatalogueOverview } from "#contract/catalogue";
import type { Check } from "./admin/deps.ts";
import { askOrigin, readOrigin } from "./ask-origin.io.ts";
import type { OriginFetch } from "./origin-fetch.io.ts";
import { reached } from "./reached.io.ts";
import type { Ms } from "./time.ts";

/** What an answer that others do not need may take of the time they all have. */
export const ORIGIN_WITHIN: Ms = 4_000;

export async function readiness(
  origin: OriginFetch,
  askBulletin: () => Promise<unknown>,
): Promise<Readonly<Record<"origin" | "bulletin" | "catalogue", Check>>> {
  const [itself, bulletin, catalogue] = await Promise.all([
    check(async () => ((await askOrigin(origin, "/healthz", {}, ORIGIN_WITHIN)).ok ? undefined : "the origin does not answer")),
    check(async () => void (await reached(askBulletin()))),
    check(async () => whyNothingToSell(await readOverview(origin))),
  ]);
  return { origin: itself, bulletin, catalogue };
}

/** Undefined when the origin does not tell. */
export function readOverview(origin: OriginFetch): Promise<CatalogueOverview | undefined> {
  return readOrigin(origin, "/v1/catalogue", CatalogueOverview, ORIGIN_WITHIN);
}

function whyNothingToSell(told: CatalogueOverview | undefined): string | undefined {
  if (told === undefined) return "the origin does not tell";
  return told.products > 0 ? undefined : "nothing is for sale: import a feed";
}

async function check(ask: () => Promise<string | undefined>): Promise<Check> {
  try {
    const because = await ask();
    return because === undefined ? { ok: true } : { ok: false, because };
  } catch {
    return { ok: false, because: "it does not answer" };
  }
}

/** A whole and well-formed page may still be another's: of another kind, handle, order, page number or instant, or with another market's prices. */
import { MARKETS } from "#contract/market";
import type { Money } from "#contract/money";
import type { Page, PageAnswer } from "#contract/pages";
import type { KeyParts } from "../key/key-parts.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { ShellRecipe } from "./fill-shell.ts";

/** Is it what was asked for, as far as the answer itself tells? */
export function isAnswerTo({ page, ...times }: PageAnswer, recipe: ShellRecipe, parts: KeyParts, at: EpochMs): boolean {
  const { currency } = MARKETS[parts.market];
  return (
    isGoodAt(times, at) &&
    page.kind === recipe.page &&
    (page.kind === "sitemap" ? page.handle === parts.path.handle : !("handle" in page) || page.handle === recipe.handle(parts)) &&
    (!("sort" in page) || page.sort === (parts.query.sort ?? "featured")) &&
    (!("page" in page) || page.page <= Number(parts.query.page ?? 1)) &&
    pricesOf(page).every((price) => price.currency === currency)
  );
}

/** Of an origin that goes by its own clock: by so much that may be ahead, and so long an answer may take. */
const ITS_OWN_CLOCK: Ms = 10_000;

type Times = Pick<PageAnswer, "asAt" | "changesAt">;

/** An earlier answer is good until it changes; one of another time to come may show what nobody is to see yet. */
function isGoodAt(times: Times, at: EpochMs): boolean {
  const changesAt = nextChange(times);
  return times.asAt < at ? changesAt === null || changesAt > at : times.asAt <= at + ITS_OWN_CLOCK;
}

/** What has changed by its own instant would be stale whenever it came, and asked for anew at each view: it tells of no change to come. */
export function nextChange({ asAt, changesAt }: Times): EpochMs | null {
  return changesAt === null || changesAt > asAt ? changesAt : null;
}

function pricesOf(page: Page): readonly Money[] {
  if (page.kind === "product") return page.variants.map(({ price }) => price);
  if (page.kind === "collection") return page.cards.map(({ price }) => price);
  return page.kind === "home" ? page.rows.flatMap(({ cards }) => cards.map(({ price }) => price)) : [];
}

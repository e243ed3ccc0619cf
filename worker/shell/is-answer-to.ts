/** A whole and well-formed page may still be another's: of another kind, handle or order, or with another market's prices. */
import { MARKETS } from "#contract/market";
import type { Money } from "#contract/money";
import type { Page } from "#contract/pages";
import type { KeyParts } from "../key/key-parts.ts";
import type { ShellRecipe } from "./fill-shell.ts";

/** Is it what was asked for, as far as the page itself tells? */
export function isAnswerTo(page: Page, recipe: ShellRecipe, parts: KeyParts): boolean {
  const { currency } = MARKETS[parts.market];
  return (
    page.kind === recipe.page &&
    (!("handle" in page) || page.handle === recipe.handle(parts)) &&
    (!("sort" in page) || page.sort === (parts.query.sort ?? "featured")) &&
    pricesOf(page).every((price) => price.currency === currency)
  );
}

function pricesOf(page: Page): readonly Money[] {
  if (page.kind === "product") return page.variants.map(({ price }) => price);
  if (page.kind === "collection") return page.cards.map(({ price }) => price);
  return page.kind === "home" ? page.rows.flatMap(({ cards }) => cards.map(({ price }) => price)) : [];
}

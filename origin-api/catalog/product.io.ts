import type { Market } from "#contract/market";
import type { PageAnswer, PublicFragment } from "#contract/pages";
import { collectionKey, productKey } from "#contract/surrogate-keys";
import { done, type Failure, failed, type Result } from "../problem/problem.ts";
import type { Reader } from "../store/db.ts";
import { findMarkets } from "./listings.io.ts";
import { pageAnswer } from "./page-answer.ts";
import { NAVIGATION_KEY } from "./page-keys.ts";
import { productContent, variantsChangeAt } from "./product-page.ts";
import { findMovedProduct, findProduct, findVariants, type ProductRow, type VariantRow, type View } from "./queries.io.ts";
import { cardFor, recommend } from "./recommend.io.ts";
import type { Shelf, Shelves } from "./shelves.ts";

/** The page of a product as it is sold in a market, with the recommendations that stand on it and the card that others show of it. */
export async function readProduct(
  db: Reader,
  view: View,
  shelves: Shelves,
  handle: string,
  wanted: string | undefined,
): Promise<Result<PageAnswer>> {
  const row = await findProduct(db, handle);
  if (!row) return failed(await whereItWent(db, handle));
  if (row.withdrawnAt !== null) return failed(leftShop(row));
  const variants = isReleased(row, view) ? await findVariants(db, view.market, row.id) : [];
  if (variants.length === 0) {
    return failed({ kind: "not-found", detail: "This product is not sold in this market.", surrogateKeys: [productKey(row.id)] });
  }
  const beside = await bringAlong(db, view, shelves, row);
  const soldIn = await findMarkets(db, row.id, view.at);
  return done(answer(row, variants, beside, { view, shelves, wanted, soldIn }));
}

interface Beside {
  readonly fragments: readonly PublicFragment[];
  readonly versions: Readonly<Record<string, number>>;
}

/** Whoever saw the page sees the product's card among what they looked at: nobody has to ask for it. */
async function bringAlong(db: Reader, view: View, shelves: Shelves, row: ProductRow): Promise<Beside> {
  const [recommendations, card] = await Promise.all([recommend(db, view, shelves, row), cardFor(db, view, shelves, row.handle)]);
  const fragments = Object.entries({ recommendations, card }).map(([question, { data, surrogateKeys }]) => ({
    question,
    subject: row.handle,
    data,
    surrogateKeys,
  }));
  return { fragments, versions: recommendations.entityVersions };
}

interface Surroundings {
  readonly view: View;
  readonly shelves: Shelves;
  readonly wanted: string | undefined;
  readonly soldIn: readonly Market[];
}

function answer(
  row: ProductRow,
  variants: readonly VariantRow[],
  beside: Beside,
  { view, shelves, wanted, soldIn }: Surroundings,
): PageAnswer {
  const home = shelves.byId(row.homeCollectionId);
  const room = home?.kind === "room" ? home : shelves.roomOf(home);
  const collection = home?.kind === "shelf" ? home : undefined;
  const links = { room: shelves.linkOrNull(room), collection: shelves.linkOrNull(collection) };
  const around = [room, collection].filter((shelf): shelf is Shelf => shelf !== undefined);
  const parts = {
    page: {
      kind: "product" as const,
      navigation: shelves.navigation(),
      ...productContent(row, variants, { ...view, wanted }),
      ...links,
      soldIn: [...soldIn],
      ground: shelves.ground(row.homeCollectionId),
    },
    keys: [productKey(row.id), NAVIGATION_KEY, ...around.map(({ id }) => collectionKey(id))],
    versions: { ...beside.versions, [`product:${row.id}`]: row.version },
    changes: [variantsChangeAt(variants, view.at)],
    fragments: beside.fragments,
  };
  return pageAnswer(parts, view.at);
}

const isReleased = ({ releasedAt }: ProductRow, { at }: View): boolean => releasedAt === null || releasedAt <= at;

async function whereItWent(db: Reader, handle: string): Promise<Failure> {
  const moved = await findMovedProduct(db, handle);
  if (moved === undefined) return { kind: "not-found" };
  return moved.withdrawnAt === null ? { kind: "not-found", movedTo: moved.handle, surrogateKeys: [productKey(moved.id)] } : leftShop(moved);
}

const leftShop = ({ id }: ProductRow): Failure => ({
  kind: "gone",
  detail: "This product has left the shop.",
  surrogateKeys: [productKey(id)],
});

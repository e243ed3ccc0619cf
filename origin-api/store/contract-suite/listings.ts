/** What stands in a listing, and beside a product, in the orders that pages ask for. */
import { expect } from "vitest";
import type { Sort } from "#contract/pages";
import { findListing, findNewest } from "../../catalog/listings.io.ts";
import { findNeighbours } from "../../catalog/neighbours.io.ts";
import { DAY, type FixtureProduct, fillShop, NOON } from "../../fixtures/small-shop.ts";
import type { Db } from "../db.ts";
import type { ContractCase } from "./all.ts";

const VIEW = { market: "en-us", at: NOON } as const;

/** On the shelf of plates, behind `sale-plate` at 2400: one is not yet there, one is not sold in the market. */
const PLATES: readonly FixtureProduct[] = [
  { id: "b-plate", shelf: "plates", price: 900, releasedAt: NOON - 3 * DAY },
  { id: "a-plate", shelf: "plates", price: 2400, surcharge: 100, stock: [1, 1], releasedAt: NOON - DAY },
  { id: "later", shelf: "plates", releasedAt: NOON + DAY },
  { id: "elsewhere", shelf: "plates", markets: ["de-de"] },
  { id: "c-plate", shelf: "plates", price: 900, releasedAt: NOON - 2 * DAY },
];

const listing = async (db: Db, sort: Sort, limit = 9, offset = 0) =>
  (await findListing(db, VIEW, { collectionId: "plates", sort, limit, offset })).map(({ id }) => id);

const beside = async (db: Db, productId: string, limit = 9, from = "plates") =>
  (await findNeighbours(db, VIEW, { productId, from, limit })).map(({ id }) => id);

export const LISTINGS: readonly ContractCase[] = [
  [
    "lists what is sold in every order, and a stretch of it",
    async (db) => {
      await fillShop(db, PLATES);
      expect(await listing(db, "featured")).toEqual(["sale-plate", "b-plate", "a-plate", "c-plate"]);
      expect(await listing(db, "price-asc")).toEqual(["b-plate", "c-plate", "a-plate", "sale-plate"]);
      expect(await listing(db, "price-desc")).toEqual(["a-plate", "sale-plate", "b-plate", "c-plate"]);
      expect(await listing(db, "newest")).toEqual(["a-plate", "c-plate", "b-plate", "sale-plate"]);
      expect([await listing(db, "featured", 2, 1), await listing(db, "newest", 2, 3)]).toEqual([["b-plate", "a-plate"], ["sale-plate"]]);
      const rows = await findListing(db, VIEW, { collectionId: "plates", sort: "price-desc", limit: 1, offset: 0 });
      expect(rows).toMatchObject([{ id: "a-plate", handle: "a-plate", low: 2400, high: 2500, was: null, homeCollectionId: "plates" }]);
      expect((await findNewest(db, VIEW, 3)).map(({ id }) => id)).toEqual(["a-plate", "c-plate", "b-plate"]);
    },
  ],
  [
    "finds the neighbours of a product: those after it, then from the beginning, each once and never itself",
    async (db) => {
      await fillShop(db, PLATES);
      expect(await beside(db, "b-plate")).toEqual(["a-plate", "c-plate", "sale-plate"]);
      expect(await beside(db, "b-plate", 2)).toEqual(["a-plate", "c-plate"]);
      expect(await beside(db, "c-plate", 2)).toEqual(["sale-plate", "b-plate"]);
      expect(await beside(db, "sale-plate")).toEqual(["b-plate", "a-plate", "c-plate"]);
      expect(await beside(db, "rim-mug")).toEqual(["sale-plate", "b-plate", "a-plate", "c-plate"]);
      expect(await beside(db, "rim-mug", 9, "nowhere")).toEqual([]);
      const [next] = await findNeighbours(db, VIEW, { productId: "b-plate", from: "plates", limit: 1 });
      expect(next).toMatchObject({ id: "a-plate", low: 2400, high: 2500, was: null, options: expect.any(Array) });
    },
  ],
];

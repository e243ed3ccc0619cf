/** The catalogue as its keepers see and change it. */
import { expect } from "vitest";
import type { ProductFilter } from "#contract/products";
import { feed, item } from "../../feed/fixtures/feed-xml.ts";
import { importText } from "../../feed/fixtures/import-text.ts";
import { NOON } from "../../fixtures/small-shop.ts";
import { deliverOutbox } from "../../outbox/deliver.io.ts";
import { editProduct } from "../../products/edit.io.ts";
import { listProducts } from "../../products/list.io.ts";
import { readProduct } from "../../products/read.io.ts";
import type { Db } from "../db.ts";
import type { ContractCase } from "./all.ts";

const FEED = feed([
  item({ id: "MUG", title: "Enamel 100% mug", link: "https://x.example/mug", "v:stock": "9" }),
  item({ id: "CUP", title: "茶 cup", link: "https://x.example/cup", "v:stock": "0" }),
]);

const find = async (db: Db, text: string, filter: ProductFilter = "all") =>
  (await listProducts(db, { text, filter, after: "" })).products.map(({ id, available }) => [id, available]);

export const PRODUCTS: readonly ContractCase[] = [
  [
    "finds products by what they are called and by what is left of them",
    async (db) => {
      await importText(db, FEED, NOON);
      expect([await find(db, "ENAMEL 100%"), await find(db, "茶"), await find(db, "_")]).toEqual([[["mug", 9]], [["cup", 0]], []]);
      expect([await find(db, "", "for-sale"), await find(db, "", "sold-out")]).toEqual([[["mug", 9]], [["cup", 0]]]);
    },
  ],
  [
    "lets one of two edits of the same version be made, with its purges",
    async (db) => {
      await importText(db, FEED, NOON);
      await deliverOutbox(db, { send: async () => undefined });
      const edit = (title: string) =>
        editProduct(db, "mug", { version: 1, actor: "ines", reason: "better words", titles: { en: title } }, NOON + 1);
      const results = await Promise.all([edit("One"), edit("Other")]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      const keys: string[] = [];
      await deliverOutbox(db, { send: async ({ surrogateKeys }) => void keys.push(...surrogateKeys) });
      expect(keys).toEqual(["product:mug"]);
      expect(await readProduct(db, "mug")).toMatchObject({ version: 2, edits: [{ actor: "ines", version: 2, changed: ["title"] }] });
    },
  ],
];

import { Hono } from "hono";
import { ProductEdit } from "#contract/products";
import type { Deps } from "../deps.ts";
import { decodeBody, decodeQuery } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { editProduct } from "./edit.io.ts";
import { listProducts } from "./list.io.ts";
import { ProductsQuery } from "./query.ts";
import { readProduct } from "./read.io.ts";

/** `/v1/products`: the catalogue for people who run the shop. */
export function productRoutes({ db, clock, changed }: Deps): Hono {
  return new Hono()
    .get("/", async ({ req }) => {
      const query = decodeQuery(req.url, ProductsQuery);
      return query.ok ? Response.json(await listProducts(db, query.value)) : toProblem(query.failure);
    })
    .get("/:id", async ({ req }) => {
      const product = await readProduct(db, req.param("id"));
      return product ? Response.json(product) : toProblem({ kind: "not-found", detail: "There is no such product." });
    })
    .post("/:id", async ({ req }) => {
      const body = await decodeBody(req.raw, ProductEdit);
      if (!body.ok) return toProblem(body.failure);
      const edited = await editProduct(db, req.param("id"), body.value, clock());
      if (!edited.ok) return toProblem(edited.failure);
      if (edited.value.purgedKeys.length > 0) changed();
      return Response.json(edited.value);
    });
}

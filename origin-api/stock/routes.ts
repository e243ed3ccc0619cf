import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { decodeQuery } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { readStock } from "./read.io.ts";
import { StockQuery } from "./stock-query.ts";

/** `/v1/stock`: what the bulletin relays, one question a second for the whole shop. */
export function stockRoutes({ db }: Deps): Hono {
  return new Hono().get("/", async ({ req }) => {
    const query = decodeQuery(req.url, StockQuery);
    return query.ok ? Response.json(await readStock(db, query.value.since)) : toProblem(query.failure);
  });
}

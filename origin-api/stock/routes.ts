import { Hono } from "hono";
import type { Deps } from "../deps.ts";
import { readHandles } from "../handles/read.io.ts";
import { decodeQuery } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { readStock } from "./read.io.ts";
import { StockQuery } from "./stock-query.ts";

/** `/v1/stock`: what the bulletin relays, with the names in use, one question a second for the whole shop. */
export function stockRoutes({ db }: Deps): Hono {
  return new Hono().get("/", async ({ req }) => {
    const query = decodeQuery(req.url, StockQuery);
    if (!query.ok) return toProblem(query.failure);
    const { since, handles } = query.value;
    const stock = await readStock(db, since);
    return Response.json(handles === undefined ? stock : { ...stock, handles: await readHandles(db, handles) });
  });
}

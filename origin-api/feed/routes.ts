import { Hono } from "hono";
import * as v from "valibot";
import { FEED_FORMATS } from "#contract/feed";
import { MARKET_NAMES, MARKETS } from "#contract/market";
import type { Deps } from "../deps.ts";
import { decodeQuery } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { ExportQuery } from "./export/export-query.ts";
import { streamExport } from "./export/stream-export.io.ts";
import { HALF } from "./judge-withdrawals.ts";
import { drain, streamImport } from "./stream-import.io.ts";

const CURRENCIES = MARKET_NAMES.map((market) => MARKETS[market].currency);

const FeedQuery = v.object({
  format: v.optional(v.picklist(["auto", ...FEED_FORMATS]), "auto"),
  /** Of prices that name none: Shopify's never do. */
  currency: v.optional(v.picklist(CURRENCIES)),
  mode: v.optional(v.picklist(["apply", "dry-run"]), "apply"),
  /** `confirmed` lets a feed take any number of products out of the shop. */
  withdraw: v.optional(v.literal("confirmed")),
  /** The least share of the products that stays; otherwise the feed is refused. */
  minShare: v.optional(v.pipe(v.string(), v.regex(/^(0(\.\d{1,6})?|1(\.0{1,6})?)$/), v.transform(Number)), String(HALF)),
});

/** `POST /v1/feeds?mode=apply|dry-run&format&currency&withdraw=confirmed&minShare`: the body is the file; the answer is progress, then the report. `GET /v1/feeds/export` is the way back. */
export function feedRoutes(deps: Deps): Hono {
  const app = new Hono();
  app.get("/export", ({ req }) => {
    const query = decodeQuery(req.url, ExportQuery);
    if (!query.ok) return toProblem(query.failure);
    const { of, ...writing } = query.value;
    return streamExport({ ...writing, at: deps.clock(), whole: of === "all" }, deps);
  });
  return app.post("/", async ({ req }) => {
    const query = decodeQuery(req.url, FeedQuery);
    if (!query.ok) {
      await drain(req.raw);
      return toProblem(query.failure);
    }
    const { format, currency = null, mode, withdraw, minShare } = query.value;
    const reading = { format, currency };
    return streamImport(req.raw, { reading, dryRun: mode === "dry-run", minShare: withdraw === "confirmed" ? 0 : minShare }, deps);
  });
}

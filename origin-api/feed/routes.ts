import { Hono } from "hono";
import * as v from "valibot";
import type { Deps } from "../deps.ts";
import { decodeQuery } from "../problem/decode.ts";
import { toProblem } from "../problem/problem.ts";
import { streamImport } from "./stream-import.io.ts";

const FeedQuery = v.object({
  mode: v.optional(v.picklist(["apply", "dry-run"]), "apply"),
  /** `confirmed` lets a feed take more than half of the products out of the shop. */
  withdraw: v.optional(v.literal("confirmed")),
});

/** `POST /v1/feeds?mode=apply|dry-run&withdraw=confirmed`: the body is the file; the answer is progress, then the report. */
export function feedRoutes(deps: Deps): Hono {
  return new Hono().post("/", ({ req }) => {
    const query = decodeQuery(req.url, FeedQuery);
    if (!query.ok) return toProblem(query.failure);
    const { mode, withdraw } = query.value;
    return streamImport(req.raw, { dryRun: mode === "dry-run", withdrawConfirmed: withdraw === "confirmed" }, deps);
  });
}

import { Hono } from "hono";
import type { PageAnswer } from "#contract/pages";
import type { Deps } from "../deps.ts";
import { decodeQuery } from "../problem/decode.ts";
import { done, failed, type Result, toProblem } from "../problem/problem.ts";
import type { Reader } from "../store/db.ts";
import { readCollection } from "./collection.io.ts";
import { readHome } from "./home.io.ts";
import { pageAnswer } from "./page-answer.ts";
import { CHROME_KEY, NAVIGATION_KEY } from "./page-keys.ts";
import { PageQuery } from "./page-query.ts";
import { readProduct } from "./product.io.ts";
import type { View } from "./queries.io.ts";
import type { Shelves } from "./shelves.ts";
import { readSitemap } from "./sitemap.io.ts";

interface Asked {
  readonly view: View;
  readonly shelves: Shelves;
  readonly handle: string;
  readonly query: PageQuery;
}

/** `/v1/pages/{kind}/{handle}`: everything a shell may show, in one answer. Kinds without a handle take any; a sitemap's is the number of a part, or any for the whole. */
export function pageRoutes(deps: Deps): Hono {
  return new Hono().get("/:kind/:handle?", async ({ req }) => {
    const query = decodeQuery(req.url, PageQuery);
    if (!query.ok) return toProblem(query.failure);
    const view = { market: query.value.market, at: query.value.at ?? deps.clock() };
    const shelves = await deps.shelves(view.market, view.at);
    const asked = { view, shelves, handle: req.param("handle") ?? "", query: query.value };
    const answer = await deps.readLatest((db) => readPage(db, req.param("kind"), asked));
    return answer.ok ? Response.json(answer.value) : toProblem(answer.failure);
  });
}

async function readPage(db: Reader, kind: string, { view, shelves, handle, query }: Asked): Promise<Result<PageAnswer>> {
  switch (kind) {
    case "home":
      return done(await readHome(db, view, shelves));
    case "collection":
      return readCollection(db, view, shelves, handle, query);
    case "product":
      return readProduct(db, view, shelves, handle, query.variant);
    case "sitemap":
      return readSitemap(db, view, shelves, handle);
    case "chrome":
      return done(chrome(shelves, view));
    default:
      return failed({ kind: "not-found", detail: "There is no such kind of page." });
  }
}

function chrome(shelves: Shelves, { at }: View): PageAnswer {
  const page = { kind: "chrome" as const, navigation: shelves.navigation() };
  return pageAnswer({ page, keys: [CHROME_KEY, NAVIGATION_KEY], versions: {}, changes: [] }, at);
}

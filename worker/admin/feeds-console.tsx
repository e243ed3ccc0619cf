/** `/admin/feeds`: a product feed from the operator's own disk, and the shop as one. Behind the guard of the console's routes. */
import { type Context, Hono } from "hono";
import { mayAs } from "./admin.ts";
import { refuseMethod } from "./answers.ts";
import { Document } from "./console/document.tsx";
import { FeedPanels } from "./console/feed-panels.tsx";
import { FEED_SCRIPT, feedScriptHash } from "./console/feed-script.ts";
import { Header } from "./console/header.tsx";
import { answerHtml } from "./console-answers.ts";
import { policyFor } from "./content-policy.ts";
import type { AdminDeps } from "./deps.ts";
import type { AdminEnv } from "./guard.ts";

export function feedsConsole(deps: AdminDeps): Hono<AdminEnv> {
  const pages = new Hono<AdminEnv>({ strict: false });
  pages.get("/", (c) => showFeeds(c, deps));
  pages.all("/", refuseMethod("GET", "HEAD"));
  return pages;
}

async function showFeeds({ var: { actor } }: Context<AdminEnv>, deps: AdminDeps): Promise<Response> {
  const page = (
    <Document title="Feeds – nearhand console" css={deps.look.css} script={FEED_SCRIPT}>
      <Header environment={deps.environment} isolates={undefined} actor={actor} path="/admin/feeds" />
      <main class="console-grid">
        <FeedPanels mayImport={mayAs(actor.role, "operator")} />
      </main>
    </Document>
  );
  return answerHtml(page, 200, { "Content-Security-Policy": policyFor(deps.look.cssHash, await feedScriptHash()) });
}

/** Hono's `cache()` before a page: as it comes, and made personal by HTMLRewriter at each view. */
import { Hono } from "hono";
import { cache } from "hono/cache";
import { fillSlot, type PageParts } from "../page-parts.ts";
import json from "./page.txt";
import { asking } from "./visitor.ts";

const { parts }: { parts: PageParts } = JSON.parse(json);
const { segments, slots } = parts;
const shell = segments.join("");
const app = new Hono<{ Bindings: { TOKEN_KEYS: string } }>();

app.use("/hono-personal", async (context, next) => {
  await next();
  const { firstName, itemCount } = await asking(context.req.raw, context.env.TOKEN_KEYS);
  const rewriter = new HTMLRewriter();
  for (const slot of slots) {
    const html = fillSlot(slot, firstName, itemCount);
    rewriter.on(`[data-fragment="${slot.name}"]`, { element: (element) => void element.setInnerContent(html, { html: true }) });
  }
  context.res = rewriter.transform(context.res);
});
app.use("*", cache({ cacheName: "pages", cacheControl: "max-age=3600" }));
app.get("*", (context) => context.html(shell));

export default app;

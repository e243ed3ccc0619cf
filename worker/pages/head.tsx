import { raw } from "hono/html";
import { MARKET_NAMES, MARKETS, type Market } from "#contract/market";
import { SHOP_NAME } from "./mark.tsx";
import { alternates, MARKET_LABELS } from "./markets.ts";
import { scriptSafeJson } from "./structured-data.ts";
import { absoluteUrl, type PageBody, type View } from "./view.ts";

const MAX_DESCRIPTION = 155;

/** Everything a page says about itself to browsers, search engines and whoever shares it. */
export function Head({ body, view }: { body: PageBody; view: View<never> }) {
  const { assets } = view;
  const title = body.title === "" ? SHOP_NAME : `${body.title} · ${SHOP_NAME}`;
  return (
    <head>
      <meta charset="utf-8" />
      <title>{title}</title>
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="theme-color" content="#1a47ab" />
      <style>{raw(assets.css)}</style>
      <link rel="icon" type="image/svg+xml" href={assets.icons.icon} />
      <meta name="description" content={cut(body.description)} />
      {body.indexAs === null ? (
        <meta name="robots" content="noindex" />
      ) : (
        <Places path={body.indexAs} soldIn={body.soldIn ?? MARKET_NAMES} view={view} />
      )}
      <Sharing body={body} title={title} view={view} />
      {assets.script.integrity === undefined ? (
        <script src={assets.script.src} defer />
      ) : (
        <script src={assets.script.src} integrity={assets.script.integrity} defer />
      )}
      {body.data.map((data) => (
        <script type="application/ld+json">{raw(scriptSafeJson(data))}</script>
      ))}
    </head>
  );
}

/** The page's one address, and the same page in the other markets. */
function Places({ path, soldIn, view: { site, market } }: { path: string; soldIn: readonly Market[]; view: View<never> }) {
  return (
    <>
      <link rel="canonical" href={`${site.origin}${market.path(path)}`} />
      {alternates(site, path, soldIn).map(({ hreflang, href }) => (
        <link rel="alternate" hreflang={hreflang} href={href} />
      ))}
    </>
  );
}

function Sharing({ body, title, view: { site, market } }: { body: PageBody; title: string; view: View<never> }) {
  const ogLocale = (locale: string) => locale.replace("-", "_");
  return (
    <>
      <meta property="og:site_name" content={SHOP_NAME} />
      <meta property="og:type" content="website" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={cut(body.description)} />
      <meta property="og:locale" content={ogLocale(market.locale)} />
      {MARKET_LABELS.filter((label) => label.market !== market.name).map((label) => (
        <meta property="og:locale:alternate" content={ogLocale(MARKETS[label.market].locale)} />
      ))}
      {body.indexAs === null ? null : <meta property="og:url" content={`${site.origin}${market.path(body.indexAs)}`} />}
      {body.picture === null ? null : <meta property="og:image" content={absoluteUrl(site, body.picture)} />}
      <meta name="twitter:card" content="summary" />
    </>
  );
}

/** At most what a result page shows, cut between words. */
function cut(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= MAX_DESCRIPTION) return line;
  const cutAt = line.lastIndexOf(" ", MAX_DESCRIPTION - 1);
  return `${line.slice(0, cutAt > MAX_DESCRIPTION / 2 ? cutAt : MAX_DESCRIPTION - 1)}…`;
}

import type { Navigation, Page } from "#contract/pages";
import type { StoredSlot } from "../cache/stored.ts";
import type { KeyParts, Site } from "../key/key-parts.ts";
import { surroundingsOf } from "../messages.ts";
import type { Assets } from "../pages/assets.ts";
import { cartPage } from "../pages/cart.tsx";
import { collectionPage } from "../pages/collection.tsx";
import { contentSecurityPolicy } from "../pages/csp.ts";
import { homePage } from "../pages/home.tsx";
import { Layout } from "../pages/layout.tsx";
import { failedPage, gonePage, notFoundPage, type Refusal, refusedPage } from "../pages/notices.tsx";
import type { CartFragment, HomeFragment, ListingFragment, ProductFragment } from "../pages/places.ts";
import { productPage } from "../pages/product.tsx";
import { sitemapXml } from "../pages/sitemap.ts";
import { openSlotBook } from "../pages/slot.tsx";
import type { PageBody, View } from "../pages/view.ts";

type Notice =
  | { readonly kind: "not-found" | "gone"; readonly navigation: Navigation | null }
  /** The origin does not answer and nothing stored may stand in. */
  | { readonly kind: "failed"; readonly navigation: Navigation | null; readonly status: number }
  /** What was asked for was not done, or not all of it. */
  | ({ readonly kind: "refused"; readonly navigation: Navigation | null } & Refusal);

/** What a shell is rendered from: a page of the origin, or the news that there is none. */
export type Renderable = Page | Notice;

/** All that a page may depend on. */
export interface ToRender {
  readonly parts: KeyParts;
  /** The page's path and query. */
  readonly canonical: string;
  readonly answer: Renderable;
  /** Not guessable and never used before: it marks this rendering's slots. */
  readonly nonce: string;
  readonly site: Site;
  readonly assets: Assets;
  /** When the answer changes by the clock. */
  readonly changesAt?: number | null;
}

export interface Rendered {
  readonly status: number;
  /** A whole document, with a marker in each slot. */
  readonly html: string;
  /** Content-Type, Content-Security-Policy, Speculation-Rules, Link and the build marker. */
  readonly headers: Readonly<Record<string, string>>;
  /** In the order of their markers. */
  readonly slots: readonly StoredSlot[];
}

/** Names the build that rendered a page; a body without it is never stored. */
export const BUILD_HEADER = "Vitrine-Build";

type AnyPlaced = HomeFragment | ListingFragment | ProductFragment | CartFragment;

/** Renders the page of a key. Pure: what it is not given cannot influence a byte of it. */
export function renderPage({ parts, canonical, answer, nonce, site, assets, changesAt }: ToRender): Rendered {
  if (answer.kind === "sitemap") return { status: 200, html: sitemapXml(answer, site), headers: xmlHeaders(assets), slots: [] };
  const surroundings = surroundingsOf(parts.market);
  const { Slot, placed } = openSlotBook<AnyPlaced>(nonce, surroundings);
  const view: View<AnyPlaced> = { ...surroundings, parts, here: canonical, site, assets, Slot, notAfter: changesAt ?? undefined };
  const body = pageBody(answer, view);
  const document = (<Layout body={body} navigation={answer.navigation} view={view} />).toString();
  if (typeof document !== "string") throw new Error("a page has to be rendered without waiting");
  return { status: body.status, html: `<!doctype html>${document}`, headers: htmlHeaders(assets, parts), slots: placed };
}

function pageBody(answer: Exclude<Renderable, { kind: "sitemap" }>, view: View<AnyPlaced>): PageBody {
  switch (answer.kind) {
    case "home":
      return homePage(answer, view);
    case "collection":
      return collectionPage(answer, view);
    case "product":
      return productPage(answer, view);
    case "chrome":
      return cartPage(view);
    case "not-found":
      return notFoundPage(answer.navigation, view);
    case "gone":
      return gonePage(answer.navigation, view);
    case "failed":
      return failedPage(answer.status, view);
    case "refused":
      return refusedPage(answer, view);
  }
}

function htmlHeaders(assets: Assets, { market }: KeyParts): Rendered["headers"] {
  const fonts = market === "ar-ae" ? [assets.fonts.arabic, assets.fonts.latin] : [assets.fonts.latin];
  return {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": contentSecurityPolicy(assets),
    "Speculation-Rules": `"${assets.speculationRules}"`,
    Link: fonts.map((font) => `<${font}>; rel=preload; as=font; type="font/woff2"; crossorigin`).join(", "),
    [BUILD_HEADER]: assets.renderHash,
  };
}

function xmlHeaders(assets: Assets): Rendered["headers"] {
  return { "Content-Type": "application/xml; charset=utf-8", [BUILD_HEADER]: assets.renderHash };
}

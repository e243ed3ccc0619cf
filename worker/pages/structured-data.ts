/** What search engines are told in schema.org's words. It repeats what the page shows, never more. */
import { offerOf } from "#contract/offer";
import type { ProductPage, Variant } from "#contract/pages";
import { SHOP_NAME } from "./mark.tsx";
import { absoluteUrl, type View } from "./view.ts";

type Known = Pick<View<never>, "site" | "market">;

/** JSON that may stand in a `<script>`: no `<` of a text can end the element or open a comment. */
export function scriptSafeJson(data: unknown): string {
  return JSON.stringify(data).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The product with an offer for each of its variants. */
export function productData(page: ProductPage, { site, market }: Known): object {
  const { pictures, gtin } = page.variants.find(({ sku }) => sku === page.selected) ?? { pictures: [], gtin: null };
  const photos = pictures.filter(({ kind }) => kind !== "drawing");
  return {
    "@context": "https://schema.org",
    "@type": "Product",
    "@id": `${site.origin}${market.path(`/products/${page.handle}`)}#product`,
    name: page.title,
    description: page.description,
    sku: page.selected,
    ...(gtin === null ? {} : { gtin }),
    ...(page.brand === null ? {} : { brand: { "@type": "Brand", name: page.brand } }),
    ...(photos.length === 0 ? {} : { image: photos.map(({ src }) => absoluteUrl(site, src)) }),
    offers: page.variants.map((variant) => offer(page.handle, variant, { site, market })),
  };
}

function offer(handle: string, variant: Variant, { site, market }: Known): object {
  const { sku, url, amount, price, availability } = offerOf(variant, { handle, market: market.name, site: site.origin });
  return {
    "@type": "Offer",
    sku,
    ...(variant.gtin === null ? {} : { gtin: variant.gtin }),
    url,
    price: amount,
    priceCurrency: price.currency,
    availability: availability.schema,
    itemCondition: "https://schema.org/NewCondition",
    eligibleRegion: market.region,
  };
}

export interface Crumb {
  readonly title: string;
  /** Path below the market. */
  readonly path: string;
}

export function breadcrumbData(crumbs: readonly Crumb[], { site, market }: Known): object {
  const itemListElement = crumbs.map(({ title, path }, index) => ({
    "@type": "ListItem",
    position: index + 1,
    name: title,
    item: `${site.origin}${market.path(path)}`,
  }));
  return { "@context": "https://schema.org", "@type": "BreadcrumbList", itemListElement };
}

/** The shop and its site, told once, on the home page. */
export function shopData({ site, market }: Known): object {
  const home = `${site.origin}${market.path("")}`;
  const shop = `${site.origin}/#shop`;
  return {
    "@context": "https://schema.org",
    "@graph": [
      { "@type": "Organization", "@id": shop, name: SHOP_NAME, url: site.origin },
      { "@type": "WebSite", "@id": `${home}#site`, name: SHOP_NAME, url: home, inLanguage: market.locale, publisher: { "@id": shop } },
    ],
  };
}

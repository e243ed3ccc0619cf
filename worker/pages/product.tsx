import { type Offer, offerOf } from "#contract/offer";
import type { ProductPage, Variant } from "#contract/pages";
import { deliveryNote } from "../../fragments/delivery-note.tsx";
import { lowStock, type Running } from "../../fragments/low-stock.tsx";
import { recentlyViewed } from "../../fragments/recently-viewed.tsx";
import { recommendations } from "../../fragments/recommendations.tsx";
import { stock } from "../../fragments/stock.tsx";
import { unbroken } from "../../fragments/unbroken.ts";
import { AddForm } from "./add-form.tsx";
import { Crumbs, crumbsOf } from "./crumbs.tsx";
import { Gallery } from "./gallery.tsx";
import { OptionLinks } from "./option-links.tsx";
import { choiceLabels, selectedVariant } from "./options.ts";
import type { ProductFragment } from "./places.ts";
import { breadcrumbData, type Crumb, productData } from "./structured-data.ts";
import type { PageBody, View } from "./view.ts";

type ProductView = View<ProductFragment>;
interface ProductProps {
  readonly page: ProductPage;
  readonly variant: Variant;
  readonly view: ProductView;
}

export function productPage(page: ProductPage, view: ProductView): PageBody {
  const variant = selectedVariant(page);
  if (variant === undefined) throw new Error(`product ${page.id} has no variant`);
  const path = `/products/${page.handle}`;
  const crumbs = crumbsOf([page.room, page.collection], view);
  return {
    status: 200,
    title: page.title,
    description: `${page.detail}. ${page.description}`,
    indexAs: path,
    soldIn: page.soldIn,
    room: page.room === null ? null : { handle: page.room.handle, isRoomItself: false },
    data: [productData(page, view), breadcrumbData([...crumbs, { title: page.title, path }], view)],
    picture: variant.pictures.find(({ kind }) => kind !== "drawing")?.src ?? null,
    main: <Product page={page} variant={variant} crumbs={crumbs} view={view} />,
  };
}

function Product({ page, variant, crumbs, view }: ProductProps & { crumbs: readonly Crumb[] }) {
  const { Slot, text } = view;
  const title = [page.title, ...choiceLabels(page, variant)].join(text("page.comma"));
  return (
    <>
      <div class="wrap crumbs-line">
        <Crumbs crumbs={crumbs} endsHere={false} view={view} />
      </div>
      <div class="product wrap">
        <Gallery page={page} variant={variant} title={title} view={view} />
        <Info page={page} variant={variant} view={view} />
      </div>
      <div class="wrap">
        <Slot of={recommendations} />
        <Slot of={recentlyViewed} />
        {/* `npm run new` puts fragments here; move them to where they belong. */}
      </div>
    </>
  );
}

function Info({ page, variant, view }: ProductProps) {
  const { Slot } = view;
  return (
    <div class="product-info">
      <div>
        <h1 class="type-title">{page.title}</h1>
        <p class="muted">{unbroken(page.detail)}</p>
      </div>
      <Price offer={offerOf(variant, { handle: page.handle, market: view.market.name, site: view.site.origin })} view={view} />
      {page.options.map((option) => (
        <OptionLinks page={page} option={option} view={view} />
      ))}
      {page.variants.length > 1 && <Slot of={lowStock} props={{ others: othersOf(page, variant) }} />}
      <Slot of={stock} props={{ sku: variant.sku }} />
      <AddForm variant={variant} view={view} />
      <dl class="facts">
        <Slot of={deliveryNote} />
        <div>
          <dt>{view.text("returns.label")}</dt>
          <dd>{view.text("returns.text")}</dd>
        </div>
      </dl>
      <Prose page={page} view={view} />
      <Specs page={page} variant={variant} view={view} />
    </div>
  );
}

function othersOf(page: ProductPage, { sku }: Variant): readonly Running[] {
  const others = page.variants.filter((other) => other.sku !== sku);
  return others.map((other) => ({ sku: other.sku, name: choiceLabels(page, other).join(", ") }));
}

function Price({ offer: { price, was }, view: { market, text } }: { readonly offer: Offer; readonly view: ProductView }) {
  const amount = <bdi>{market.money(price)}</bdi>;
  const tax = <span class="fine">{text("price.tax")}</span>;
  if (was === null) {
    return (
      <p class="price">
        {amount} {tax}
      </p>
    );
  }
  return (
    <p class="price">
      <span class="visually-hidden">{text("price.now")} </span>
      <b class="hot">{amount}</b> <span class="visually-hidden">{text("price.was")} </span>
      <s>
        <bdi>{market.money(was)}</bdi>
      </s>{" "}
      {tax}
    </p>
  );
}

function Prose({ page, view: { text } }: Omit<ProductProps, "variant">) {
  const paragraphs = page.description.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
  if (paragraphs.length === 0) return null;
  return (
    <section class="prose" aria-labelledby="about">
      <h2 class="type-panel" id="about">
        {text("product.about")}
      </h2>
      {paragraphs.map((paragraph) => (
        <p>{unbroken(paragraph)}</p>
      ))}
    </section>
  );
}

function Specs({ page, variant, view: { text } }: ProductProps) {
  const rows = [...page.specs, { name: text("product.item"), value: variant.sku }];
  return (
    <section aria-labelledby="measures">
      <h2 class="visually-hidden" id="measures">
        {text("product.measures")}
      </h2>
      <dl class="facts">
        {rows.map(({ name, value }) => (
          <div>
            <dt>{name}</dt>
            <dd>{unbroken(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

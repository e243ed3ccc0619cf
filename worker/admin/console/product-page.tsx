import { MARKET_NAMES, MARKETS } from "#contract/market";
import type { FieldError } from "#contract/problem";
import type { ProductDetail } from "#contract/products";
import type { EpochMs } from "../../time.ts";
import type { DryRun } from "../deps.ts";
import { clock, countOf } from "./format.ts";
import { amountOf, LANGUAGES, TEXTS } from "./product-input.ts";

export interface ProductPageProps {
  readonly product: ProductDetail;
  /** Stored shells that show it; undefined when that could not be looked at. */
  readonly shown: DryRun | undefined;
  readonly errors: readonly FieldError[];
  /** What was typed, when it is shown again. */
  readonly typed: URLSearchParams | undefined;
  readonly mayEdit: boolean;
  readonly now: EpochMs;
}

export const ProductPanels = (props: ProductPageProps) => {
  const { product, mayEdit } = props;
  return (
    <>
      <section class="is-form" id="facts">
        <h1 class="type-panel">{product.titles.en ?? Object.values(product.titles)[0] ?? product.id}</h1>
        <Facts {...props} />
      </section>
      <section id="edit">
        <h2 class="type-panel">Change it</h2>
        {mayEdit ? <EditForm {...props} /> : <p class="muted">Changing products needs the role operator.</p>}
      </section>
      <section class="is-wide" id="edits">
        <h2 class="type-panel">Changed by hand</h2>
        <Edits {...props} />
      </section>
    </>
  );
};

const Facts = ({ product, shown, now }: ProductPageProps) => (
  <dl class="rows">
    <Row name="Id">
      <code>{product.id}</code>
    </Row>
    <Row name="State">
      {product.withdrawnAt === null ? "in the shop" : `withdrawn ${clock(product.withdrawnAt, now)}`}
      {product.releasedAt !== null && product.releasedAt > now && `, released ${clock(product.releasedAt, now)}`}
    </Row>
    <Row name="Version">
      {product.version}, of {clock(product.changedAt, now)}
    </Row>
    <Row name="Listed in">
      {product.collections.map(({ handle, title }, i) => (
        <>
          {i > 0 && ", "}
          <a href={`/admin?explain=${encodeURIComponent(`/en-us/collections/${handle}`)}#explain`}>{title}</a>
        </>
      ))}
      {product.collections.length === 0 && "nothing"}
    </Row>
    <Row name="Page">
      <a href={`/admin?explain=${encodeURIComponent(`/en-us/products/${product.handle}`)}#explain`}>/products/{product.handle}</a>
    </Row>
    <Row name="Shells">
      {shown === undefined ? "could not be counted" : `${countOf(shown.matched.shells, "shell")} in ${shown.sampledFrom}`}
      {shown?.urls.map((url) => (
        <>
          {" "}
          <a href={`/admin?explain=${encodeURIComponent(url)}#explain`}>{url}</a>
        </>
      ))}
    </Row>
    <Row name="Purged by">
      <span class="keys">
        {product.surrogateKeys.map((key) => (
          <>
            <code>{key}</code>{" "}
          </>
        ))}
      </span>
    </Row>
  </dl>
);

const NAMES = { titles: "Title", details: "Detail", descriptions: "Description" } as const;
const LONGEST = { titles: 150, details: 300, descriptions: 20_000 } as const;

const EditForm = ({ product, errors, typed }: ProductPageProps) => {
  const shown = (name: string, stored: string) => typed?.get(name) ?? stored;
  return (
    <form method="post" action={`/admin/products/${product.id}`} class="product-form">
      {errors.length > 0 && (
        <p class="message" role="alert">
          {errors.map(({ because }) => because).join(" ")}
        </p>
      )}
      <input type="hidden" name="version" value={product.version} />
      {product.withdrawnAt === null && (
        <>
          <section class="scroller" tabindex={0} aria-label="Prices and stock">
            <table>
              <thead>
                <tr>
                  <th scope="col">Variant</th>
                  <th scope="col">On hand</th>
                  {MARKET_NAMES.map((market) => (
                    <th scope="col">
                      {market}, {MARKETS[market].currency}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {product.variants.map((variant) => (
                  <tr>
                    <th scope="row">
                      <code>{variant.sku}</code>
                      {variant.held > 0 && <span class="fine muted"> {variant.held} held</span>}
                    </th>
                    <td>
                      <NumberField
                        name={`stock.${variant.sku}`}
                        label={`On hand of ${variant.sku}`}
                        value={shown(`stock.${variant.sku}`, String(variant.onHand))}
                      />
                    </td>
                    {MARKET_NAMES.map((market) => (
                      <td>
                        <NumberField
                          name={`price.${variant.sku}.${market}`}
                          label={`Price of ${variant.sku} in ${market}`}
                          value={shown(`price.${variant.sku}.${market}`, amountOf(variant, market))}
                        />
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
          {TEXTS.map((field) => (
            <details open={field === "titles"}>
              <summary>{NAMES[field]}</summary>
              {LANGUAGES.map((language) => (
                <label class="field">
                  <span>
                    {NAMES[field]}, {language}
                  </span>
                  <textarea
                    name={`${field}.${language}`}
                    rows={field === "descriptions" ? 5 : 1}
                    lang={language}
                    dir="auto"
                    maxlength={LONGEST[field]}
                  >
                    {shown(`${field}.${language}`, product[field][language] ?? "")}
                  </textarea>
                </label>
              ))}
            </details>
          ))}
        </>
      )}
      <label class="field">
        <span>Why (kept with the change and its purge)</span>
        <input name="reason" value={shown("reason", "")} minlength={3} maxlength={300} required autocomplete="off" />
      </label>
      <div class="pair">
        {product.withdrawnAt === null ? (
          <>
            <button type="submit" class="button low">
              Change and purge
            </button>
            <button type="submit" class="button danger low" name="published" value="no">
              Withdraw from the shop
            </button>
          </>
        ) : (
          <button type="submit" class="button low" name="published" value="yes">
            Publish again
          </button>
        )}
      </div>
      <p class="fine muted">
        An empty price takes the variant out of that market. The next feed that tells of this product overrules what is changed here.
      </p>
    </form>
  );
};

const NumberField = ({ name, label, value }: { readonly name: string; readonly label: string; readonly value: string }) => (
  <input name={name} aria-label={label} value={value} inputmode="decimal" autocomplete="off" class="narrow" />
);

const Edits = ({ product: { edits }, now }: ProductPageProps) =>
  edits.length === 0 ? (
    <p class="muted">Nothing was changed by hand.</p>
  ) : (
    <section class="scroller" tabindex={0} aria-label="Changed by hand">
      <table>
        <thead>
          <tr>
            <th scope="col">When, UTC</th>
            <th scope="col">By whom</th>
            <th scope="col">What</th>
            <th scope="col">Why</th>
            <th scope="col" class="figure">
              Version
            </th>
          </tr>
        </thead>
        <tbody>
          {edits.map(({ at, actor, reason, version, changed }) => (
            <tr>
              <td>
                <time datetime={new Date(at).toISOString()}>{clock(at, now)}</time>
              </td>
              <td>{actor}</td>
              <td>{changed.join(", ")}</td>
              <td class="wraps">{reason}</td>
              <td class="figure">{version}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );

const Row = ({ name, children }: { readonly name: string; readonly children?: unknown }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children as string}</dd>
  </div>
);

import { MARKET_NAMES, MARKETS } from "#contract/market";
import type { FieldError } from "#contract/problem";
import type { ProductDetail } from "#contract/products";
import { TypedBy } from "./fields.tsx";
import { amountOf, contentHash, LANGUAGES, TEXTS, WAS } from "./product-input.ts";

interface ProductFormProps {
  readonly actor: string;
  readonly product: ProductDetail;
  readonly errors: readonly FieldError[];
  /** What was typed, when it is shown again. */
  readonly typed: URLSearchParams | undefined;
}

/** What stands in a field: what was typed, else what is stored. */
type Shown = (name: string, stored: string) => string;

interface FieldsProps {
  readonly product: ProductDetail;
  readonly shown: Shown;
}

export const ProductForm = ({ actor, product, errors, typed }: ProductFormProps) => {
  const shown: Shown = (name, stored) => typed?.get(name) ?? stored;
  return (
    <form method="post" action={`/admin/products/${product.id}`} class="product-form">
      {errors.length > 0 && (
        <p class="message" role="alert">
          {errors.map(({ because }) => because).join(" ")}
        </p>
      )}
      <TypedBy actor={actor} />
      <input type="hidden" name="version" value={shown("version", String(product.version))} />
      {product.withdrawnAt === null && (
        <>
          <PricesAndStock product={product} shown={shown} />
          <Texts product={product} shown={shown} />
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

const PricesAndStock = ({ product, shown }: FieldsProps) => (
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
                stored={String(variant.onHand)}
                shown={shown}
              />
            </td>
            {MARKET_NAMES.map((market) => (
              <td>
                <NumberField
                  name={`price.${variant.sku}.${market}`}
                  label={`Price of ${variant.sku} in ${market}`}
                  stored={amountOf(variant, market)}
                  shown={shown}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

interface FieldProps {
  readonly name: string;
  readonly stored: string;
  readonly shown: Shown;
}

const NumberField = ({ name, label, stored, shown }: FieldProps & { readonly label: string }) => (
  <>
    <input name={name} aria-label={label} value={shown(name, stored)} inputmode="decimal" autocomplete="off" class="narrow" />
    <Was name={name} stored={stored} shown={shown} />
  </>
);

const Was = ({ name, stored, shown }: FieldProps) => (
  <input type="hidden" name={`${WAS}${name}`} value={shown(`${WAS}${name}`, contentHash(stored))} />
);

const NAMES = { titles: "Title", details: "Detail", descriptions: "Description" } as const;
const LONGEST = { titles: 150, details: 300, descriptions: 20_000 } as const;

const Texts = ({ product, shown }: FieldsProps) => (
  <>
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
            <Was name={`${field}.${language}`} stored={product[field][language] ?? ""} shown={shown} />
          </label>
        ))}
      </details>
    ))}
  </>
);

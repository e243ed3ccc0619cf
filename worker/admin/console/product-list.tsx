import { PRODUCT_FILTERS, type ProductFilter, type ProductLine, type ProductList } from "#contract/products";
import type { EpochMs } from "../../time.ts";
import { clock, count } from "./format.ts";

export interface ProductListProps {
  readonly text: string;
  readonly filter: ProductFilter;
  /** A text says why there is no list. */
  readonly list: ProductList | string;
  readonly now: EpochMs;
}

const LABELS: Readonly<Record<ProductFilter, string>> = {
  all: "All",
  "for-sale": "For sale",
  "sold-out": "Sold out",
  withdrawn: "Withdrawn",
};

/** Plain GET forms and links: a search is an address one can send. */
export const ProductListPanel = ({ text, filter, list, now }: ProductListProps) => (
  <section class="is-wide" id="products">
    <h1 class="type-panel">Products</h1>
    <form method="get" action="/admin/products" class="product-search">
      <label class="field">
        <span>Title, handle, id or SKU</span>
        <input name="text" value={text} maxlength={100} spellcheck={false} autocomplete="off" />
      </label>
      <label class="field">
        <span>Which</span>
        <select name="filter" class="select">
          {PRODUCT_FILTERS.map((name) => (
            <option value={name} selected={name === filter}>
              {LABELS[name]}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button low">
        Search
      </button>
    </form>
    {typeof list === "string" ? <p class="message">{list}</p> : <Found list={list} text={text} filter={filter} now={now} />}
  </section>
);

const Found = ({ list: { products, next }, text, filter, now }: Omit<ProductListProps, "list"> & { readonly list: ProductList }) => (
  <>
    {products.length === 0 ? (
      <p class="muted">No product is like that.</p>
    ) : (
      <section class="scroller" tabindex={0} aria-label="Products">
        <table>
          <thead>
            <tr>
              <th scope="col">Product</th>
              <th scope="col">Id</th>
              <th scope="col">State</th>
              <th scope="col" class="figure">
                Variants
              </th>
              <th scope="col" class="figure">
                Left
              </th>
              <th scope="col" class="figure">
                Version
              </th>
              <th scope="col">Changed, UTC</th>
            </tr>
          </thead>
          <tbody>
            {products.map((product) => (
              <Line product={product} now={now} />
            ))}
          </tbody>
        </table>
      </section>
    )}
    {next !== null && (
      <p>
        <a href={`/admin/products?${new URLSearchParams({ text, filter, after: next })}`} rel="next">
          The next ones
        </a>
      </p>
    )}
  </>
);

const Line = ({ product, now }: { readonly product: ProductLine; readonly now: EpochMs }) => (
  <tr>
    <td class="wraps">
      <a href={`/admin/products/${product.id}`}>{product.title}</a>
    </td>
    <td>
      <code>{product.id}</code>
    </td>
    <td>{stateOf(product)}</td>
    <td class="figure">{count(product.variants)}</td>
    <td class="figure">{count(product.available)}</td>
    <td class="figure">{product.version}</td>
    <td>
      <time datetime={new Date(product.changedAt).toISOString()}>{clock(product.changedAt, now)}</time>
    </td>
  </tr>
);

function stateOf({ withdrawnAt, available }: ProductLine): string {
  if (withdrawnAt !== null) return "withdrawn";
  return available > 0 ? "for sale" : "sold out";
}

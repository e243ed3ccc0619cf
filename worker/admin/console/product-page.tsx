import type { FieldError } from "#contract/problem";
import type { ProductDetail } from "#contract/products";
import type { EpochMs } from "../../time.ts";
import type { DryRun } from "../deps.ts";
import { clock, countOf } from "./format.ts";
import { ProductForm } from "./product-form.tsx";

export interface ProductPageProps {
  readonly actor: string;
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
        {mayEdit ? <ProductForm {...props} /> : <p class="muted">Changing products needs the role operator.</p>}
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

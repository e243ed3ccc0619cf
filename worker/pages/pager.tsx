import type { CollectionPage } from "#contract/pages";
import type { View } from "./view.ts";

/** Links to the other pages of a listing: both ends, the neighbours, and what lies between as a gap. */
export function Pager({ page, view }: { page: CollectionPage; view: View<never> }) {
  const { market, text } = view;
  const { page: here, pageCount } = page;
  if (pageCount <= 1) {
    return page.cards.length === 0 ? null : <p class="pager muted small">{text("collection.allShown", { count: page.productCount })}</p>;
  }
  const href = (number: number) => market.path(pagePath(page, number));
  return (
    <nav class="pager" aria-label={text("pager.label")}>
      {here > 1 ? (
        <a class="chip" rel="prev" href={href(here - 1)}>
          {text("pager.previous")}
        </a>
      ) : null}
      {pagesShown(here, pageCount).map((number) =>
        number === "gap" ? (
          <span class="pager-gap" aria-hidden="true">
            …
          </span>
        ) : (
          <a
            class="chip"
            href={href(number)}
            aria-label={text("pager.page", { page: number })}
            {...(number === here ? { "aria-current": "page" } : {})}
          >
            {number}
          </a>
        ),
      )}
      {here < pageCount ? (
        <a class="chip" rel="next" href={href(here + 1)}>
          {text("pager.next")}
        </a>
      ) : null}
    </nav>
  );
}

/** Path below the market of a page of a listing, defaults left out. */
function pagePath({ handle, sort }: CollectionPage, number: number): string {
  const query = [number > 1 ? `page=${number}` : "", sort === "featured" ? "" : `sort=${sort}`].filter((part) => part !== "");
  return `/collections/${handle}${query.length === 0 ? "" : `?${query.join("&")}`}`;
}

/** 1, the pages around `here`, the last; a gap stands for two or more left out. Costs the same however many there are. */
export function pagesShown(here: number, pageCount: number): readonly (number | "gap")[] {
  const shown = [1, here - 1, here, here + 1, pageCount].filter((number) => number >= 1 && number <= pageCount);
  const inOrder = [...new Set(shown)].sort((a, b) => a - b);
  return inOrder.flatMap((number, at): readonly (number | "gap")[] => {
    const leftOut = number - (inOrder[at - 1] ?? 0) - 1;
    if (leftOut === 0) return [number];
    return [leftOut === 1 ? number - 1 : "gap", number];
  });
}

import type { CollectionLink } from "#contract/pages";
import type { Crumb } from "./structured-data.ts";
import type { View } from "./view.ts";

/** The way from the home page to here, as data: home, room, shelf, then the page itself. */
export function crumbsOf(links: readonly (CollectionLink | null)[], view: Pick<View<never>, "text">, self?: Crumb): readonly Crumb[] {
  const shelves = links.filter((link) => link !== null).map(({ title, handle }) => ({ title, path: `/collections/${handle}` }));
  return [{ title: view.text("page.home"), path: "" }, ...shelves, ...(self === undefined ? [] : [self])];
}

/** The same way as links; the last one is this page when `endsHere`. */
export function Crumbs({ crumbs, endsHere, view: { market, text } }: { crumbs: readonly Crumb[]; endsHere: boolean; view: View<never> }) {
  const isHere = (index: number) => endsHere && index === crumbs.length - 1;
  return (
    <nav class="crumbs" aria-label={text("page.crumbs")}>
      <ol>
        {crumbs.map(({ title, path }, index) => (
          <li>{isHere(index) ? <span aria-current="page">{title}</span> : <a href={market.path(path)}>{title}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}

import type { Actor } from "../admin.ts";
import type { AdminDeps } from "../deps.ts";
import { Live } from "./part.tsx";
import { charts } from "./parts/charts.tsx";
import { fragments } from "./parts/fragments.tsx";
import { RANGES, readRange } from "./range.ts";

/** Hits, origin calls, freshness and every fragment's outcomes. */
export async function trafficPage(deps: AdminDeps, query: URLSearchParams, actor: Actor) {
  const range = readRange(query);
  const [drawn, listed] = await Promise.all([charts.show(deps, query, actor), fragments.show(deps, query, actor)]);
  return (
    <>
      <section id="charts" class="is-wide">
        <div class="titled">
          <h1 class="type-panel">Traffic, {range.words}</h1>
          <nav aria-label="Stretch of time" class="ranges">
            {Object.values(RANGES).map(({ name, words }) => (
              <a href={`/admin/traffic?range=${name}`} aria-current={name === range.name ? "page" : undefined}>
                {words}
              </a>
            ))}
          </nav>
        </div>
        <section class="scroller is-chart charts" tabindex={0} aria-label="Charts">
          <Live part={charts} query={query}>
            {drawn}
          </Live>
        </section>
      </section>
      <section id="fragments" class="is-wide">
        <h2 class="type-panel">Fragments since counting began</h2>
        <section class="scroller" tabindex={0} aria-label="Fragments">
          <Live part={fragments}>{listed}</Live>
        </section>
        <p class="fine muted">
          Waits count from the start of a page view, for fragments that were not at hand: in time, late or not at all.
        </p>
      </section>
    </>
  );
}

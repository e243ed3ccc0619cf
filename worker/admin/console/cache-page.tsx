import type { FieldError } from "#contract/problem";
import { type Actor, mayAs } from "../admin.ts";
import type { AdminDeps } from "../deps.ts";
import type { Explanation } from "../explain.ts";
import type { DryRunResult } from "./dry-run-panel.tsx";
import { ExplainPanel } from "./explain-panel.tsx";
import { Live } from "./part.tsx";
import { hitRatio } from "./parts/hit-ratio.tsx";
import { lowestFragments } from "./parts/lowest-fragments.tsx";
import { recentPurges } from "./parts/recent-purges.tsx";
import { PurgeForm } from "./purge-form.tsx";
import type { PurgeInput } from "./purge-input.ts";

/** What was typed on the page of the cache, and what came of it. */
export interface CacheState {
  readonly actor: Actor;
  readonly input: PurgeInput;
  readonly errors: readonly FieldError[];
  readonly dryRun: DryRunResult | undefined;
  readonly explainUrl: string;
  readonly explained: Explanation | string | undefined;
}

const NO_QUERY = new URLSearchParams();

/** Purges with a look first, their receipts, the hit ratio, and what a URL comes to. */
export async function cachePage(deps: AdminDeps, state: CacheState) {
  const show = (part: typeof hitRatio) => part.show(deps, NO_QUERY, state.actor);
  const [ratio, lowest, purges] = await Promise.all([hitRatio, lowestFragments, recentPurges].map(show));
  return (
    <>
      <section id="purge" class="is-form">
        <h1 class="type-panel">Purge</h1>
        {mayAs(state.actor.role, "operator") ? (
          <PurgeForm {...state} actor={state.actor.name} site={deps.site} />
        ) : (
          <p class="message">Purging needs the role operator.</p>
        )}
      </section>
      <section id="ratio">
        <h2 class="type-panel">Hit ratio, last 24 hours</h2>
        <section class="scroller is-chart" tabindex={0} aria-label="Hit ratio chart">
          <Live part={hitRatio}>{ratio}</Live>
        </section>
        <h3>Lowest five fragments</h3>
        <Live part={lowestFragments}>{lowest}</Live>
      </section>
      <section id="purges" class="is-wide">
        <h2 class="type-panel">Recent purges</h2>
        <section class="scroller" id="purge-table" tabindex={0} aria-label="Recent purges">
          <Live part={recentPurges}>{purges}</Live>
        </section>
      </section>
      <section id="explain" class="is-wide">
        <h2 class="type-panel">Explain a URL</h2>
        <ExplainPanel url={state.explainUrl} explained={state.explained} now={deps.now()} />
      </section>
    </>
  );
}

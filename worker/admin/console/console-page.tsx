import type { FieldError } from "#contract/problem";
import type { PurgeWithReceipts } from "../../bulletin/purge-row.ts";
import type { Site } from "../../key/key-parts.ts";
import type { Period, Stats } from "../../telemetry/counts.ts";
import type { EpochMs } from "../../time.ts";
import type { Actor } from "../admin.ts";
import type { Explanation } from "../explain.ts";
import { layoutChart } from "./chart-layout.ts";
import { Document } from "./document.tsx";
import type { DryRunResult } from "./dry-run-panel.tsx";
import { ExplainPanel } from "./explain-panel.tsx";
import { FragmentBars } from "./fragment-bars.tsx";
import { Header } from "./header.tsx";
import { HitChart } from "./hit-chart.tsx";
import { PurgeForm } from "./purge-form.tsx";
import type { PurgeInput } from "./purge-input.ts";
import { PurgeTable } from "./purge-table.tsx";

/** What the console shows. What the shop did not answer is undefined: the rest is shown all the same. */
export interface ConsoleState {
  readonly actor: Actor;
  readonly site: Site;
  readonly environment: string;
  readonly css: string;
  readonly script: string;
  readonly now: EpochMs;
  readonly input: PurgeInput;
  readonly errors: readonly FieldError[];
  readonly dryRun: DryRunResult | undefined;
  readonly stats: Stats | undefined;
  readonly history: readonly Period[] | undefined;
  readonly purges: readonly PurgeWithReceipts[] | undefined;
  readonly explainUrl: string;
  readonly explained: Explanation | string | undefined;
}

export const ConsolePage = (state: ConsoleState) => {
  const { actor, environment, css, script, now, stats, purges } = state;
  return (
    <Document title="nearhand console" css={css} script={script}>
      <a class="skip" href="#purge">
        Skip to the purge form
      </a>
      <Header environment={environment} isolates={stats?.isolates} actor={actor} />
      <main class="console-grid">
        <section id="purge" class="is-form">
          <h1 class="type-panel">Purge</h1>
          <PurgeForm input={state.input} errors={state.errors} dryRun={state.dryRun} site={state.site} />
        </section>
        <section id="ratio">
          <h2 class="type-panel">Hit ratio, last 24 hours</h2>
          {state.history ? <HitChart chart={layoutChart(state.history, purges ?? [], now)} /> : <Silence />}
          <h3>Lowest five fragments</h3>
          {stats ? <FragmentBars {...stats} /> : <Silence />}
        </section>
        <section id="purges" class="is-wide">
          <h2 class="type-panel">Recent purges</h2>
          <section class="scroller" id="purge-table" tabindex={0} aria-label="Recent purges" aria-live="polite">
            <PurgeTable purges={purges} now={now} />
          </section>
        </section>
        <section id="explain" class="is-wide">
          <h2 class="type-panel">Explain a URL</h2>
          <ExplainPanel url={state.explainUrl} explained={state.explained} now={now} />
        </section>
      </main>
    </Document>
  );
};

const Silence = () => <p class="message">The counters did not answer. The shop goes on without them.</p>;

import type { FieldError } from "#contract/problem";
import { type Actor, mayAs } from "../admin.ts";
import type { AdminDeps } from "../deps.ts";
import type { PrewarmDryRun } from "../order-prewarm.ts";
import { FieldErrors, Found, MarketBoxes, Tabs, TypedBy } from "./fields.tsx";
import { count, duration } from "./format.ts";
import { FoundPages } from "./found-pages.tsx";
import { Live } from "./part.tsx";
import { jobs } from "./parts/jobs.tsx";
import type { PrewarmInput } from "./prewarm-input.ts";

/** What was typed on the page of prewarms, and what came of it. */
export interface PrewarmState {
  readonly actor: Actor;
  readonly input: PrewarmInput;
  readonly errors: readonly FieldError[];
  readonly dryRun: PrewarmDryRun | undefined;
}

/** Filling pages ahead, and how far it is. */
export async function prewarmsPage(deps: AdminDeps, state: PrewarmState) {
  const listed = await jobs.show(deps, new URLSearchParams(), state.actor);
  return (
    <>
      <section id="prewarm" class="is-form">
        <h1 class="type-panel">Prewarm</h1>
        {mayAs(state.actor.role, "operator") ? <PrewarmForm {...state} /> : <p class="message">Prewarming needs the role operator.</p>}
      </section>
      <section id="jobs">
        <h2 class="type-panel">Jobs</h2>
        <section class="scroller" tabindex={0} aria-label="Jobs">
          <Live part={jobs}>{listed}</Live>
        </section>
      </section>
    </>
  );
}

const KINDS = [
  { by: "sitemap", label: "Sitemap" },
  { by: "url", label: "URLs" },
  { by: "surrogate-key", label: "Keys" },
] as const;
const NAMED = ["by", "values", "markets", "perSecond", "reason"];

const PrewarmForm = ({ actor, input, errors, dryRun }: PrewarmState) => (
  <form method="post" action="/admin/prewarms" id="prewarm-form" class="order-form">
    <TypedBy actor={actor.name} />
    <input type="hidden" name="once" value={input.once} />
    <Tabs legend="Prewarm by" kinds={KINDS} chosen={input.by} />
    <FieldErrors errors={errors} field="by" />
    <label class="field for-lines">
      <span>One a line</span>
      <textarea name="values" rows={3} spellcheck={false} placeholder="/en-gb/products/rim-mug">
        {input.lines}
      </textarea>
    </label>
    <FieldErrors errors={errors} field="values" />
    <MarketBoxes chosen={input.markets} className="" />
    <FieldErrors errors={errors} field="markets" />
    <label class="field">
      <span>Pages a second</span>
      <input name="perSecond" type="number" min={1} max={50} value={input.perSecond} />
    </label>
    <FieldErrors errors={errors} field="perSecond" />
    <label class="field">
      <span>Why</span>
      <input name="reason" value={input.reason} maxlength={500} autocomplete="off" />
    </label>
    <FieldErrors errors={errors} field="reason" />
    <FieldErrors errors={errors} field="" named={NAMED} />
    {dryRun && <DryRun {...dryRun} />}
    <div class="pair">
      <button type="submit" class="button outlined low" name="step" value="dry-run">
        {dryRun ? "Dry run again" : "Dry run"}
      </button>
      <button type="submit" class="button low" name="step" value="start">
        {dryRun ? `Fill ${count(dryRun.matched.pages)} pages` : "Start"}
      </button>
    </div>
    <p class="fine muted">No box means every market. What is fresh is left alone.</p>
  </form>
);

const DryRun = ({ matched, seconds, urls }: PrewarmDryRun) => (
  <Found>
    <p>
      <b>Dry run.</b> Nothing was filled.
    </p>
    <dl>
      <div>
        <dt>Pages</dt>
        <dd>{count(matched.pages)}</dd>
      </div>
      <div>
        <dt>Origin calls</dt>
        <dd>at most {count(matched.pages)}</dd>
      </div>
      <div>
        <dt>Takes</dt>
        <dd>{duration(seconds * 1_000)} or more</dd>
      </div>
    </dl>
    {urls.length > 0 && <FoundPages urls={urls} all={matched.pages} />}
  </Found>
);

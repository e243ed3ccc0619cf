import type { FieldError } from "#contract/problem";
import type { Site } from "../../key/key-parts.ts";
import type { DryRunResult } from "./dry-run-panel.tsx";
import { DryRunPanel } from "./dry-run-panel.tsx";
import { FieldErrors, MarketBoxes, Tabs, TypedBy } from "./fields.tsx";
import { countOf } from "./format.ts";
import type { PurgeInput } from "./purge-input.ts";

export interface PurgeFormProps {
  readonly actor: string;
  readonly input: PurgeInput;
  readonly errors: readonly FieldError[];
  readonly dryRun: DryRunResult | undefined;
  readonly site: Site;
}

const NAMED = ["by", "values", "confirm", "reason"];

const KINDS: readonly { readonly by: PurgeInput["by"]; readonly label: string; readonly hint: string }[] = [
  { by: "surrogate-key", label: "Keys", hint: "product:nh-1042" },
  { by: "url", label: "URLs", hint: "/en-gb/products/rim-mug" },
  { by: "prefix", label: "Prefix", hint: "/en-gb/products/" },
  { by: "market", label: "Markets", hint: "" },
  { by: "all", label: "All", hint: "" },
];

/**
 * A purge in two steps, without script too: the outlined button only looks, and enables the red one for two minutes and for
 * the same input. The outlined one stands first, so the Enter key looks.
 */
export const PurgeForm = ({ actor, input, errors, dryRun, site }: PurgeFormProps) => (
  <form method="post" action="/admin/purges" id="purge-form" class="order-form">
    <TypedBy actor={actor} />
    <Tabs legend="Purge by" kinds={KINDS} chosen={input.by} />
    <FieldErrors errors={errors} field="by" />
    <label class="field for-lines">
      <span>One a line</span>
      <textarea name="values" rows={3} spellcheck={false} placeholder={KINDS.find(({ by }) => by === input.by)?.hint}>
        {input.lines}
      </textarea>
    </label>
    <MarketBoxes chosen={input.markets} className="for-market" />
    <FieldErrors errors={errors} field="values" />
    <label class="field for-all">
      <span>
        Type <code>{site.host}</code> to purge the whole shop
      </span>
      <input name="confirm" value={input.confirm} autocomplete="off" />
    </label>
    <FieldErrors errors={errors} field="confirm" />
    <label class="field">
      <span>Why (kept with the receipt)</span>
      <input name="reason" value={input.reason} maxlength={500} autocomplete="off" />
    </label>
    <FieldErrors errors={errors} field="reason" />
    <fieldset class="field">
      <legend>How</legend>
      <div class="checks">
        <label>
          <input type="radio" name="mode" value="soft" checked={input.mode === "soft"} /> Soft: stale while it is refilled
        </label>
        <label>
          <input type="radio" name="mode" value="hard" checked={input.mode === "hard"} /> Hard: never served again
        </label>
      </div>
    </fieldset>
    <FieldErrors errors={errors} field="" named={NAMED} />
    {dryRun && <DryRunPanel {...dryRun} />}
    <div class="pair">
      <button type="submit" class="button outlined low" name="step" value="dry-run">
        {dryRun ? "Dry run again" : "Dry run"}
      </button>
      <button type="submit" class="button danger low" name="step" value="purge" disabled={!dryRun} aria-describedby="purge-help">
        {dryRun ? `Purge ${countOf(dryRun.found.matched.shells + dryRun.found.matched.fragments, "entry", "entries")}` : "Purge"}
      </button>
    </div>
    <p class="fine muted" id="purge-help">
      The purge button works for 2 minutes after a dry run of the same input.
    </p>
  </form>
);

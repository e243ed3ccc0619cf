import type { EpochMs } from "../../time.ts";
import type { DryRun } from "../deps.ts";
import { Found } from "./fields.tsx";
import { count, countOf } from "./format.ts";
import { FoundPages } from "./found-pages.tsx";

export interface DryRunResult {
  readonly found: DryRun;
  readonly mode: "soft" | "hard";
  /** Sealed words that this input was looked at, and when: what enables the red button. */
  readonly proof: string;
  readonly at: EpochMs;
}

/** What a purge would meet. Carries the proof that enables the second step. */
export const DryRunPanel = ({ found, mode, proof }: DryRunResult) => (
  <Found>
    <p>
      <b>Dry run.</b> Nothing was purged.
    </p>
    <dl>
      <div>
        <dt>Pages</dt>
        <dd>{count(found.matched.shells)}</dd>
      </div>
      <div>
        <dt>Fragments</dt>
        <dd>{count(found.matched.fragments)}</dd>
      </div>
      <div>
        <dt>Origin calls to refill</dt>
        <dd>about {countOf(found.refills, "call")}</dd>
      </div>
      <div>
        <dt>Until then</dt>
        <dd>{mode === "soft" ? "stale for up to 10 s" : "visitors wait for the fill"}</dd>
      </div>
    </dl>
    {found.urls.length > 0 && <FoundPages urls={found.urls} all={found.matched.shells} />}
    <p class="fine muted">Counted in {found.sampledFrom}. PoPs hold copies of their own; the purge reaches them all.</p>
    <input type="hidden" name="proof" value={proof} />
  </Found>
);

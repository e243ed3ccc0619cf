import { FEED_FORMATS } from "#contract/feed";
import { MARKET_NAMES, MARKETS } from "#contract/market";

/** The script (`feed-script.ts`) sends the file and fills the outputs: a form alone would hold the file whole. */
export const FeedPanels = ({ mayImport }: { readonly mayImport: boolean }) => (
  <>
    <section class="is-form" id="feeds">
      <h1 class="type-panel">Import a feed</h1>
      {mayImport ? <UploadForm /> : <p class="message">Importing needs the role operator.</p>}
      <h2 class="type-panel">Export</h2>
      <ul class="plain">
        {MARKET_NAMES.map((market) => (
          <li>
            <a href={`/admin/api/feeds/export?market=${market}`} download={`shop-${market}.xml`}>
              The whole shop, {MARKETS[market].currency} first
            </a>
            {", "}
            <a href={`/admin/api/feeds/export?market=${market}&of=market`} download={`google-${market}.xml`}>
              {market} for Google
            </a>
          </li>
        ))}
      </ul>
    </section>
    <section id="feed-report" aria-live="polite" hidden>
      <h2 class="type-panel">Report</h2>
      <p class="message" id="feed-outcome" />
      <dl class="facts" id="feed-facts" />
      <p>
        <a class="button low" id="feed-download" download="feed-report.json" href="#feed-report">
          Download the report
        </a>
      </p>
      <section class="scroller" tabindex={0} aria-label="Problems and changes">
        <table id="feed-table" />
      </section>
    </section>
  </>
);

const UploadForm = () => (
  <form id="feed-form" class="product-form">
    <label class="field">
      <span>File</span>
      <input type="file" name="file" required />
    </label>
    <Choice name="format" label="Format" values={["auto", ...FEED_FORMATS]} />
    <Choice
      name="currency"
      label="Prices without a currency are in"
      values={["", ...MARKET_NAMES.map((market) => MARKETS[market].currency)]}
    />
    <label>
      <input type="checkbox" name="withdraw" /> Take more than half of the products out, or close a market, if the feed says so
    </label>
    <p>
      <button type="submit" class="button low" value="dry-run">
        Dry run
      </button>{" "}
      <button type="submit" class="button" value="apply">
        Import
      </button>
    </p>
    <p>
      <label for="feed-progress" id="feed-stage">
        Nothing is running
      </label>
      <progress id="feed-progress" max={1} value={0} />
    </p>
    <p class="fine muted">
      The chosen file stays with this page alone. If your session ends, sign in in another tab and send it again from here.
    </p>
    <noscript>
      <p class="message">Uploading needs script. Without it: npm run feed -- import FILE.</p>
    </noscript>
  </form>
);

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly values: readonly string[];
}

const Choice = ({ name, label, values }: ChoiceProps) => (
  <label class="field">
    <span>{label}</span>
    <select name={name} class="select">
      {values.map((value) => (
        <option value={value}>{value || "not told"}</option>
      ))}
    </select>
  </label>
);

import type { EpochMs } from "../../time.ts";
import type { ExplainedTier, Explanation } from "../explain.ts";
import { TierTimes, timesOf } from "./tier-times.tsx";

interface ExplainPanelProps {
  readonly url: string;
  /** Undefined when nothing was asked; a text says why there is no explanation. */
  readonly explained: Explanation | string | undefined;
  readonly now: EpochMs;
}

/** What the key compiler and the tiers make of a URL. A plain GET form: an explanation is a link one can send. */
export const ExplainPanel = ({ url, explained, now }: ExplainPanelProps) => (
  <>
    <form method="get" action="/admin#explain" class="explain-form">
      <label class="visually-hidden" for="explain-url">
        URL of this shop
      </label>
      <input
        id="explain-url"
        name="explain"
        value={url}
        inputmode="url"
        spellcheck={false}
        placeholder="/en-gb/products/rim-mug?utm_source=letter"
      />
      <button type="submit" class="button low">
        Explain
      </button>
    </form>
    {typeof explained === "string" && <p class="message">{explained}</p>}
    {typeof explained === "object" && <Explained explanation={explained} now={now} />}
  </>
);

const Explained = ({ explanation, now }: { explanation: Explanation; now: EpochMs }) => (
  <>
    <TierTimes tiers={explanation.tiers} now={now} />
    <Facts explanation={explanation} now={now} />
  </>
);

const Facts = ({ explanation, now }: { explanation: Explanation; now: EpochMs }) => (
  <dl class="rows">
    <Row name="Would">
      <b>{explanation.would.kind}</b>, {explanation.would.because}
    </Row>
    <Row name="Route">{explanation.route ?? "none"}</Row>
    <Row name="Canonical">
      <code>{explanation.canonical ?? "–"}</code>
    </Row>
    <Row name="Kept">{explanation.kept.join(", ") || "no parameter"}</Row>
    <Row name="Dropped">{explanation.dropped.map(({ name, because }) => `${name} (${because})`).join(", ") || "nothing"}</Row>
    {explanation.arms.map(({ experiment, arm, of }) => (
      <Row name={`Arm of ${experiment}`}>
        <b>{arm}</b>
        {of
          .filter((other) => other !== arm)
          .map((other) => (
            <>
              {" "}
              <a href={`/admin?${new URLSearchParams({ explain: explanation.url, arm: `${experiment}:${other}` })}#explain`}>{other}</a>
            </>
          ))}
      </Row>
    ))}
    <Row name="Cache key">
      <code>{explanation.key ?? "–"}</code>
    </Row>
    <Row name="Surrogate keys">
      <span class="keys">
        {explanation.surrogateKeys.map((key) => (
          <>
            <code>{key}</code>{" "}
          </>
        ))}
        {explanation.surrogateKeys.length === 0 && "–"}
      </span>
    </Row>
    {explanation.tiers.map((tier) => (
      <Row name={`Tier ${tier.name}`}>
        <TierFacts tier={tier} now={now} />
      </Row>
    ))}
  </dl>
);

const Row = ({ name, children }: { name: string; children?: unknown }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children as string}</dd>
  </div>
);

const TierFacts = ({ tier, now }: { tier: ExplainedTier; now: EpochMs }) => (
  <>
    <b class={tier.state === "fresh" ? "ok" : tier.state === "dead" ? "hot" : ""}>
      {tier.state === "none" ? "nothing stored" : tier.state}
    </b>
    {tier.because && `, ${tier.because}`}
    {timesOf(tier, now).map((words) => `; ${words}`)}
    {tier.asOf && (
      <>
        ; as of purge <code>{tier.asOf}</code>
      </>
    )}
  </>
);

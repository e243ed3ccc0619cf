import { MARKET_NAMES } from "#contract/market";
import type { FieldError } from "#contract/problem";

interface TabsProps {
  readonly legend: string;
  readonly kinds: readonly { readonly by: string; readonly label: string }[];
  readonly chosen: string;
}

/** The field of a form that says who typed into it: what is kept while a session has ended is theirs alone. */
export const TYPED_BY = "typedBy";

export const TypedBy = ({ actor }: { readonly actor: string }) => <input type="hidden" name={TYPED_BY} value={actor} />;

/** What an order would come to: whoever asked for it is led there. */
export const Found = ({ children }: { readonly children?: unknown }) => (
  <div class="panel" role="status" tabindex={-1} autofocus>
    {children as string}
  </div>
);

/** Which way an order goes: radios that look like tabs. */
export const Tabs = ({ legend, kinds, chosen }: TabsProps) => (
  <fieldset class={kinds.length === 3 ? "tabs is-three" : "tabs"}>
    <legend class="visually-hidden">{legend}</legend>
    {kinds.map(({ by, label }) => (
      <label>
        <input type="radio" name="by" value={by} checked={by === chosen} />
        <span>{label}</span>
      </label>
    ))}
  </fieldset>
);

export const MarketBoxes = ({ chosen, className }: { chosen: readonly string[]; className: string }) => (
  <fieldset class={`field ${className}`}>
    <legend>Markets</legend>
    <div class="checks">
      {MARKET_NAMES.map((market) => (
        <label>
          <input type="checkbox" name="market" value={market} checked={chosen.includes(market)} /> {market}
        </label>
      ))}
    </div>
  </fieldset>
);

interface FieldErrorsProps {
  readonly errors: readonly FieldError[];
  readonly field: string;
  /** Fields with a place of their own. */
  readonly named?: readonly string[];
}

/** Complaints about a field; for `""`, about all that has no place of its own. */
export const FieldErrors = ({ errors, field, named = [] }: FieldErrorsProps) => {
  const mine = errors.filter((error) => (field === "" ? !named.includes(rootOf(error)) : rootOf(error) === field));
  return mine.length === 0 ? null : (
    <p class="message" role="alert">
      {mine.map((error) => sentenceOf(error)).join(" ")}
    </p>
  );
};

function rootOf({ field }: FieldError): string {
  return field.split(".")[0] ?? "";
}

function sentenceOf({ field, because }: FieldError): string {
  const [root, place] = field.split(".");
  return root === "values" && place !== undefined ? `Line ${Number(place) + 1}: ${because}` : because;
}

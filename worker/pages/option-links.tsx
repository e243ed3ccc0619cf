import { variantPath } from "#contract/offer";
import type { ProductOption, ProductPage } from "#contract/pages";
import { unbroken } from "../../fragments/unbroken.ts";
import { type Choice, choicesOf, type ProductValue } from "./options.ts";
import type { View } from "./view.ts";

interface OptionProps {
  readonly page: ProductPage;
  readonly option: ProductOption;
  readonly view: View<never>;
}

/** One option of a product. What cannot be had stays in reach of the keyboard and says why. */
export function OptionLinks({ page, option, view }: OptionProps) {
  const choices = choicesOf(page, option);
  const current = choices.find(({ isCurrent }) => isCurrent)?.value.label ?? "";
  const id = `option-${page.options.indexOf(option)}`;
  const note = (index: number) => (choices[index]?.state === "sold-out" ? `${id}-out` : `${id}-note-${index}`);
  return (
    <div class="options">
      <p class="options-head" id={id}>
        <b>{option.label}</b> <span>{unbroken(current)}</span>
      </p>
      <ul aria-labelledby={id}>
        {choices.map((choice, index) => (
          <li>
            <OptionLink page={page} choice={choice} note={note(index)} view={view} />
          </li>
        ))}
      </ul>
      {choices.map((choice, index) =>
        choice.state === "not-made" ? (
          <p class="small muted" id={note(index)}>
            {notMade(choice, view)}
          </p>
        ) : null,
      )}
      <SoldOut choices={choices} id={`${id}-out`} view={view} />
    </div>
  );
}

function OptionLink({ page, choice, note, view: { market } }: { page: ProductPage; choice: Choice; note: string; view: View<never> }) {
  const { value, sku, isCurrent, state } = choice;
  const classes = ["option", value.swatch === null ? "" : "is-color", state === "available" ? "" : "is-unavailable"];
  const described = state === "available" ? {} : { "aria-describedby": note };
  return (
    <a
      class={classes.filter((name) => name !== "").join(" ")}
      href={market.path(variantPath(page.handle, sku))}
      {...(isCurrent ? { "aria-current": "true" } : {})}
      {...described}
      {...(value.swatch === null ? {} : { title: value.label })}
    >
      {value.swatch === null ? unbroken(value.label) : <ColorDisc value={value} isCrossed={state !== "available"} />}
    </a>
  );
}

/** A colour as the thing itself from above: its body, its rim, and a line through it when it cannot be had. */
function ColorDisc({ value: { label, swatch }, isCrossed }: { value: ProductValue; isCrossed: boolean }) {
  return (
    <>
      <svg viewBox="0 0 48 48" aria-hidden="true" focusable="false">
        <circle cx="24" cy="24" r="22" fill={swatch?.body} stroke={swatch?.rim} stroke-width="4" />
        {isCrossed ? <path d="M8 40 40 8" stroke="#fff" stroke-width="3" /> : null}
      </svg>
      <span class="visually-hidden">{label}</span>
    </>
  );
}

/** What is sold out together with the other chosen options, in one sentence for all. */
function SoldOut({ choices, id, view }: { choices: readonly Choice[]; id: string; view: View<never> }) {
  const { text, list } = view;
  const out = choices.filter((choice) => choice.state === "sold-out");
  const [first] = out;
  if (first === undefined) return null;
  const inSentence = (label: string) => midSentence(label, view);
  const values = out.map(({ value }) => inSentence(value.label)).join(text("page.comma"));
  const others = list(first.others.map(inSentence));
  return (
    <p class="small muted" id={id}>
      {unbroken(others === "" ? text("product.valuesOut", { values }) : text("product.valuesOutIn", { values, others }))}
    </p>
  );
}

function notMade(choice: Extract<Choice, { state: "not-made" }>, view: View<never>): string {
  const { text, list, either } = view;
  const inSentence = (label: string) => midSentence(label, view);
  const others = list(choice.others.map(inSentence));
  const available = either(choice.madeWith.map(inSentence));
  return unbroken(text("product.notMade", { value: choice.value.label, others, available }));
}

/** English labels begin with a capital of their own only at the start of a sentence: `White and cobalt`, but `XL`. */
function midSentence(label: string, { market }: View<never>): string {
  return market.language === "en" && /^[A-Z][a-z]/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

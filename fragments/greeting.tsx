import { defineFragment, type Translate } from "./define-fragment.ts";

/** The customer's first name; nothing for a guest, in the same place. */
export const greeting = defineFragment({
  name: "greeting",
  scope: "visitor",
  needs: ["firstName"],
  fromToken: ({ firstName }) => ({ firstName }),
  budgetMs: 150,
  reserve: "greeting",
  render: ({ firstName }, { t }) => <Hello name={firstName} t={t} />,
  fallback: () => <></>,
});

function Hello({ name, t }: { name: string | undefined; t: Translate }) {
  return name === undefined ? null : <span>{t("greeting.hello", { name })}</span>;
}

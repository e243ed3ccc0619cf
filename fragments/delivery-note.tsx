import { defineFragment } from "./define-fragment.ts";

/** What delivery costs and takes for the visitor's segment. Stands among the facts of a product: a term and its description. */
export const deliveryNote = defineFragment({
  name: "delivery-note",
  scope: "segment",
  lifetime: "note",
  about: (segment) => ({ question: "delivery-note", segment }),
  budgetMs: 120,
  reserve: "delivery",
  render: ({ kind }, { t }) => (
    <>
      <dt>{t("delivery.label")}</dt>
      <dd>{t(`delivery.${kind}`)}</dd>
    </>
  ),
  fallback: ({ t }) => (
    <>
      <dt>{t("delivery.label")}</dt>
      <dd>{t("delivery.standard")}</dd>
    </>
  ),
});

import { defineFragment } from "./define-fragment.ts";

/** A word for who comes: for the first time, again, or as a customer. It names nobody, so each market has three of it. */
export const segmentBanner = defineFragment({
  name: "segment-banner",
  scope: "visitor",
  needs: ["customer", "cart", "recent"],
  fromToken: ({ customer, cart, recent }) => ({
    isCustomer: customer !== undefined,
    isBack: cart !== undefined || recent.length > 0,
  }),
  budgetMs: 150,
  reserve: "segment-banner",
  render: ({ isCustomer, isBack }, { t }) => (
    <p class="muted">{t(isCustomer ? "segmentBanner.customer" : isBack ? "segmentBanner.back" : "segmentBanner.first")}</p>
  ),
  fallback: ({ t }) => <p class="muted">{t("segmentBanner.first")}</p>,
});

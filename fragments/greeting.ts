import { html } from "hono/html";
import { defineFragment } from "./define-fragment.ts";

/**
 * The customer's first name; nothing for a guest, in the same place. Every page has it and no two customers share it, so
 * it is rendered at each view: as a template, which costs a tenth of an element.
 */
export const greeting = defineFragment({
  name: "greeting",
  scope: "visitor",
  needs: ["firstName"],
  fromToken: ({ firstName }) => ({ firstName }),
  budgetMs: 150,
  reserve: "greeting",
  render: ({ firstName }, { t }) => (firstName === undefined ? html`` : html`<span>${t("greeting.hello", { name: firstName })}</span>`),
  fallback: () => html``,
});

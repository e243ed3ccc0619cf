/** The list at the bottom: a row for the shell and for each fragment, and what can be tried with them. */

import type { FragmentReport, Kept, OverlayReport, PageReport } from "../../worker/workbench/report.ts";
import { signInAs, tryPurge } from "./actions.ts";
import { element } from "./element.ts";
import { slotsOf } from "./outlines.ts";
import { ageOf } from "./report.ts";
import { KEY_NAME, openOverlay, type Switched } from "./switches.ts";

const COLUMNS = ["Fragment", "Scope", "State", "Age / TTL", "Time of budget", "Size", "Tags", "Try"];
const TRIES = [
  ["", "as it is"],
  ["late", "late (0.7 s)"],
  ["too-late", "too late (5 s)"],
  ["fail", "failing"],
] as const;

/** Says something to the developer, aloud too. */
type Tell = (...words: readonly (Node | string)[]) => void;

export function makePanel(report: OverlayReport, hide: () => void): HTMLElement {
  const news = element("p", { class: "overlay-news", role: "status" });
  const tell: Tell = (...words) => news.replaceChildren(...words);
  const { page, fragments } = report;
  const rows = fragments.map((fragment) => fragmentRow(fragment, fragments, tell));
  const head = element("tr", {}, ...COLUMNS.map((name) => element("th", { scope: "col" }, name)));
  const table = element("table", {}, element("thead", {}, head), element("tbody", {}, shellRow(page, tell), ...rows));
  const panel = element(
    "section",
    { class: "overlay-panel", "aria-label": "What this page is made of", lang: "en", dir: "ltr", tabindex: "0" },
    header(report, hide),
    news,
    table,
  );
  panel.addEventListener("keydown", ({ key }) => key === "Escape" && hide());
  return panel;
}

function header({ page, fragments, customer, customers }: OverlayReport, hide: () => void): HTMLElement {
  const [timing] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const firstByte = timing ? `TTFB ${Math.round(timing.responseStart - timing.requestStart)} ms` : "";
  const own = fragments.filter(({ scope }) => scope === "visitor").length;
  const age = page.ageSeconds === null ? "" : `, ${ageOf({ ...page, ttlSeconds: null })} old`;
  const facts = [`page ${page.state}${age}`, page.pop, firstByte, `${fragments.length} fragments, ${own} private`];
  const close = element("button", { type: "button", title: KEY_NAME, "aria-keyshortcuts": "Alt+V" }, "Hide");
  close.addEventListener("click", hide);
  return element(
    "div",
    { class: "overlay-head" },
    element("b", {}, page.path),
    ...facts.map((fact) => element("span", {}, fact)),
    visitorChoice(customer, customers),
    element("a", { href: withoutScript(), target: "_blank", rel: "noopener" }, "Without script"),
    close,
  );
}

/** Undeclared parameters are in no key: the page is the same. */
function withoutScript(): string {
  const url = new URL(location.href);
  url.searchParams.set("_overlay", "no-script");
  return url.href;
}

function visitorChoice(customer: string | null, customers: readonly string[]): HTMLElement {
  const guest = element("option", { value: "" }, "guest");
  const known = customers.map((id) => element("option", { value: id, selected: id === customer }, id));
  const choice = element("select", {}, guest, ...known);
  choice.addEventListener("change", () => signInAs(choice.value));
  return element("label", {}, "View as ", choice);
}

function shellRow(page: PageReport, tell: Tell): HTMLElement {
  const size = document.documentElement.outerHTML.length;
  const purge = purgeButton("shell", { by: "url", values: [page.path] }, tell);
  return row(page, "shell", ["public", page.state, ageOf(page), "", inKilobytes(size), page.surrogateKeys.join(" ")], purge);
}

function fragmentRow(fragment: FragmentReport, all: readonly FragmentReport[], tell: Tell): HTMLElement {
  const { name, scope, source, because, budgetMs, usedMs, surrogateKeys } = fragment;
  const state = because === null ? source : `${source}, ${because}`;
  const time = budgetMs === 0 ? "from memory" : usedMs === null ? `not in ${budgetMs} ms` : `${usedMs} of ${budgetMs} ms`;
  const tries = [tryChoice(fragment, all)];
  if (surrogateKeys.length > 0) tries.push(purgeButton(name, { by: "surrogate-key", values: surrogateKeys }, tell));
  return row(fragment, name, [scope, state, ageOf(fragment), time, inKilobytes(sizeOf(name)), surrogateKeys.join(" ")], ...tries);
}

function row({ state }: Kept, name: string, cells: readonly string[], ...tries: readonly Node[]): HTMLElement {
  const first = element("th", { scope: "row" }, element("i", { class: `is-${state}` }), name);
  return element("tr", {}, first, ...cells.map((cell) => element("td", {}, cell)), element("td", { class: "overlay-tries" }, ...tries));
}

function tryChoice({ name, switched, canBeSlow }: FragmentReport, all: readonly FragmentReport[]): HTMLElement {
  const options = TRIES.filter(([how]) => canBeSlow || how === "" || how === "fail").map(([how, words]) =>
    element("option", { value: how, selected: how === (switched ?? "") }, words),
  );
  const why = canBeSlow ? undefined : "It is read from memory: nothing in it can be slow.";
  const choice = element("select", { "aria-label": `Try ${name}`, title: why }, ...options);
  choice.addEventListener("change", () => openOverlay(switchedNow(all, name, choice.value)));
  return choice;
}

function switchedNow(all: readonly FragmentReport[], changed: string, how: string): Switched {
  const now = all.map(({ name, switched }): [string, string] => [name, name === changed ? how : (switched ?? "")]);
  return new Map(now.filter(([, word]) => word !== ""));
}

function purgeButton(name: string, purge: Parameters<typeof tryPurge>[0], tell: Tell): HTMLElement {
  const button = element("button", { type: "button", "aria-label": `Purge ${name}`, title: purge.values.join(" ") }, "Purge");
  button.addEventListener("click", async () => {
    button.disabled = true;
    tell(...(await tryPurge(purge, name)));
    button.disabled = false;
  });
  return button;
}

/** Bytes of markup in the slots. */
function sizeOf(name: string): number {
  return new Blob(slotsOf(name).map(({ innerHTML }) => innerHTML)).size;
}

function inKilobytes(bytes: number): string {
  return bytes < 1_000 ? `${bytes} B` : `${(bytes / 1_000).toFixed(1)} kB`;
}

/**
 * Makes the cart's forms quicker and keeps a page's fragments up to date: after a write, when another tab wrote, when
 * the page comes back. Only the touched fragments are fetched. Whatever fails here leaves the page as it was.
 */
const TOUCHED = ["cart-badge", "cart", "stock"];
/** As many as one answer tells. */
const MOST_NAMES = 12;
const CHANGED_AFTER_MS = 400;
const PATIENCE_MS = 9_000;
/** How long after a write what was late is asked for once more. */
const ONCE_MORE_AFTER_MS = 2_000;
/** Other tabs, of whatever market, and pages that were fetched before it hear of a write by this entry of their storage. */
const WRITTEN = "cart-written";
/** How long a browser may keep what it fetched at the press of a link. */
const AHEAD_MS = 300_000;

type Name = string | undefined;

const trusted = (window as { trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(html: string): string } } })
  .trustedTypes;
const policy = trusted?.createPolicy("vitrine", { createHTML: (html: string) => html });
/** Also where the address names none. */
const market = document.documentElement.lang.toLowerCase();
const announcement = document.getElementById("announcement") as HTMLElement;

const slotsOf = (name: Name) => document.querySelectorAll<HTMLElement>(`[data-fragment="${name}"]:not(template)`);
const ask = (url: string, init: RequestInit) => fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });

let refreshed: Promise<void> = Promise.resolve();

/** One after the other, so that the last answer to come is the last state there was. After a write of this browser its token knows of it. */
function refresh(names: Name[], isWritten = false): void {
  refreshed = refreshed
    .then(() =>
      load(
        names.filter((name) => slotsOf(name)[0]),
        isWritten,
      ),
    )
    .catch(() => names)
    .then((late) => {
      if (isWritten && late[0]) setTimeout(refresh, ONCE_MORE_AFTER_MS, late);
    });
}

/** Fills the slots of what comes; returns the names of what was late. */
async function load(names: Name[], isWritten: boolean): Promise<Name[]> {
  if (names.length === 0) return names;
  const { pathname, search } = location;
  // Outside of the markets nothing is: such a page has what every page has.
  const page = pathname.split("/")[1] === market ? pathname + search : `/${market}`;
  const query = new URLSearchParams({ page, names: `${names}` });
  const answer = await ask(`/${market}/_fragments?${query}`, {});
  if (!answer.ok) return names;
  const html = await answer.text();
  const fresh = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
  const templates = [...fresh.querySelectorAll("template")];
  for (const template of templates) fill(template, isWritten);
  return templates
    .filter(({ dataset }) => dataset.because === "late" || dataset.because === "unanswered")
    .map(({ dataset }) => dataset.fragment);
}

/** Each slot of the fragment that is about the same thing: the page may have changed since it was loaded. What stands there may be newer than a stand-in. */
function fill(template: HTMLTemplateElement, isWritten: boolean): void {
  const { fragment, about, state, because } = template.dataset;
  if (state === "fallback" || (state === "token" && because && !isWritten)) return;
  for (const slot of slotsOf(fragment)) if (slot.dataset.about === about) replace(slot, template);
}

/** What is the same stays, with whatever is being typed in it. Whoever was at a control stays there, or at the slot when it is gone. */
function replace(slot: HTMLElement, { content, innerHTML }: HTMLTemplateElement): void {
  if (slot.contains(note)) note.remove();
  if (slot.innerHTML !== innerHTML) renew(slot, content);
  placeNote();
}

function renew(slot: HTMLElement, content: DocumentFragment): void {
  const focused = slot.contains(document.activeElement) && document.activeElement;
  slot.replaceChildren(content.cloneNode(true));
  if (!focused) return;
  slot.tabIndex = -1;
  (document.getElementById(focused.id) ?? slot).focus();
}

/** Forms under way; true for one that was sent again meanwhile. */
const underWay = new Map<HTMLFormElement, boolean>();

/** A form goes once at a time: a second press of the same button is no second wish, but a quantity may have changed. */
async function send(form: HTMLFormElement): Promise<void> {
  const slot = form.closest("[data-fragment]");
  if (underWay.has(form)) return void underWay.set(form, !!slot);
  do {
    underWay.set(form, false);
    await write(form, slot);
  } while (underWay.get(form));
  underWay.delete(form);
  refresh(TOUCHED, true);
}

/** By what is written: an attempt that got no answer and its repetition are one write. */
const attempts: Record<string, string> = {};

async function write(form: HTMLFormElement, slot: Element | null): Promise<void> {
  const body = `${new URLSearchParams(new FormData(form) as never)}`;
  const wish = form.action + body;
  attempts[wish] ??= crypto.randomUUID?.();
  announcement.textContent = "";
  let done = false;
  /** Less was done than asked for, which the cart alone does not show. */
  let partly = false;
  let { lost: message } = announcement.dataset;
  try {
    const headers = { Accept: "application/json", "Content-Type": form.enctype, "Idempotency-Key": attempts[wish] };
    const answer = await ask(form.action, { method: "POST", headers, body });
    if (answer.status < 500) delete attempts[wish];
    done = answer.ok;
    const told = await answer.json();
    message = told.message ?? message;
    partly = !!told.adjusted;
    if (done) localStorage[WRITTEN] = Date.now();
  } catch {}
  if (slot && !done) form.reset();
  noted = slot && done && !partly ? null : form.getAttribute("action");
  tell(message, done && !partly);
}

/** The last word about a form, and the form's action: it stays under its line however often that is drawn anew. */
const note = document.createElement("p");
let noted: string | null;

/** Says it to those who listen and, where the page does not show it by itself, to those who look. */
function tell(message = "", whole: boolean): void {
  announcement.textContent = message;
  note.className = whole ? "message is-good" : "message";
  note.textContent = message;
  note.remove();
  placeNote();
}

function placeNote(): void {
  if (!noted) return;
  const form = document.querySelector(`form[action="${noted}"]`);
  const line = form?.closest("li");
  if (line) line.append(note);
  else (form ?? slotsOf("cart")[0])?.after(note);
}

addEventListener("submit", (event) => {
  const form = event.target as HTMLFormElement;
  if (!form.action.includes("/cart/lines")) return;
  event.preventDefault();
  send(form);
});

let timer: number | undefined;
addEventListener("click", ({ target }) => {
  const { step } = (target as HTMLElement).dataset;
  const input = step && (target as HTMLElement).parentElement?.querySelector("input");
  if (!input) return;
  input.stepUp(+step);
  if (!input.closest("[data-fragment]")) return;
  clearTimeout(timer);
  timer = setTimeout(() => input.form?.requestSubmit(), CHANGED_AFTER_MS);
});

addEventListener("storage", ({ key }) => key === WRITTEN && refresh(TOUCHED, true));

let due: number | undefined;

/** A page that comes back shows what was true when it was left: all of its fragments are asked for, once however it came. */
function comeBack(): void {
  clearTimeout(due);
  due = setTimeout(() => {
    const slots = document.querySelectorAll<HTMLElement>("[data-fragment]:not(template)");
    const names = [...new Set([...slots].map((slot) => slot.dataset.fragment))];
    while (names[0]) refresh(names.splice(0, MOST_NAMES));
  });
}

/** The page itself may have a successor by then. */
const isPast = () => Date.now() > +(document.documentElement.dataset.notAfter ?? Infinity);
const comeBackOrReload = () => (isPast() ? location.reload() : comeBack());

addEventListener("pageshow", ({ persisted }) => persisted && comeBackOrReload());
document.addEventListener("prerenderingchange", comeBackOrReload);
document.addEventListener("visibilitychange", () => {
  const { connection } = navigator as { connection?: { saveData: boolean } };
  if (!document.hidden && !connection?.saveData) comeBack();
});

// On the way back a page may come out of the browser's cache unasked; and one that was fetched at the press of its link is as old as the press.
try {
  const [{ type, deliveryType }] = performance.getEntriesByType("navigation") as unknown as [{ type: string; deliveryType?: string }];
  const isAhead = deliveryType === "navigational-prefetch";
  if ((deliveryType && type === "back_forward") || (isAhead && isPast())) comeBackOrReload();
  else if (isAhead && Date.now() - localStorage[WRITTEN] < AHEAD_MS) refresh(TOUCHED, true);
} catch {}

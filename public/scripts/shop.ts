/**
 * Makes the cart's forms quicker: the form goes as a request of its own, and only the fragments it touched are fetched
 * again. Whatever fails here, the form is sent as if there were no script.
 */
const TOUCHED = ["cart-badge", "cart", "stock"];
const CHANGED_AFTER_MS = 400;

const trusted = (window as { trustedTypes?: { createPolicy(name: string, rules: object): { createHTML(html: string): string } } })
  .trustedTypes;
const policy = trusted?.createPolicy("vitrine", { createHTML: (html: string) => html });

const slotOf = (name?: string) => document.querySelector<HTMLElement>(`[data-fragment="${name}"]:not(template)`);

async function refresh(names: (string | undefined)[]): Promise<void> {
  const { pathname, search } = location;
  const query = new URLSearchParams({ page: pathname + search, names: `${names.filter(slotOf)}` });
  const answer = await fetch(`/${pathname.split("/")[1]}/_fragments?${query}`);
  if (!answer.ok) return;
  const html = await answer.text();
  const fresh = new DOMParser().parseFromString(policy?.createHTML(html) ?? html, "text/html");
  for (const template of fresh.querySelectorAll("template")) {
    if (template.dataset.state !== "fallback") replace(slotOf(template.dataset.fragment), template.content);
  }
}

/** Whoever was at a control of the slot stays there, or at the slot when the control is gone. */
function replace(slot: HTMLElement | null, content: DocumentFragment): void {
  const focused = slot?.contains(document.activeElement) && document.activeElement;
  slot?.replaceChildren(content);
  if (!slot || !focused) return;
  slot.tabIndex = -1;
  (document.getElementById(focused.id) ?? slot).focus();
}

async function send(form: HTMLFormElement): Promise<void> {
  try {
    const body = new URLSearchParams(new FormData(form) as never);
    const answer = await fetch(form.action, { method: "POST", headers: { Accept: "application/json" }, body });
    const { message } = await answer.json();
    if (!answer.ok) throw message;
    tell(form, message);
  } catch {
    return form.submit();
  }
  await refresh(TOUCHED);
}

/** Says it to those who listen and, beside a form that stays, to those who look. */
function tell(form: HTMLFormElement, message: string): void {
  const announcement = document.getElementById("announcement");
  if (announcement) announcement.textContent = message;
  if (form.closest("[data-fragment]")) return;
  const note = form.nextElementSibling?.matches(".message") ? form.nextElementSibling : document.createElement("p");
  note.className = "message is-good";
  note.textContent = message;
  form.after(note);
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

// A page that comes back from the browser's memory shows what was true when it was left.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted)
    refresh([...document.querySelectorAll<HTMLElement>("[data-fragment]:not(template)")].map(({ dataset }) => dataset.fragment));
});

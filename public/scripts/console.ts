/**
 * The console's script, inline and named by its hash. Live parts are asked for again every two seconds while somebody looks,
 * and the red button goes out when the input changes or two minutes are over. Everything works without it.
 */
const EVERY = 2_000;
const PROOF_LIFE = 120_000;

const parts = [...document.querySelectorAll<HTMLElement>("[data-live]")];
const state = document.getElementById("live-state");

async function renew(part: HTMLElement): Promise<boolean> {
  const answer = await fetch(part.dataset.live ?? "", { headers: { Accept: "text/html" } });
  if (!answer.ok) return false;
  const text = await answer.text();
  if (part.dataset.shown !== text) show(part, text);
  part.dataset.shown = text;
  return true;
}

/** Whoever is at a button of the part stays at it. */
function show(part: HTMLElement, text: string): void {
  const { activeElement } = document;
  const at = activeElement && part.contains(activeElement) ? activeElement.id : "";
  part.innerHTML = text;
  if (at) document.getElementById(at)?.focus({ preventScroll: true });
}

async function look(): Promise<void> {
  if (document.visibilityState !== "visible") return;
  const renewed = await Promise.all(parts.map((part) => renew(part).catch(() => false)));
  if (state)
    state.textContent = renewed.every(Boolean) ? "" : "Not live: the shop did not answer, or you are signed out. Reload to see more.";
}

async function watch(): Promise<void> {
  for (;;) {
    await new Promise((done) => setTimeout(done, EVERY));
    await look();
  }
}

const form = document.getElementById("purge-form");
const purge = form?.querySelector<HTMLButtonElement>('[value="purge"]');
if (form && purge) {
  const putOut = () => {
    purge.disabled = true;
  };
  form.addEventListener("input", putOut);
  if (!purge.disabled) setTimeout(putOut, PROOF_LIFE);
}
if (parts.length > 0) void watch();

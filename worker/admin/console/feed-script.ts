/**
 * The script of `/admin/feeds`, inline and named by its hash: streams the chosen file to the admin API, shows how far the
 * import is while it runs, and its report. What a feed says only ever becomes text.
 */
export const FEED_SCRIPT = `
const at = (id) => document.getElementById(id);
const form = at("feed-form");
const stages = { reading: "Reading", comparing: "Comparing", writing: "Writing" };
let told;
function show(stage, done, of) {
  const unit = stage === "reading" ? "MB" : "products";
  const count = (number) => (stage === "reading" ? (number / 1e6).toFixed(1) : number.toLocaleString("en"));
  at("feed-stage").textContent = stages[stage] + " " + count(done) + (of ? " of " + count(of) : "") + " " + unit;
  at("feed-progress").max = of || 1;
  at("feed-progress").value = of ? done : 0;
}
function row(cells, name) {
  const line = document.createElement("tr");
  for (const text of cells) line.append(Object.assign(document.createElement(name), { textContent: text }));
  return line;
}
function fact(name, text) {
  if (text === "") return;
  at("feed-facts").append(...[["dt", name], ["dd", text]].map(([tag, textContent]) => Object.assign(document.createElement(tag), { textContent })));
}
function outcome(text) {
  told = true;
  at("feed-report").hidden = false;
  at("feed-outcome").textContent = text;
}
function report(said, dryRun) {
  const { created, updated, withdrawn, unchanged } = said.products;
  const words = { applied: dryRun ? "Would be applied; nothing was changed." : "Applied.", unchanged: "Unchanged: the shop is as the feed says." };
  outcome(words[said.outcome] || "Refused: " + said.because + ". Nothing was changed.");
  fact("Products", created + " created, " + updated + " updated, " + withdrawn + " withdrawn, " + unchanged + " unchanged");
  fact("Variants", Object.entries(said.soldIn).map(([market, sold]) => market + " " + sold).join(", "));
  fact(dryRun ? "Would purge" : "Purged", said.purgedKeys + " surrogate keys");
  fact("Problems", String(said.problemCount));
  fact("Unknown fields", said.unknownFields.join(", "));
  fact("Unused fields", said.unusedFields.join(", "));
  const problems = said.problems.slice(0, 200).map((one) => row([one.line, one.id || "", one.field, one.because, one.value], "td"));
  const changes = said.changes.slice(0, 200).map((one) => row(["", one.id, one.kind, one.of.join(", "), one.handle], "td"));
  at("feed-table").replaceChildren(row(["Line", "Id", "Field", "What", "Value"], "th"), ...problems, ...changes);
  URL.revokeObjectURL(at("feed-download").href);
  at("feed-download").href = URL.createObjectURL(new Blob([JSON.stringify(said, undefined, 2)], { type: "application/json" }));
}
async function send(file, query, dryRun) {
  const answer = await fetch("/admin/api/feeds?" + query, { method: "POST", body: file });
  if (answer.status === 401) return outcome("Your session has ended: nothing was imported. Sign in in another tab, then send the file again from here.");
  if (!answer.ok) {
    const problem = await answer.json().catch(() => ({}));
    const because = (problem.errors || []).map((error) => error.field + " " + error.because).join("; ");
    return outcome("The shop answered " + answer.status + ": " + (because || problem.detail || problem.title || "no reason given"));
  }
  let rest = "";
  for (const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader(); ; ) {
    const { value, done } = await reader.read();
    const frames = (rest + (value || "")).split("\\u001e");
    rest = done ? "" : frames.pop();
    for (const frame of frames.filter((text) => text.trim() !== "")) {
      const said = JSON.parse(frame);
      if (said.kind === "report") report(said, dryRun);
      else show(said.stage, said.done, said.of);
    }
    if (done) return;
  }
}
form && form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const mode = event.submitter ? event.submitter.value : "dry-run";
  const { file, format, currency, withdraw } = form.elements;
  const query = new URLSearchParams({ mode, format: format.value });
  if (currency.value) query.set("currency", currency.value);
  if (withdraw.checked) query.set("withdraw", "confirmed");
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  told = false;
  at("feed-facts").replaceChildren();
  at("feed-table").replaceChildren();
  show("reading", 0, file.files[0].size);
  await send(file.files[0], query, mode === "dry-run").catch(() => undefined);
  if (!told) outcome("The shop broke off before its report. Import the file again to make sure.");
  at("feed-stage").textContent = "Nothing is running";
  for (const button of buttons) button.disabled = false;
});
`;

/** The script's CSP source: `sha256-<base64>`. */
export async function feedScriptHash(): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(FEED_SCRIPT));
  return `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

/**
 * The console's script, inline and named by its hash: receipts arrive by themselves, and the red button goes out when the
 * input changes or two minutes are over. Everything works without it.
 */
export const CONSOLE_SCRIPT = `
const table = document.getElementById("purge-table");
const form = document.getElementById("purge-form");
const purge = form.querySelector('[value="purge"]');
const waits = () => table.querySelector("[data-waiting]") !== null;
async function watch(tries) {
  for (; tries > 0 && waits(); tries--) {
    await new Promise((done) => setTimeout(done, 1000));
    const answer = await fetch("/admin/purges", { headers: { Accept: "text/html" } });
    if (!answer.ok) return;
    table.innerHTML = await answer.text();
  }
}
const putOut = () => { purge.disabled = true; };
form.addEventListener("input", putOut);
if (!purge.disabled) setTimeout(putOut, 120000);
watch(60);
`;

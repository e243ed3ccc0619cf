/** The overlay of a page in development: outlines over its slots, and the list of them at the bottom. */
import { element } from "./element.ts";
import { drawOutlines } from "./outlines.ts";
import { makePanel } from "./panel.ts";
import { readReport } from "./report.ts";
import { forgetOverlay, isKey, openOverlay } from "./switches.ts";

const known = readReport();
let hide: (() => void) | undefined;

if (known) {
  const style = element("link", { rel: "stylesheet", href: known.style });
  for (const event of ["load", "error"]) style.addEventListener(event, show, { once: true });
  document.head.append(style);
}

function show(): void {
  if (!known) return;
  const clear = drawOutlines(known.report);
  const panel = makePanel(known.report, () => hide?.());
  document.body.append(panel);
  hide = () => {
    clear();
    panel.remove();
    hide = undefined;
    forgetOverlay();
  };
}

addEventListener("keydown", (event) => {
  if (!isKey(event)) return;
  event.preventDefault();
  if (hide) hide();
  else openOverlay();
});

/** Waits for the overlay's key. In development every page has these few bytes; the overlay itself comes when it is asked for. */
import { isKey, KEY_NAME, openOverlay } from "./switches.ts";

addEventListener("keydown", (event) => {
  if (!isKey(event)) return;
  event.preventDefault();
  openOverlay();
});

const TOLD = "vitrine-overlay-told";
if (!sessionStorage.getItem(TOLD)) {
  sessionStorage.setItem(TOLD, "yes");
  console.info(`Vitrine: ${KEY_NAME} shows what this page is made of.`);
}

/** The overlay's cookie: that it is open, and what is switched. The shop reads it in development only. */

export const KEY_NAME = "Alt+V";
const COOKIE = "vitrine-overlay";

export type Switched = ReadonlyMap<string, string>;

/** By its place on the keyboard: with Alt, a V may be another letter. */
export function isKey({ altKey, ctrlKey, metaKey, code }: KeyboardEvent): boolean {
  return altKey && !ctrlKey && !metaKey && code === "KeyV";
}

/** The page comes again, with the overlay and what it has to tell. */
export function openOverlay(switched: Switched = new Map()): void {
  const words = [...switched].map(([name, how]) => `~${how}.${name}`);
  write(`on${words.join("")}`, "");
  location.reload();
}

/** Forgets what was switched, too: what is not to be seen is not to be in effect. */
export function forgetOverlay(): void {
  write("", "; Max-Age=0");
}

function write(value: string, more: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not there without TLS, or in every browser.
  document.cookie = `${COOKIE}=${value}; Path=/; SameSite=Strict${more}`;
}

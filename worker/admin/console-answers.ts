import { NEVER_STORED } from "./answers.ts";

/** `same-origin`: without a referrer browsers would send `Origin: null` with our own forms. */
const PAGE_HEADERS = {
  "Content-Type": "text/html; charset=utf-8",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "X-Frame-Options": "DENY",
};

export function answerHtml(
  page: { toString(): string | Promise<string> },
  status: number,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = page.toString();
  if (typeof body !== "string") throw new Error("the console's pages are synchronous");
  return new Response(body, { status, headers: { ...NEVER_STORED, ...PAGE_HEADERS, ...headers } });
}

/** Back to a page of the console, after something was done. */
export function seeConsole(path: string, headers: Readonly<Record<string, string>>, fragment = ""): Response {
  return new Response(null, { status: 303, headers: { ...NEVER_STORED, Location: `${path}${fragment}`, ...headers } });
}

/** A page with the shop's scripts alone, in a browser, against answers made up here. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { build } from "esbuild";
import type { Page, Request, Route } from "playwright-core";
import { openBrowser, openPage } from "./browser.ts";
import { root } from "./shop.ts";

export const SITE = "https://nearhand.example";
export const BADGE = '<div data-fragment="cart-badge"><a href="/en-gb/cart">Basket <b>0</b></a></div>';
export const REFRESHED = '<template data-fragment="cart-badge" data-state="token"><a href="/en-gb/cart">Basket <b>3</b></a></template>';

export type Written = { status: number; body: unknown } | "offline";

export interface Answers {
  readonly body: string;
  /** More attributes of the document's root. */
  readonly root?: string;
  write?: (request: Request) => Written | Promise<Written>;
  fragments?: string;
}

export interface Scripted {
  readonly page: Page;
  /** What the page has asked for since it was opened. */
  readonly sent: Request[];
  readonly troubles: string[];
}

export interface ScriptedPages {
  readonly lateScript: string;
  open(answers: Answers): Promise<Scripted>;
  close(): Promise<void>;
}

interface Scripts {
  readonly shop: string;
  readonly late: string;
}

export async function openScriptedPages(): Promise<ScriptedPages> {
  const browser = await openBrowser();
  const scripts: Scripts = { shop: await bundle("shop.ts"), late: await bundle("late.ts") };
  const open = async (answers: Answers): Promise<Scripted> => {
    const { page, troubles } = await openPage(browser);
    const sent: Request[] = [];
    await page.route(`${SITE}/**`, (route) => {
      sent.push(route.request());
      return answer(route, answers, scripts);
    });
    await page.goto(`${SITE}/en-gb/products/rim-mug?variant=NH-1`);
    sent.length = 0;
    return { page, sent, troubles };
  };
  return { lateScript: scripts.late, open, close: () => browser.close() };
}

async function bundle(name: string): Promise<string> {
  const entryPoints = [join(root, "public/scripts", name)];
  const result = await build({ entryPoints, bundle: true, minify: true, format: "iife", write: false });
  return result.outputFiles[0]?.text.trim() ?? "";
}

async function answer(route: Route, answers: Answers, scripts: Scripts): Promise<void> {
  const request = route.request();
  const { pathname } = new URL(request.url());
  if (pathname === "/static/shop.js") return route.fulfill({ contentType: "text/javascript", body: scripts.shop });
  if (pathname.endsWith("/_fragments")) return route.fulfill({ contentType: "text/html", body: answers.fragments ?? "" });
  if (request.method() !== "POST")
    return route.fulfill({ contentType: "text/html", headers: { "Content-Security-Policy": policy(scripts) }, body: markup(answers) });
  if (request.headers().accept !== "application/json") return route.fulfill({ contentType: "text/html", body: "<h1>by form</h1>" });
  const written = (await answers.write?.(request)) ?? "offline";
  return written === "offline" ? route.abort() : route.fulfill({ status: written.status, json: written.body });
}

/** As strict as the shop's own: no inline script but the late one, no markup from text but by the one policy. */
const policy = ({ late }: Scripts) =>
  `default-src 'none'; connect-src 'self'; form-action 'self'; script-src 'self' 'sha256-${createHash("sha256").update(late).digest("base64")}'; require-trusted-types-for 'script'; trusted-types vitrine`;

const markup = ({ body, root = "" }: Answers) =>
  `<!doctype html><html lang="en-GB"${root}><head><title>t</title><script src="/static/shop.js" defer></script></head><body>${body}<p id="announcement" role="status" data-lost="No answer came."></p></body></html>`;

import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { root } from "./shop.ts";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
const QUIET = ["--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** What keeps pages for the way back out of a driven browser unless it is left out. */
const FORGETFUL = ["--disable-back-forward-cache"];

const PACKAGE = join(root, "node_modules/@sparticuz/chromium");

/**
 * A browser: `CHROME_PATH`, else the Chromium that comes as an npm package. That one draws no windows, for half the work, and keeps no
 * pages for the way back: with `keepsPages`, and where it does not run, an installed one.
 */
export async function openBrowser({ keepsPages = false } = {}): Promise<Browser> {
  const installed = [process.env.CHROME_PATH, ...INSTALLED].find((path) => path && existsSync(path));
  const isPacked = process.platform === "linux" && process.arch === "x64" && !process.env.CHROME_PATH;
  const executablePath = installed && (keepsPages || !isPacked) ? installed : await unpacked();
  return chromium.launch({ executablePath, args: ["--no-sandbox", ...QUIET], ignoreDefaultArgs: keepsPages ? FORGETFUL : [] });
}

/** Where the package's Chromium is, once a checkout. */
async function unpacked(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const path = join(root, `build/chromium-${version}`);
  if (existsSync(path)) return path;
  // Two files may come here at once.
  const own = `${path}.${process.pid}`;
  await pipeline(createReadStream(join(PACKAGE, "bin/chromium.br")), createBrotliDecompress(), createWriteStream(own, { mode: 0o755 }));
  renameSync(own, path);
  return path;
}

/** A page that remembers what went wrong on it: script errors, console errors, CSP violations, failed requests. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`script: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && troubles.push(`console: ${message.text()}`));
  page.on("response", (response) => response.status() >= 500 && troubles.push(`${response.status()} ${response.url()}`));
  return { page, troubles };
}

const axeSource = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/** Accessibility violations of the page as it stands, one line each. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } };
    const { violations } = await axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(" | ")}`);
  });
}

/** Keeps a picture of the page under `build/screenshots`. */
export async function keepScreenshot(page: Page, name: string, fullPage = true): Promise<void> {
  const dir = join(root, "build/screenshots");
  mkdirSync(dir, { recursive: true });
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage });
}

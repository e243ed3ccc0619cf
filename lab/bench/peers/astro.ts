/**
 * The page as an Astro site: a prerendered page, and each slot an island that the browser asks for by itself. Made in a folder of its
 * own under `build/bench`, of exact versions from the npm registry, since nothing else here needs them.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundlePeer, outDir, writeOut } from "../bundles.ts";
import type { PageParts } from "../page-parts.ts";
import { type Server, startProgram } from "../processes.ts";
import { TOKEN_KEYS } from "../visitors.ts";
import { freePort, untilOpen } from "./servers.ts";

const VERSIONS = { astro: "7.3.5", "@astrojs/node": "11.1.6" };
const FOLDER = "astro";
const SETTINGS = { ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };

const SOURCES = {
  "package.json": JSON.stringify({ name: "islands", private: true, type: "module", dependencies: VERSIONS }),
  "astro.config.mjs": `import node from "@astrojs/node";
export default { adapter: node({ mode: "standalone" }) };
`,
  "src/pages/page.astro": `---
import Slot from "../components/Slot.astro";
import { segments, slots } from "../parts.json";
export const prerender = true;
---
{segments.map((segment, at) => <Fragment><Fragment set:html={segment} />{at < slots.length && <Slot server:defer at={at} />}</Fragment>)}
`,
  "src/components/Slot.astro": `---
import { slots } from "../parts.json";
import { slotHtml } from "../islands.js";
const html = await slotHtml(slots[Astro.props.at], Astro.request, process.env.TOKEN_KEYS);
---
<Fragment set:html={html} />
`,
};

export interface Islands {
  readonly server: Server;
  /** The page and then each island, as a browser asks for them. */
  readonly paths: readonly string[];
}

/** Builds and serves it by Astro's own adapter for Node. */
export async function startAstro(parts: PageParts): Promise<Islands> {
  const dir = join(outDir, FOLDER);
  for (const [file, text] of Object.entries(SOURCES)) writeOut(join(FOLDER, file), text);
  writeOut(join(FOLDER, "src/parts.json"), JSON.stringify(parts));
  writeOut(join(FOLDER, "src/islands.js"), readFileSync(await bundlePeer("islands")));
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: dir, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...SETTINGS } });
  // Also when a folder is there: it may be of other versions, or half of one.
  run("npm", "install", "--prefer-offline", "--no-audit", "--no-fund", "--silent");
  rmSync(join(dir, "dist"), { recursive: true, force: true });
  run(process.execPath, "node_modules/astro/bin/astro.mjs", "build");
  const page = readFileSync(join(dir, "dist/client/page/index.html"), "utf8");
  const islands = Array.from(page.matchAll(/fetch\("(\/_server-islands\/[^"]+)"/g), ([, path = ""]) => path);
  return { server: await serve(dir), paths: ["/page", ...islands] };
}

async function serve(dir: string): Promise<Server> {
  const port = await freePort();
  const env = { ...process.env, ...SETTINGS, HOST: "127.0.0.1", PORT: String(port), TOKEN_KEYS };
  const program = startProgram(process.execPath, [join(dir, "dist/server/entry.mjs")], env);
  const url = `http://127.0.0.1:${port}`;
  await untilOpen(`${url}/page`, program.failed);
  return { url, edge: [program.pid], origin: [], stop: () => program.stop() };
}

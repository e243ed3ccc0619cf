/**
 * Builds what browsers load besides pages: styles, scripts, fonts, icons, scenes. Files are named after their
 * content (`/static/<name>-<hash>.<ext>`) and never change; `build/assets.generated.ts` tells the Worker their names.
 */
import { createHash } from "node:crypto";
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { NO_PICTURE } from "#contract/no-picture";
import { readSwitches } from "../read-flags.ts";
import { SCENES } from "../seed/pictures/scenes.ts";
import { writeIfChanged } from "../write-if-changed.ts";
import { bundleScript, minifyCss } from "./bundle.ts";
import { assetsDir, root, staticDir } from "./folders.ts";
import { declaredPolicies, judgeKeySpace } from "./judge-key-space.ts";
import { publish, publishFolder } from "./publish.ts";
import { renderHash } from "./render-hash.ts";

/** Fonts of the look: name in the styles' `url("font:<name>")` -> file of its npm package. */
const FONTS = {
  latin: "node_modules/@fontsource-variable/familjen-grotesk/files/familjen-grotesk-latin-wght-normal.woff2",
  arabic: "node_modules/@fontsource-variable/readex-pro/files/readex-pro-arabic-wght-normal.woff2",
} as const;

const HEADERS = `/static/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
  Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; sandbox
  Cross-Origin-Resource-Policy: cross-origin

/static/speculation-rules-*
  Content-Type: application/speculationrules+json
`;

/** What browsers may always be given anew, and no cache may keep. */
const LISTS = `/releases.json
  Cache-Control: private, no-store
`;

/** Everything a page has to know of its assets. */
export interface Assets {
  readonly css: string;
  readonly cssHash: string;
  readonly adminCss: string;
  readonly adminCssHash: string;
  readonly consoleScript: { readonly code: string; readonly hash: string };
  readonly script: { readonly src: string };
  readonly lateScript: { readonly code: string; readonly hash: string };
  readonly speculationRules: string;
  readonly fonts: Readonly<Record<keyof typeof FONTS, string>>;
  readonly icons: Readonly<Record<string, string>>;
  readonly scenes: Readonly<Record<string, string>>;
  /** Pictures of the demo's products at one true scale, by handle; empty without the demo. */
  readonly shelfPictures: Readonly<Record<string, string>>;
  /** Changes when pages, fragments, texts or styles do: part of every cache key. */
  readonly renderHash: string;
  /** The same of the newest earlier release with other pages. */
  readonly earlierRenderHash?: string;
}

/** What pages name in development only; a production bundle has no use for it and leaves it out. */
export interface OverlayAssets {
  /** The few bytes that wait for the overlay's key. */
  readonly key: string;
  readonly script: string;
  readonly style: string;
}

/**
 * Builds all assets into `build/` and returns their names. Safe to run again: the same content gives the same names.
 * `production` leaves out the overlay's, and takes away those of an earlier build. `earlier`: the render hashes of releases
 * before this one, newest first.
 */
export async function buildAssets({ production = false, earlier = [] as readonly string[] } = {}): Promise<Assets> {
  judgeKeySpace(await declaredPolicies());
  mkdirSync(staticDir, { recursive: true });
  const fonts = mapValues(FONTS, (file, name) => publish(`font-${name}.woff2`, readFileSync(join(root, file))));
  const css = await minifyCss("styles/shop.css", fonts);
  const adminCss = await minifyCss("styles/admin.css", fonts);
  const consoleScript = await bundleScript("scripts/console.ts");
  const late = await bundleScript("scripts/late.ts");
  const script = publish("shop.js", Buffer.from(await bundleScript("scripts/shop.ts")));
  const speculationRules = publish("speculation-rules.json", readFileSync(join(root, "public/speculation-rules.json")));
  const icons = publishFolder("public/icons");
  const scenes = mapValues(SCENES, (svg, name) => publish(`scene-${name}.svg`, Buffer.from(svg)));
  const shelfPictures = demoShelf();
  // The origin names this one, and does not know what it was built to: its address never changes.
  writeIfChanged(join(assetsDir, NO_PICTURE.src), readFileSync(join(root, "public/no-picture.svg"), "utf8"));
  const hash = renderHash([
    css,
    late,
    script,
    speculationRules,
    ...Object.values(icons),
    ...Object.values(scenes),
    ...Object.values(shelfPictures),
  ]);
  const before = earlier.find((one) => one !== hash);
  const assets: Assets = {
    css,
    cssHash: cspHash(css),
    adminCss,
    adminCssHash: cspHash(adminCss),
    consoleScript: { code: consoleScript, hash: cspHash(consoleScript) },
    script: { src: script },
    lateScript: { code: late, hash: cspHash(late) },
    speculationRules,
    fonts,
    icons,
    scenes,
    shelfPictures,
    renderHash: hash,
    ...(before !== undefined && { earlierRenderHash: before }),
  };
  writeIfChanged(join(assetsDir, "_headers"), HEADERS + LISTS);
  writeIfChanged(join(root, "build/assets.generated.ts"), generated({ assets, overlay: await overlayAssets(production) }));
  return assets;
}

/** The files that pages name. */
export function filesOf({ script, speculationRules, fonts, icons, scenes, shelfPictures }: Assets): string[] {
  return [...new Set([script.src, speculationRules, ...[fonts, icons, scenes, shelfPictures].flatMap((named) => Object.values(named))])];
}

function generated(constants: Readonly<Record<string, object>>): string {
  return Object.entries(constants)
    .map(([name, value]) => `export const ${name} = ${JSON.stringify(value, null, 2)} as const;\n`)
    .join("\n");
}

async function overlayAssets(production: boolean): Promise<OverlayAssets> {
  if (production) {
    for (const file of globSync("overlay*", { cwd: staticDir })) rmSync(join(staticDir, file));
    return { key: "", script: "", style: "" };
  }
  return {
    key: publish("overlay-key.js", Buffer.from(await bundleScript("overlay/key.ts"))),
    script: publish("overlay.js", Buffer.from(await bundleScript("overlay/overlay.ts"))),
    style: publish("overlay.css", Buffer.from(await minifyCss("overlay/overlay.css"))),
  };
}

/** What the demo drew for the evening's shelf: `shelf/<handle>` in its list of scenes. */
function demoShelf(): Record<string, string> {
  const list = join(root, "build/demo/scenes.json");
  if (!existsSync(list)) return {};
  const drawn = Object.entries(JSON.parse(readFileSync(list, "utf8")) as Record<string, string>);
  return Object.fromEntries(drawn.filter(([name]) => name.startsWith("shelf/")).map(([name, path]) => [name.slice("shelf/".length), path]));
}

const cspHash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

function mapValues<K extends string, V, R>(record: Readonly<Record<K, V>>, map: (value: V, key: K) => R): Record<K, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value as V, key as K)])) as Record<K, R>;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  readSwitches("build", []);
  const assets = await buildAssets();
  console.log(`assets built, render hash ${assets.renderHash}`);
}

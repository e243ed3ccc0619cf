/** What every tool of the project runs under: wrangler quiet and offline, its registry and logs inside the checkout. */
export const quietWrangler = {
  WRANGLER_SEND_METRICS: "false",
  WRANGLER_SEND_ERROR_REPORTS: "false",
  WRANGLER_HIDE_BANNER: "true",
  WRANGLER_NO_SKILLS_UPDATE_PROMPTS: "true",
  CLOUDFLARE_CF_FETCH_ENABLED: "false",
  DO_NOT_TRACK: "1",
  WRANGLER_REGISTRY_PATH: ".wrangler/registry",
  WRANGLER_LOG_PATH: ".wrangler/logs",
};

/**
 * Has Miniflare's workerd keep the garbage of each isolate small, as production's 128 MB make it: V8 by itself lets a young
 * generation grow to 48 MB, and a shop has several isolates.
 */
export const leanRuntime = { MINIFLARE_WORKERD_V8_FLAGS: "--max-semi-space-size=4" };

/** Node strips types by itself from 22.18 on; the project's tools are TypeScript. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return;
  console.error(
    `Vitrine's tools need Node 22.18 or newer; this is ${process.version}.\n` +
      "On 64-bit Linux `npm ci` brings one along: run tools through `npm run`. Elsewhere install Node 24.",
  );
  process.exit(1);
}

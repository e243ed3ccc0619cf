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

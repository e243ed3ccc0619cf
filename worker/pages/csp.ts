import type { Assets } from "./assets.ts";

/**
 * The policy of a page: nothing may run or paint that the build did not make. It stands beside the stored bytes,
 * so hashes, never a nonce. Pictures may come from other hosts, because feeds name theirs.
 */
export function contentSecurityPolicy(assets: Assets): string {
  const directives: readonly (readonly string[])[] = [
    ["default-src", "'none'"],
    ["script-src", "'self'", quoted(assets.lateScript.hash)],
    ["style-src", quoted(assets.cssHash)],
    ["img-src", "'self'", "https:", "data:"],
    ["font-src", "'self'"],
    ["connect-src", "'self'"],
    ["form-action", "'self'"],
    ["base-uri", "'none'"],
    ["frame-ancestors", "'none'"],
    ["require-trusted-types-for", "'script'"],
    ["trusted-types", "vitrine"],
  ];
  return directives.map((directive) => directive.join(" ")).join("; ");
}

const quoted = (hash: string): string => `'${hash}'`;

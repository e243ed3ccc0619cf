/** The headers of answers to browsers. Law 8: nothing that leaves the Worker is shareable, and nothing explains less than it could. */
import type { Site } from "./key/key-parts.ts";

export type BrowserCaching = "no-cache" | "no-store";

/** The two cache fields of every answer to a browser: a CDN that knows the targeted one ignores the other (RFC 9213). */
export function cacheFields(caching: BrowserCaching): Record<string, string> {
  return { "Cache-Control": `private, ${caching}`, "CDN-Cache-Control": "no-store" };
}

const SECURITY = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
};

/** Headers that protect a page whatever is in it. HSTS only where the site is reached over TLS. */
export function securityFields(site: Site): Record<string, string> {
  return site.origin.startsWith("https:") ? { ...SECURITY, "Strict-Transport-Security": "max-age=31536000; includeSubDomains" } : SECURITY;
}

/** Writes fields over those that are there. */
export function setFields(headers: Headers, fields: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== "") headers.set(name, value);
}

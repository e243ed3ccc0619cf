/** Headers that protect what browsers are given. What they may keep of it is decided in browser-promise.ts. */
import type { Site } from "./key/key-parts.ts";

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
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined && value !== "") headers.set(name, value);
  }
}

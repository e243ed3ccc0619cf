import type { Site } from "../key/key-parts.ts";

/**
 * May this request act for its visitor? Not when the browser says that another site made it. A request without either
 * header comes from no browser that sends cookies across sites: `SameSite=Lax` keeps the cookie from those that do.
 */
export function isSameSite(request: Request, site: Site): boolean {
  const fetchSite = request.headers.get("Sec-Fetch-Site");
  if (fetchSite !== null && fetchSite !== "same-origin" && fetchSite !== "none") return false;
  const origin = request.headers.get("Origin");
  return origin === null || origin === site.origin || origin === new URL(request.url).origin;
}

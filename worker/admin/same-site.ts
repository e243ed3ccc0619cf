import type { Site } from "../key/key-parts.ts";

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** True for URLs of the shop: on its host, whatever the scheme; in development under any name of this machine. */
export function isOurs(url: URL, site: Site): boolean {
  if (url.username !== "" || url.password !== "" || !/^https?:$/.test(url.protocol)) return false;
  const ours = new URL(site.origin);
  return url.host === ours.host || (LOOPBACK.test(url.hostname) && LOOPBACK.test(ours.hostname) && url.port === ours.port);
}

/**
 * True when a request that changes something was made by one of our own pages. Browsers say so by `Origin`, or at least by
 * `Sec-Fetch-Site`; who says neither is refused.
 */
export function isFromOurPage(request: Request, site: Site): boolean {
  const origin = request.headers.get("Origin");
  if (origin === null) return request.headers.get("Sec-Fetch-Site") === "same-origin";
  const url = URL.parse(origin);
  return url !== null && (isOurs(url, site) || url.host === new URL(request.url).host);
}

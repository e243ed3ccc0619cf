import { cacheFields } from "./browser-promise.ts";
import type { Edge } from "./edge.io.ts";
import type { Site } from "./key/key-parts.ts";
import { securityFields } from "./page-headers.ts";

/** 301 or 302 to a path of this site. */
export function movedPage(edge: Edge, status: number, path: string): Response {
  const { site } = edge.config;
  return moved(site, status, `${site.origin}${path}`);
}

/** A move to an absolute address of this site. */
export function moved(site: Site, status: number, location: string): Response {
  const fields = { ...cacheFields({ kind: "move", status, setsCookie: false }), ...securityFields(site) };
  return new Response(null, { status, headers: { ...fields, Location: location } });
}

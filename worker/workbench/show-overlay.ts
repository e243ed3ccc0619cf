/**
 * Development only: pages that say what their fragments did and let a developer hold them up. Compiled in where
 * `VITRINE_DEMO` is true. Nothing here reaches a key or a store: it looks at a view that has been answered already.
 */
import { overlay as built } from "#assets";
import type { Edge } from "../edge.io.ts";
import type { Lens } from "../page-request.ts";
import { complain } from "./complain.io.ts";
import { findStoredSeen } from "./find-stored-seen.ts";
import { insertAtBodyEnd } from "./insert-markup.ts";
import { overlayReport, type ViewSeen } from "./report.ts";
import { switchFragments, watchTimes } from "./switch-fragments.ts";
import { readSwitches } from "./switches.ts";
import { tryFallbacks } from "./try-fallbacks.ts";
import { undeclared } from "./undeclared.ts";

type Serve = (request: Request, lens: Lens) => Response | Promise<Response>;

/** By name; empty in a build for production, whose assets a running shop may have got under its hands. */
const overlay: Readonly<Record<"key" | "script" | "style", string>> = built;
const KEY_SCRIPT = `<script src="${overlay.key}" defer></script>`;

/** Serves a request as `serve` does, with what its developer has switched, and the overlay when it is open. */
export async function showOverlay(edge: Edge, request: Request, serve: Serve): Promise<Response> {
  const switches = readSwitches(request.url, request.headers.get("Cookie"));
  let view: ViewSeen | undefined;
  const response = await serve(switches.isOpen || switches.withoutScript ? unconditional(request) : request, (started, plan) => {
    const switched = switchFragments(started, switches.of);
    view = { parts: plan.parts, canonical: plan.canonical, started: switched, times: watchTimes(switched), switches: switches.of };
    return switched;
  });
  if (!view || !response.body || overlay.key === "") return response;
  complainOf(response.headers, view);
  if (switches.withoutScript) return withoutScript(response);
  return switches.isOpen
    ? open(edge, response, view)
    : new Response(
        insertAtBodyEnd(response.body, async () => KEY_SCRIPT),
        response,
      );
}

/** The page as it was, in a sandbox that runs nothing. */
function withoutScript(response: Response): Response {
  const headers = new Headers(response.headers);
  headers.delete("ETag");
  headers.append("Content-Security-Policy", "sandbox allow-same-origin allow-forms allow-top-navigation-by-user-activation allow-popups");
  return new Response(response.body, { status: response.status, headers });
}

function open(edge: Edge, response: Response, view: ViewSeen): Response {
  const headers = new Headers(response.headers);
  headers.delete("ETag");
  const policy = headers.get("Content-Security-Policy") ?? "";
  headers.set("Content-Security-Policy", policy.replace("style-src", "style-src 'self'"));
  const markup = async () => {
    const { cache, config } = edge;
    const report = overlayReport(view, await findStoredSeen(edge, view), headers, config.pop, cache.now());
    const json = JSON.stringify(report).replaceAll("<", "\\u003c");
    return `<script type="application/json" id="overlay-report" data-style="${overlay.style}">${json}</script><script src="${overlay.script}" defer></script>`;
  };
  const { body, status } = response;
  return new Response(body && insertAtBodyEnd(body, markup), { status, headers });
}

/** The request without validators: a page with the overlay tells of this view, never of an earlier one. */
function unconditional(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("If-None-Match");
  return new Request(request, { headers });
}

function complainOf(headers: Headers, { parts, started }: ViewSeen): void {
  tryFallbacks(started.wanted.fragments, started.wanted.surroundings);
  for (const [, name] of (headers.get("Fragment-Status") ?? "").matchAll(/([\w.*-]+)=fallback;because=undeclared/g)) {
    complain(undeclared(name ?? "", parts.route));
  }
}

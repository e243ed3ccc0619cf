/** The one `fetch` that reaches the origin, wherever it is: the page's calls, the bulletin's and the admin's. */
import type { HmacKeys } from "#contract/hmac-keys";
import { MAX_CALL_BYTES, signCall } from "#contract/signed-call";
import type { OriginReach } from "./origin-reach.ts";
import { ownAnswers } from "./own-answers.io.ts";
import { readAtMost } from "./read-at-most.ts";
import { eventLine } from "./telemetry/log-line.ts";
import type { EpochMs } from "./time.ts";

export type OriginFetch = Pick<Fetcher, "fetch">;

/** What sends a call to a URL: the platform's `fetch`, or a test's. */
export type Send = (url: string, init: RequestInit) => Promise<Response>;

const toInternet: Send = (url, init) => fetch(url, init);

/**
 * Callers name the origin `http://origin`. Behind a binding a call gets a name and is otherwise as it was; elsewhere it goes to
 * its URL. With keys every call is signed, its body read whole first. Redirects are never followed: they would carry a signed
 * call elsewhere. Rejects with `FOREIGN` when what came is the answer to another call.
 */
export function openOriginFetch(
  binding: OriginFetch,
  reach: OriginReach | Promise<OriginReach>,
  remoteSend: Send = toInternet,
  now: () => EpochMs = Date.now,
): OriginFetch {
  // A bad setting fails the calls that wait for it, and nothing before them.
  Promise.resolve(reach).catch(() => {});
  const send = ownAnswers(async (url, init) => {
    const { remote } = await reach;
    return settled(await (remote === undefined ? binding.fetch(url, init) : remoteSend(url, init)), now());
  });
  const fetchOrigin = async (input: string, init: RequestInit = {}): Promise<Response> => {
    const { remote, keys } = await reach;
    const url = remote === undefined ? input : remote + input.slice(new URL(input).origin.length);
    const call = keys ? await signed(url, init, keys, now()) : init;
    return call ? send(url, { ...call, redirect: "manual" }) : tooLarge();
  };
  return { fetch: fetchOrigin as OriginFetch["fetch"] };
}

/** Undefined for a body over the bound. A feed comes as a stream, but is digested before its first byte goes on. */
async function signed(url: string, init: RequestInit, keys: HmacKeys, now: EpochMs): Promise<RequestInit | undefined> {
  const body = init.body == null ? undefined : await readAtMost(new Response(init.body), MAX_CALL_BYTES);
  if (init.body != null && body === undefined) return undefined;
  const call = { method: init.method ?? "GET", url, headers: new Headers(init.headers), body };
  const headers = await signCall(call, keys, { at: Math.floor(now / 1000), nonce: crypto.randomUUID() });
  return { ...init, headers, ...(body && { body }) };
}

/** 401 speaks of the edge's signature, never of a shopper: to everybody who called, the origin has failed. */
async function settled(response: Response, now: EpochMs): Promise<Response> {
  if (response.status !== 401) return response;
  const { detail = "unknown" } = (await response.json().catch(() => ({}))) as { detail?: string };
  console.error(eventLine("unaccepted-call", now, { because: String(detail).slice(0, 40) }));
  return new Response(null, { status: 502 });
}

function tooLarge(): Response {
  const problem = {
    type: "urn:vitrine:problem:too-large",
    title: "The body is too large",
    status: 413,
    detail: `At most ${MAX_CALL_BYTES} bytes`,
  };
  return Response.json(problem, { status: 413, headers: { "Content-Type": "application/problem+json" } });
}

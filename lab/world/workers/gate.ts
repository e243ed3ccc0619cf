/** Before the origin: notes every call that enters, and spoils answers when the world wants it. */
import { SCOPES } from "#contract/questions";
import type { EnteredCall, GateState, OriginCall } from "../control.ts";
import { spoil } from "./spoil.ts";

interface Env {
  readonly ORIGIN: Fetcher;
}

const MOST_CALLS = 200_000;
let state: GateState = { fault: null, under: "/" };
let calls: EnteredCall[] = [];

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname.startsWith("/__world")) return control(request, url.pathname);
    if (calls.length < MOST_CALLS) calls.push({ at: Date.now(), kind: await kindOf(request, url.pathname), what: withoutInstant(url) });
    const { fault, under } = state;
    const isHit = url.pathname.startsWith(under);
    return spoil(isHit ? fault : null, withoutInstant(url), () => env.ORIGIN.fetch(request));
  },
} satisfies ExportedHandler<Env>;

async function control(request: Request, pathname: string): Promise<Response> {
  if (pathname === "/__world/calls") return Response.json(taken());
  state = await request.json();
  return new Response(null, { status: 204 });
}

function taken(): EnteredCall[] {
  const noted = calls;
  calls = [];
  return noted;
}

async function kindOf(request: Request, path: string): Promise<OriginCall> {
  if (path.startsWith("/v1/pages")) return "page";
  if (path === "/v1/fragments") return batchKind(await request.clone().json());
  if (path === "/v1/stock") return "stock";
  return request.method === "GET" || request.method === "HEAD" ? "other" : "mutation";
}

function batchKind({ asks, visitor }: { asks: { question: keyof typeof SCOPES }[]; visitor: { refresh: boolean } | null }): OriginCall {
  return visitor?.refresh || asks.some(({ question }) => SCOPES[question] === "visitor") ? "personal" : "shared";
}

function withoutInstant(url: URL): string {
  const asked = new URL(url);
  asked.searchParams.delete("at");
  return asked.pathname + asked.search;
}

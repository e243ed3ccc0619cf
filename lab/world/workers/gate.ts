/** Before the origin: notes every call that enters, and spoils answers when the world wants it. */
import { SCOPES } from "#contract/questions";
import type { EnteredCall, GateState, OriginCall } from "../control.ts";
import { inEdition } from "./edition.ts";
import { spoil } from "./spoil.ts";

interface Env {
  readonly ORIGIN: Fetcher;
}

const MOST_CALLS = 200_000;
let state: GateState = { fault: null, under: "/", edition: null };
let calls: EnteredCall[] = [];

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname.startsWith("/__world")) return control(request, url.pathname);
    if (calls.length < MOST_CALLS) calls.push({ at: Date.now(), ...(await entered(request, url)) });
    const { fault, under, edition } = state;
    const answer = () => inEdition(edition, url.pathname, () => env.ORIGIN.fetch(request));
    return spoil(url.pathname.startsWith(under) ? fault : null, withoutInstant(url), answer);
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

interface Batch {
  readonly market: string;
  readonly asks: readonly { readonly question: keyof typeof SCOPES; readonly handle?: string; readonly segment?: string }[];
  readonly visitor: { readonly refresh: boolean } | null;
}

async function entered(request: Request, url: URL): Promise<Pick<EnteredCall, "kind" | "what">> {
  const { pathname: path } = url;
  if (path === "/v1/fragments") return batch(await request.clone().json());
  return { kind: kindOf(request, path), what: withoutInstant(url) };
}

function kindOf({ method }: Request, path: string): OriginCall {
  if (path.startsWith("/v1/pages")) return "page";
  if (path === "/v1/stock") return "stock";
  return method === "GET" || method === "HEAD" ? "other" : "mutation";
}

/** What is asked for anybody is named; what is one visitor's is not. */
function batch({ market, asks, visitor }: Batch): Pick<EnteredCall, "kind" | "what"> {
  const isPersonal = visitor?.refresh || asks.some(({ question }) => SCOPES[question] === "visitor");
  if (isPersonal) return { kind: "personal", what: "" };
  return { kind: "shared", what: asks.map(({ question, handle, segment }) => `${market}/${question}/${handle ?? segment}`).join(" ") };
}

function withoutInstant(url: URL): string {
  const asked = new URL(url);
  asked.searchParams.delete("at");
  return asked.pathname + asked.search;
}

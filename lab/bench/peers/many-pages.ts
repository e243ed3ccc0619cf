/**
 * Between the edge and the real origin: has as many pages as it is told. The variants `E0`, `E1` and so on are pages of
 * every product, and a page has as many surrogate keys as the settings say.
 */
import { handleName } from "#contract/handles";
import { answerOf, CALL_FIELD } from "#contract/own-answer";
import type { PageAnswer, ProductPage } from "#contract/pages";
import type { StockAnswer } from "#contract/stock";

interface Env {
  readonly ORIGIN: Fetcher;
  /** Surrogate keys of each page, beside its own. */
  readonly KEYS: string;
  /** How many made-up variants there are. */
  readonly PAGES: string;
}

/** By market: what the origin answered for the product itself, as text. */
const answers = new Map<string, string>();

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    if (url.pathname === "/v1/stock" && url.searchParams.get("handles") === "") return withNames(request, env);
    const variant = url.searchParams.get("variant");
    if (!url.pathname.startsWith("/v1/pages/product/")) return env.ORIGIN.fetch(request);
    url.searchParams.delete("variant");
    url.searchParams.delete("at");
    const known = answers.get(url.href) ?? (await (await env.ORIGIN.fetch(`${url.href}&at=${Date.now()}`)).text());
    answers.set(url.href, known);
    const answer = JSON.parse(known) as PageAnswer & { page: ProductPage };
    const page = { ...answer.page, selected: variant ?? answer.page.selected };
    const further = Array.from({ length: Number(env.KEYS) }, (_, at) => `shelf:further-${at}`);
    return Response.json({ ...answer, page, surrogateKeys: [...answer.surrogateKeys, ...further] }, { headers: nameOf(request) });
  },
} satisfies ExportedHandler<Env>;

/** The first answer of names tells the made-up ones too. */
async function withNames(request: Request, { ORIGIN, PAGES }: Env): Promise<Response> {
  const answer: StockAnswer = await (await ORIGIN.fetch(request)).json();
  const madeUp = Array.from({ length: Number(PAGES) }, (_, at) => handleName("variant", `E${at}`));
  const handles = answer.handles && { ...answer.handles, names: [...answer.handles.names, ...madeUp] };
  return Response.json({ ...answer, handles }, { headers: nameOf(request) });
}

/** Says, as the origin would, which call is answered. */
function nameOf({ headers, method, url }: Request): HeadersInit {
  return { [CALL_FIELD]: answerOf(headers.get(CALL_FIELD) ?? "", method, url) };
}

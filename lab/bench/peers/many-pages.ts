/**
 * Between the edge and the real origin: has as many pages as anybody asks for. Each variant of a product is a page of its
 * own, whatever it is called, and a page has as many surrogate keys as the settings say.
 */
import type { PageAnswer, ProductPage } from "#contract/pages";

interface Env {
  readonly ORIGIN: Fetcher;
  /** Surrogate keys of each page, beside its own. */
  readonly KEYS: string;
}

/** By market: what the origin answered for the product itself, as text. */
const answers = new Map<string, string>();

export default {
  async fetch(request, env) {
    const url = new URL(request.url);
    const variant = url.searchParams.get("variant");
    if (!url.pathname.startsWith("/v1/pages/product/")) return env.ORIGIN.fetch(request);
    url.searchParams.delete("variant");
    url.searchParams.delete("at");
    const known = answers.get(url.href) ?? (await (await env.ORIGIN.fetch(`${url.href}&at=${Date.now()}`)).text());
    answers.set(url.href, known);
    const answer = JSON.parse(known) as PageAnswer & { page: ProductPage };
    const page = { ...answer.page, selected: variant ?? answer.page.selected };
    const further = Array.from({ length: Number(env.KEYS) }, (_, at) => `shelf:further-${at}`);
    return Response.json({ ...answer, page, surrogateKeys: [...answer.surrogateKeys, ...further] });
  },
} satisfies ExportedHandler<Env>;

/**
 * A caching Worker as it is often written, beside which the threats' tests are seen to fail: it keys by what it thinks matters,
 * believes headers, keeps errors, and trusts what an address ends with. Every mistake in it was made somewhere.
 */

let originCalls = 0;

export default {
  async fetch(request: Request): Promise<Response> {
    const url = new URL(request.url);
    if (url.pathname === "/calls") return new Response(String(originCalls));
    const cache = await caches.open("naive");
    const key = keyOf(url);
    const held = request.method === "GET" ? await cache.match(key) : undefined;
    if (held) return held;
    const answer = await askOrigin(request, url);
    const isStatic = /\.(css|js|png|jpg)$/i.test(url.pathname);
    if (request.method === "GET" && (isStatic || answer.headers.get("Cache-Control") !== "private"))
      await cache.put(key, kept(answer.clone()));
    return answer;
  },
};

/** Errors too, whatever they say. */
function kept(answer: Response): Response {
  const headers = new Headers(answer.headers);
  headers.set("Cache-Control", "max-age=60");
  return new Response(answer.body, { status: answer.status, headers });
}

/** Parts joined by a sign that may be in them; parameters that "do not matter" left out. */
function keyOf(url: URL): string {
  const pairs = url.search.slice(1).split("&");
  const value = (name: string) => pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
  return `https://naive.invalid/${encodeURIComponent([decode(url.pathname), decode(value("page")), decode(value("sort"))].filter(Boolean).join("|"))}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function askOrigin(request: Request, url: URL): Promise<Response> {
  originCalls++;
  const { headers } = request;
  if ([...headers].some(([, value]) => value.length > 6_000)) return new Response("Too large", { status: 414 });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what some servers choke on.
  if ([...headers].some(([name, value]) => name.startsWith("x-") && /[\x00-\x08\x80-\xff]/.test(value)))
    return new Response("Nothing here", { status: 404 });
  const method = headers.get("X-HTTP-Method-Override") ?? request.method;
  if (method !== "GET" && method !== "HEAD") return new Response("Not here", { status: 405 });
  const body = request.body === null ? "" : await request.text();
  const path = headers.get("X-Original-URL") ?? headers.get("X-Rewrite-URL") ?? decode(url.pathname);
  return page(request, url, path, body);
}

function page({ headers }: Request, url: URL, path: string, body: string): Response {
  const host = headers.get("X-Forwarded-Host") ?? headers.get("Host") ?? "";
  // A framework that also takes ";" between parameters, and the body's over the address's.
  const params = new URLSearchParams(`${url.search.slice(1).replaceAll(";", "&")}&${body}`);
  const number = params.getAll("page").at(-1) ?? "1";
  const fields = new Headers({ "Content-Type": "text/html", Link: `<https://${host}${path}>; rel="canonical"` });
  if (params.has("ref")) fields.set("X-Ref", params.get("ref") ?? "");
  const name = /name=([^;]*)/.exec(headers.get("Cookie") ?? "")?.[1];
  if (/^\/account/.test(path.replace(/^.*\.\.\//, "/"))) fields.set("Cache-Control", "private");
  const canonical = `<link rel="canonical" href="https://${host}${path}?page=${number}">`;
  const hello = path.includes("account") ? `<p>Hello ${name ?? "stranger"}</p>` : "";
  return new Response(`<!doctype html>${canonical}<h1>Page ${number}</h1>${hello}<a href="${url.href}">here</a>`, { headers: fields });
}

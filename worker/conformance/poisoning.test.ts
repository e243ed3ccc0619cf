/** Threat: what is not in the key of a stored page changes the page, for everybody who comes after. */
import { type Attack, canonicalOf, describeThreat, evilWord, shownBy, type Target, wholeOf } from "./threat.ts";

/** Fields that frameworks, proxies and caches have been poisoned by. */
const HEADERS = [
  "X-Forwarded-Host",
  "X-Forwarded-Server",
  "X-Forwarded-Scheme",
  "X-Forwarded-Proto",
  "X-Forwarded-Port",
  "X-Forwarded-Prefix",
  "X-Forwarded-For",
  "X-Host",
  "X-Original-URL",
  "X-Rewrite-URL",
  "X-Original-Host",
  "Forwarded",
  "Origin",
  "Referer",
  "User-Agent",
  "Accept-Language",
  "Accept-Encoding",
  "Cookie",
  "True-Client-IP",
  "X-Wap-Profile",
  "Sec-Purpose",
  "Sec-Speculation-Tags",
  "X-Amz-Website-Redirect-Location",
];

/** More of them, told all at once: of fields that nothing reads, each is as good as another. */
const FURTHER_HEADERS = [
  ...["X-Forwarded-Host", "X-Forwarded-Prefix", "X-Forwarded-Path", "X-Forwarded-Protocol", "X-Forwarded-Ssl", "X-Forwarded-User"],
  ...["Front-End-Https", "X-Url-Scheme", "X-Scheme", "X-Server-Name", "X-Server-Port", "Proxy-Host", "X-Backend-Host", "X-Host-Override"],
  ...[
    "X-HTTP-Host-Override",
    "X-HTTP-Path-Override",
    "X-HTTP-DestinationURL",
    "X-Original-URI",
    "Request-URI",
    "Base-URL",
    "X-Accel-Redirect",
  ],
  ...["CF-IPCountry", "CF-Visitor", "CF-Worker", "CloudFront-Viewer-Country", "X-Country-Code", "X-Language", "X-Locale", "X-Currency"],
  ...["Fastly-Client-IP", "X-Real-IP", "X-Client-IP", "X-Cluster-Client-IP", "X-Amzn-Trace-Id", "X-Request-Id", "Baggage", "Tracestate"],
  ...[
    "X-PJAX-Container",
    "HX-Request",
    "Turbo-Frame",
    "RSC",
    "Next-Url",
    "X-Middleware-Subrequest",
    "X-Middleware-Prefetch",
    "X-Matched-Path",
  ],
  ...[
    "Sec-Fetch-Dest",
    "Sec-CH-UA",
    "Save-Data",
    "Viewport-Width",
    "Accept",
    "Accept-Charset",
    "Content-Type",
    "Content-Encoding",
    "Via",
    "Pragma",
  ],
  ...[
    "Surrogate-Capability",
    "Surrogate-Key",
    "Cache-Tag",
    "CDN-Cache-Control",
    "Cache-Status",
    "Fragment-Status",
    "Vitrine-Call",
    "Purge-Seq",
  ],
  ...["Set-Cookie", "Link", "Location", "Vary", "Expires", "Signature", "Signature-Input", "X-Sendfile", "X-Debug", "X-Requested-With"],
];

/** A page asked for with something hostile, then by somebody else; `clean` is the same page asked for by nobody hostile before. */
async function poisonedBy(target: Target, attack: (path: string, word: string) => Promise<unknown>): Promise<string[]> {
  const [path, word] = [await target.cold(), evilWord()];
  await attack(path, word);
  const seen = await target.ask(path);
  return wholeOf(seen).includes(word) ? [`${word} stands in ${path}`] : [];
}

/** The page of a listing is asked for in a hidden way; somebody else asks for the first. */
async function turnedBy(target: Target, attack: (path: string) => Promise<unknown>): Promise<string[]> {
  const path = await target.cold();
  const number = (text: string | undefined) => /page=(\d+)/.exec(text ?? "")?.[1] ?? "1";
  await attack(path);
  const seen = await target.ask(path);
  return number(canonicalOf(seen)) === "1" ? [] : [`${path} shows ${shownBy(seen)}`];
}

const byHeader: Attack = {
  what: "by a header that is not in the key",
  async on(target) {
    const found = [];
    for (const name of HEADERS) {
      const value = (word: string) => (name.endsWith("URL") ? `/${word}` : `${word}.example`);
      found.push(...(await poisonedBy(target, (path, word) => target.ask(path, { headers: [[name, value(word)]] }))));
    }
    return found;
  },
};

const byManyHeaders: Attack = {
  what: `by ${FURTHER_HEADERS.length} headers at once`,
  on: (target) =>
    poisonedBy(target, (path, word) => target.ask(path, { headers: FURTHER_HEADERS.map((name) => [name, `${word}.example`] as const) })),
};

const byParameter: Attack = {
  what: "by a parameter that is not in the key",
  on: (target) =>
    poisonedBy(target, (path, word) =>
      target.ask(`${path}?utm_content=${word}&ref="><script>${word}</script>`.replace(/[<>"]/g, encodeURIComponent)),
    ),
};

const byFatGet: Attack = {
  what: "by the body of a GET",
  on: (target) =>
    turnedBy(target, (path) => target.ask(path, { headers: [["Content-Type", "application/x-www-form-urlencoded"]], body: "page=2" })),
};

const byCloaking: Attack = {
  what: "by a parameter hidden in another",
  async on(target) {
    const hidden = ["utm_content=1;page=2", "utm_content=1%26page=2", "utm_content=1&amp;page=2", "?page=2", "page[]=2", "Page=2"];
    const found = [];
    for (const query of hidden) found.push(...(await turnedBy(target, (path) => target.ask(`${path}?${query}`))));
    return found;
  },
};

const byMethod: Attack = {
  what: "by a method that overrides the request's",
  async on(target) {
    const path = await target.cold();
    for (const name of ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"])
      for (const method of ["POST", "DELETE", "HEAD"]) await target.ask(path, { headers: [[name, method]] });
    const seen = await target.ask(path);
    return seen.status === 200 && seen.body.includes("<h1") ? [] : [`${path} answers ${seen.status}`];
  },
};

describeThreat("cache poisoning", [byHeader, byManyHeaders, byParameter, byFatGet, byCloaking, byMethod]);

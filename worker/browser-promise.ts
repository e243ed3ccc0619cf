/**
 * What an answer promises to browsers: whether they may keep it, how long, and whether it carries a validator. The one
 * place where this is decided, for every answer that leaves the Worker. Law 8: none of them is shareable.
 */

/** `no-store` where a page is all about one person. */
export type BrowserCaching = "no-cache" | "no-store";

/** An answer about to leave, as far as a promise depends on it. */
export type Leaving =
  | {
      readonly kind: "page";
      readonly status: number;
      /** What the route lets browsers keep. */
      readonly browsers: BrowserCaching;
      /** True when every slot was filled before the headers. */
      readonly filled: boolean;
    }
  | { readonly kind: "move"; readonly status: number; readonly setsCookie: boolean }
  /** Texts for machines, the same for everybody. */
  | { readonly kind: "text" }
  | { readonly kind: "notice" | "fragments" | "write" | "problem" | "admin" };

export interface BrowserPromise {
  readonly keep: BrowserCaching | "a-day";
  /** May it carry an `ETag`, and so be answered with 304? */
  readonly mayValidate: boolean;
}

const NEVER_KEPT: BrowserPromise = { keep: "no-store", mayValidate: false };
const ASKED_AGAIN: BrowserPromise = { keep: "no-cache", mayValidate: false };

/** The weakest of what the answer's parts allow. */
export function browserPromise(leaving: Leaving): BrowserPromise {
  switch (leaving.kind) {
    case "page":
      return promiseOfPage(leaving);
    case "move":
      return promiseOfMove(leaving);
    case "text":
      return ASKED_AGAIN;
    default:
      return NEVER_KEPT;
  }
}

/** A precondition is looked at only where the answer would be 200 without it (RFC 9110 section 13.2.1). */
function promiseOfPage({ status, browsers, filled }: Extract<Leaving, { kind: "page" }>): BrowserPromise {
  if (browsers === "no-store" || status >= 500) return NEVER_KEPT;
  return { keep: "no-cache", mayValidate: filled && status === 200 };
}

/** A permanent move may be remembered for a day, unless it does something to its reader. What a form led to is nobody's to remember. */
function promiseOfMove({ status, setsCookie }: Extract<Leaving, { kind: "move" }>): BrowserPromise {
  if (status === 301 && !setsCookie) return { keep: "a-day", mayValidate: false };
  return status === 301 || status === 302 ? ASKED_AGAIN : NEVER_KEPT;
}

const CACHE_CONTROL: Readonly<Record<BrowserPromise["keep"], string>> = {
  "no-store": "private, no-store",
  "no-cache": "private, no-cache",
  "a-day": "private, max-age=86400",
};
const ALLOWED: ReadonlySet<string | null> = new Set(Object.values(CACHE_CONTROL));

/** The two cache fields of every answer to a browser: a CDN that knows the targeted one ignores the other (RFC 9213). */
export function cacheFields(leaving: Leaving): Readonly<Record<"Cache-Control" | "CDN-Cache-Control", string>> {
  return { "Cache-Control": CACHE_CONTROL[browserPromise(leaving).keep], "CDN-Cache-Control": "no-store" };
}

/** Fields that shared caches obey before the two above, each in its own vendor's. */
const OVERRULING = ["Cloudflare-CDN-Cache-Control", "Surrogate-Control"];

/** Does an answer promise what this module decides, and nothing more? */
export function isUnshared(headers: Headers): boolean {
  return (
    ALLOWED.has(headers.get("Cache-Control")) &&
    headers.get("CDN-Cache-Control") === "no-store" &&
    !OVERRULING.some((name) => headers.has(name))
  );
}

/** The answer with the promise that is always right, for one that came by another way than this module. */
export function unshared(answer: Response): Response {
  const headers = new Headers(answer.headers);
  for (const name of [...OVERRULING, "ETag", "Expires"]) headers.delete(name);
  for (const [name, value] of Object.entries(cacheFields({ kind: "problem" }))) headers.set(name, value);
  return new Response(answer.body, { status: answer.status, headers });
}

/**
 * What the zone in front of the shop is asked to forget after a purge, in the words of Cloudflare's API
 * (`POST /zones/{id}/purge_cache`). It knows neither soft purges nor numbers: this is housekeeping beside the promise, not part of it.
 */
import type { Site } from "../key/key-parts.ts";
import type { Ms } from "../time.ts";
import type { PurgeRow } from "./purge-row.ts";

export type ZoneKind = "files" | "tags" | "prefixes" | "hosts";

export interface ZoneItem {
  readonly kind: ZoneKind;
  readonly value: string;
}

/** Values of one call. The documents say 100 of any kind, but also 30 prefixes, and 30 files is what zones were seen to take. */
export const ZONE_BATCH = { files: 30, tags: 100, prefixes: 30, hosts: 100 } as const satisfies Record<ZoneKind, number>;

export function toZoneItems({ by, values }: Pick<PurgeRow, "by" | "values">, site: Site): ZoneItem[] {
  switch (by) {
    case "all":
      return [{ kind: "hosts", value: site.host }];
    case "market":
      return values.map((market) => ({ kind: "prefixes", value: `${site.host}/${market}` }));
    case "prefix":
      return values.map((path) => ({ kind: "prefixes", value: `${site.host}${path.replace(/\/$/, "")}` }));
    case "url":
      return values.map((path) => ({ kind: "files", value: `${site.origin}${path}` }));
    case "surrogate-key":
      return values.map((value) => ({ kind: "tags", value }));
  }
}

/** What came of one call. */
export type ZoneAnswer =
  | { readonly kind: "done" }
  /** Worth asking again: too many calls, or the zone itself is in trouble. `afterMs` is its own wish. */
  | { readonly kind: "later"; readonly because: string; readonly afterMs: Ms | undefined }
  /** These values are not taken. */
  | { readonly kind: "refused"; readonly because: string }
  /** No call will be taken until somebody mends the settings. */
  | { readonly kind: "shut"; readonly because: string };

interface ZoneReply {
  readonly status: number;
  readonly retryAfter: string | null;
  /** The body as far as it was JSON. */
  readonly body: unknown;
}

/** `success` and `errors: [{code, message}]` decide, beside the status. */
export function judgeZoneReply({ status, retryAfter, body }: ZoneReply): ZoneAnswer {
  const because = `${status}${complaintsOf(body)}`;
  if (status === 429 || status >= 500) return { kind: "later", because, afterMs: toMs(retryAfter) };
  if (status === 401 || status === 403 || status === 404) return { kind: "shut", because };
  const succeeded = status === 200 && typeof body === "object" && body !== null && "success" in body && body.success === true;
  return succeeded ? { kind: "done" } : { kind: "refused", because };
}

function toMs(retryAfter: string | null): Ms | undefined {
  return retryAfter !== null && /^\d{1,6}$/.test(retryAfter) ? Number(retryAfter) * 1_000 : undefined;
}

/** `: 10000 Authentication error`. */
function complaintsOf(body: unknown): string {
  const errors = typeof body === "object" && body !== null && "errors" in body && Array.isArray(body.errors) ? body.errors : [];
  const texts = errors
    .slice(0, 3)
    .map((error: { code?: unknown; message?: unknown }) => `${error?.code ?? ""} ${error?.message ?? ""}`.trim());
  return texts.length === 0 ? "" : `: ${texts.join("; ").slice(0, 300)}`;
}

const FIRST_WAIT: Ms = 1_000;
const LONGEST_WAIT: Ms = 300_000;

/** How long to leave the zone alone after the `failures`-th failed call in a row. */
export function zoneWait(failures: number, asked: Ms | undefined): Ms {
  const own = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(failures - 1, 20));
  return Math.max(own, Math.min(asked ?? 0, LONGEST_WAIT));
}

/** What of the audit trail is asked for: the query of `GET /admin/api/purges`, or what the console's form says. */
import type { FieldError } from "#contract/problem";
import type { PurgeQuery } from "../bulletin/purge-row.ts";
import type { EpochMs } from "../time.ts";
import { PURGE_KINDS, PURGE_MODES } from "./decode-purge.ts";
import { repeatedIn } from "./known-query.ts";
import { readNumber } from "./read-number.ts";

const MAX_PAGE = 100;
const MAX_TEXT = 128;

export type DecodedAudit =
  | { readonly ok: true; readonly query: PurgeQuery }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

interface Field {
  readonly read: (text: string) => string | number | undefined;
  readonly because: string;
}

const FIELDS: Readonly<Record<keyof PurgeQuery, Field>> = {
  limit: { read: (text) => readNumber(text, MAX_PAGE), because: `A whole number from 1 to ${MAX_PAGE}.` },
  before: { read: readNumber1, because: "The seq of a purge." },
  epoch: { read: readNumber1, because: "The epoch of a ledger: a whole number." },
  actor: { read: readText, because: `A name of at most ${MAX_TEXT} characters.` },
  by: { read: (text) => PURGE_KINDS.find((by) => by === text), because: `One of ${PURGE_KINDS.join(", ")}.` },
  mode: { read: (text) => PURGE_MODES.find((mode) => mode === text), because: `One of ${PURGE_MODES.join(", ")}.` },
  text: { read: readText, because: `At most ${MAX_TEXT} characters, none of them a control character.` },
  since: { read: readInstant, because: "A moment: 2026-11-26T09:41Z, or milliseconds since 1970." },
  until: { read: readInstant, because: "A moment: 2026-11-26T09:41Z, or milliseconds since 1970." },
};

/** Strict: a misspelled filter must not look like an answer. An empty value is none, as forms send it. */
export function decodeAudit(given: URLSearchParams): DecodedAudit {
  const query: Record<string, string | number> = { limit: 20 };
  const errors = repeatedIn(given);
  for (const [name, text] of given) {
    const field = Object.hasOwn(FIELDS, name) ? FIELDS[name as keyof PurgeQuery] : undefined;
    if (field === undefined) errors.push({ field: name.slice(0, 40), because: "There is no such filter." });
    else if (text !== "" || name === "limit" || name === "before") {
      const value = field.read(text.trim());
      if (value === undefined) errors.push({ field: name, because: field.because });
      else query[name] = value;
    }
  }
  return errors.length > 0 ? { ok: false, errors } : { ok: true, query: query as unknown as PurgeQuery };
}

function readNumber1(text: string): number | undefined {
  return readNumber(text);
}

function readText(text: string): string | undefined {
  return text.length <= MAX_TEXT && /^\P{Cc}*$/u.test(text) ? text : undefined;
}

/** Without a zone it is UTC, which is what the console shows. */
function readInstant(text: string): EpochMs | undefined {
  if (/^\d{13}$/.test(text)) return Number(text);
  const [, day, time = "T00:00", zone = "Z"] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}${time}${zone}`);
  return Number.isNaN(at) ? undefined : at;
}

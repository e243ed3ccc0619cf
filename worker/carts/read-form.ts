import type { FieldError } from "#contract/problem";
import type { Failure } from "../problem/failure.ts";

/** A form's fields by name: text from a form, any JSON value from JSON. */
export type Fields = Readonly<Record<string, unknown>>;
export type FormRead = { readonly ok: true; readonly fields: Fields } | { readonly ok: false; readonly failure: Failure };

const MAX_FORM_BYTES = 8_192;
const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/** The fields of a request's body, of which 8 KB are read at most. A field that stands there twice means nothing. */
export async function readForm(request: Request): Promise<FormRead> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== FORM && type !== JSON_TYPE) return failed({ kind: "unsupported-media-type", accept: `${FORM}, ${JSON_TYPE}` });
  const bytes = await readBounded(request);
  if (!bytes) return failed({ kind: "too-large", maxBytes: MAX_FORM_BYTES });
  const text = decode(bytes);
  if (text === undefined) return bad({ field: "body", because: "Is not UTF-8." });
  return type === FORM ? fromForm(text) : fromJson(text);
}

async function readBounded({ headers, body }: Request): Promise<Uint8Array | undefined> {
  if (Number(headers.get("Content-Length") ?? 0) > MAX_FORM_BYTES) return undefined;
  const bytes = new Uint8Array(MAX_FORM_BYTES);
  let size = 0;
  for await (const chunk of body ?? []) {
    if (size + chunk.length > MAX_FORM_BYTES) return undefined;
    bytes.set(chunk, size);
    size += chunk.length;
  }
  return bytes.subarray(0, size);
}

function fromForm(text: string): FormRead {
  const form = new URLSearchParams(text);
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (Object.hasOwn(fields, name)) return bad({ field: name, because: "Is given more than once." });
    fields[name] = value;
  }
  return { ok: true, fields };
}

function fromJson(text: string): FormRead {
  const value = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) return bad({ field: "body", because: "Is not a JSON object." });
  return { ok: true, fields: value as Fields };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

const failed = (failure: Failure): FormRead => ({ ok: false, failure });
const bad = (error: FieldError): FormRead => failed({ kind: "bad-input", errors: [error] });

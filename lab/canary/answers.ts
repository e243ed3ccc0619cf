/** What visitors got, kept whole until the end: a text may turn out to be somebody's only later. */
import type { CanaryVisitor } from "./visitors.ts";

export interface Ask {
  readonly path: string;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Uint8Array;
}

/** Sends a request to the shop, redirects not followed. */
export type Send = (ask: Ask) => Promise<Answer>;

/** An answer and who got it. */
export interface Got {
  readonly visitor: CanaryVisitor;
  readonly ask: Ask;
  readonly answer: Answer;
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded" };
const JSON_BODY = { "Content-Type": "application/json" };

/** A shop reached by `fetch`, or anything that has its shape. */
export function sender(origin: string, fetching: (url: string, init: RequestInit) => Promise<Response>): Send {
  return async ({ path, method = "GET", headers = {}, form, json }) => {
    const type = form ? FORM : json !== undefined ? JSON_BODY : {};
    const body = form ? new URLSearchParams(form).toString() : json !== undefined ? JSON.stringify(json) : null;
    const init: RequestInit = { method, headers: { ...headers, ...type, ...(form && { Origin: origin }) }, body, redirect: "manual" };
    const response = await fetching(`${origin}${path}`, init);
    return { status: response.status, headers: [...response.headers], body: new Uint8Array(await response.arrayBuffer()) };
  };
}

export function fieldsOf({ headers }: Answer, name: string): string[] {
  return headers.filter(([known]) => known.toLowerCase() === name).map(([, value]) => value);
}

export const textOf = ({ body }: Answer): string => Buffer.from(body).toString("utf8");

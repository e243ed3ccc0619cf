/** The way to an origin that answers as a test says, and what was sent to it. */
import type { CartAnswer } from "#contract/cart";
import { answerOf, CALL_FIELD } from "#contract/own-answer";
import type { Frame } from "#contract/questions";
import { type OriginFetch, openOriginFetch, type Send } from "../origin-fetch.io.ts";
import { openOrigin } from "./origin.io.ts";
import type { CallKind } from "./port.ts";

export const PAGE = { kind: "product", handle: "rim-mug", market: "en-gb", params: { variant: "NH 1", sort: "newest" }, at: 5 } as const;
const NAVIGATION = { rooms: [], productCount: 0 };
export const CHROME = {
  page: { kind: "chrome", navigation: NAVIGATION },
  publicFragments: [],
  entityVersions: {},
  surrogateKeys: [],
  changesAt: null,
  asAt: 5,
};
export const CART_ANSWER: CartAnswer = {
  cart: { id: "c1", version: 2, itemCount: 1, lines: [], subtotal: { minor: 1, currency: "GBP" } },
  token: "t",
  line: "l1",
  adjusted: null,
};

export interface Sent {
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A response as our origin gives it, which says what call it answers, unless it says something of that itself. */
export function named(response: Response, url: string, { method = "GET", headers }: RequestInit = {}): Response {
  const answer = new Response(response.body, response);
  const name = new Headers(headers).get(CALL_FIELD) ?? "";
  if (!answer.headers.has(CALL_FIELD)) answer.headers.set(CALL_FIELD, answerOf(name, method, url));
  return answer;
}

/** The way to an origin behind a binding. */
export function wayTo(fetch: Send): OriginFetch {
  return openOriginFetch({ fetch } as unknown as OriginFetch, { remote: undefined, keys: undefined });
}

export function originThat(answer: (sent: Sent) => Response | Promise<Response>) {
  const sent: Sent[] = [];
  const heard: CallKind[] = [];
  const way = wayTo(async (url, init) => {
    const request = { url, headers: new Headers(init.headers), body: init.body ? JSON.parse(String(init.body)) : undefined };
    sent.push(request);
    return named(await answer(request), url, init);
  });
  return { sent, heard, origin: openOrigin(way, (kind) => heard.push(kind)) };
}

export async function collect(frames: AsyncIterable<Frame>): Promise<Frame[]> {
  const all: Frame[] = [];
  for await (const frame of frames) all.push(frame);
  return all;
}

export const seq = (...frames: unknown[]) =>
  new Response(frames.map((frame) => `\x1e${typeof frame === "string" ? frame : JSON.stringify(frame)}\n`).join(""));

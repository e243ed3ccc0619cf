import { describe, expect, it } from "vitest";
import { askOrigin } from "./ask-origin.io.ts";
import { named, wayTo } from "./origin/origin-that.ts";
import { Unreachable } from "./unreachable.ts";

type Answer = (url: string, init: RequestInit) => Response | Promise<Response>;

/** What an operator's question comes to when such an origin has answered another as ours does. */
async function ask(answer: Answer, init: RequestInit = {}): Promise<Response> {
  let now: Answer = (url, asked) => named(Response.json({}), url, asked);
  const origin = wayTo(async (url, asked) => now(url, asked));
  await askOrigin(origin, "/v1/counts");
  now = answer;
  return askOrigin(origin, "/v1/products?text=mug", init, 1_000);
}

const CHUNK = new Uint8Array(1024 * 1024).fill(0x20);
const endless = () => new ReadableStream<Uint8Array>({ pull: (stream) => stream.enqueue(CHUNK) });
const silent = () => new ReadableStream({ pull: () => new Promise(() => {}) });

describe("a question of an operator", () => {
  it("has the origin's answer whole, its refusals too", async () => {
    const answer = await ask((url, init) => named(Response.json({ title: "Gone" }, { status: 410 }), url, init), {
      method: "POST",
      body: "{}",
    });
    expect([answer.status, await answer.json()]).toEqual([410, { title: "Gone" }]);
  });

  it.each<[string, Answer]>([
    ["does not answer", () => new Promise(() => {})],
    ["says nothing after its head", (url, init) => named(new Response(silent()), url, init)],
    ["has no end", (url, init) => named(new Response(endless()), url, init)],
    ["is another application", () => Response.json({ products: [], next: null })],
    ["is another application that knows no such thing", () => Response.json({ title: "Not found", status: 404 }, { status: 404 })],
    ["is down", () => Promise.reject(new TypeError("refused"))],
  ])("is not answered by an origin that %s", async (_, answer) => {
    await expect(ask(answer)).rejects.toThrow(Unreachable);
  });
});

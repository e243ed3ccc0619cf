import { describe, expect, it } from "vitest";
import type { Frame } from "#contract/questions";
import { openOrigin } from "../origin/origin.io.ts";
import { cutAtBodyEnd, lateMarkup, twoWrites } from "./late.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

describe("a document in two writes, in the production runtime", () => {
  it("lets the first out before the second is there", async () => {
    let come: (rest: Uint8Array) => void = () => {};
    const rest = new Promise<Uint8Array>((resolve) => {
      come = resolve;
    });
    const [head, tail] = cutAtBodyEnd(encoder.encode("<body>Grüße</body></html>"));
    const reader = new Response(twoWrites(head, rest)).body?.getReader();
    expect(decoder.decode((await reader?.read())?.value)).toBe("<body>Grüße");
    come(tail);
    expect(decoder.decode((await reader?.read())?.value)).toBe("</body></html>");
    expect((await reader?.read())?.done).toBe(true);
  });

  it("is whole as text", async () => {
    const late = lateMarkup(
      [{ name: "cart", piece: { kind: "filled", bytes: encoder.encode("<b>1</b>"), tag: "1", outcome: { source: "batch" } } }],
      "move()",
    );
    const rest = Promise.resolve(encoder.encode(late.map((run) => decoder.decode(run)).join("")));
    expect(await new Response(twoWrites(encoder.encode("<body>"), rest)).text()).toBe(
      '<body><template data-fragment="cart"><b>1</b></template><script>move()</script>',
    );
  });
});

describe("an origin that falls silent, in the production runtime", () => {
  const silent = { fetch: () => new Promise<Response>(() => {}) } as Pick<Fetcher, "fetch">;
  const afterHead = { fetch: async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) })) } as Pick<
    Fetcher,
    "fetch"
  >;

  it.each([
    ["before its head", silent],
    ["after its head", afterHead],
  ])("ends a batch at its deadline: %s", async (_, binding) => {
    const frames: Frame[] = [];
    for await (const frame of openOrigin(binding).batch({ market: "en-gb", visitor: null, asks: [] }, 20)) frames.push(frame);
    expect(frames).toEqual([]);
  });
});

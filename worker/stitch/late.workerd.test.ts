import { describe, expect, it } from "vitest";
import type { Frame } from "#contract/questions";
import { openOrigin } from "../origin/origin.io.ts";
import { cutAtBodyEnd, lateMarkup, writeAsItComes } from "./late.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const piece = { kind: "filled", bytes: encoder.encode("<b>1</b>"), tag: "1", outcome: { source: "batch" } } as const;

describe("a document in few writes, in the production runtime", () => {
  it("lets each part out when it is there, whatever the order", async () => {
    const come: ((bytes?: Uint8Array) => void)[] = [];
    const late = [0, 1, 2].map((i) => new Promise<Uint8Array | undefined>((resolve) => (come[i] = resolve)));
    const [head, tail] = cutAtBodyEnd(encoder.encode("<body>Grüße</body></html>"));
    const reader = new Response(writeAsItComes(head, late, tail)).body?.getReader();
    const next = async () => decoder.decode((await reader?.read())?.value);
    expect(await next()).toBe("<body>Grüße");
    for (const i of [2, 0]) {
      come[i]?.(encoder.encode(`part ${i}`));
      expect(await next()).toBe(`part ${i}`);
    }
    come[1]?.();
    expect(await next()).toBe("</body></html>");
    expect((await reader?.read())?.done).toBe(true);
  });

  it("ends in peace when nobody reads on", async () => {
    let come: (bytes: Uint8Array) => void = () => {};
    const late = new Promise<Uint8Array>((resolve) => (come = resolve));
    const stream = writeAsItComes(encoder.encode("<body>"), [late], encoder.encode("</body>"));
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    come(encoder.encode("too late"));
    expect((await reader.read()).done).toBe(true);
  });

  it("is whole as text", async () => {
    const late = lateMarkup({ name: "cart", piece }, "move()");
    expect(await new Response(writeAsItComes(encoder.encode("<body>"), [Promise.resolve(late)], new Uint8Array())).text()).toBe(
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

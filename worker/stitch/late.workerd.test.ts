import { describe, expect, it } from "vitest";
import type { Frame } from "#contract/questions";
import { openOrigin } from "../origin/origin.io.ts";
import { named, wayTo } from "../origin/origin-that.ts";
import type { Send } from "../origin-fetch.io.ts";
import { cutAtBodyEnd, lateMarkup, writing } from "./late.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

const piece = { kind: "filled", bytes: encoder.encode("<b>1</b>"), tag: "1", outcome: { source: "batch" } } as const;

describe("a document in few writes, in the production runtime", () => {
  it("lets each part out when it is there", async () => {
    const parts = [0, 1].map(() => Promise.withResolvers<Uint8Array | undefined>());
    const [head, tail] = cutAtBodyEnd(encoder.encode("<body>Grüße</body></html>"));
    const body = writing(async (write) => {
      write(head);
      for (const { promise } of parts) write(await promise);
      write(tail);
    });
    const reader = new Response(body).body?.getReader();
    const next = async () => decoder.decode((await reader?.read())?.value);
    expect(await next()).toBe("<body>Grüße");
    parts[0]?.resolve(encoder.encode("part"));
    expect(await next()).toBe("part");
    parts[1]?.resolve(undefined);
    expect(await next()).toBe("</body></html>");
    expect((await reader?.read())?.done).toBe(true);
  });

  it("ends in peace when nobody reads on", async () => {
    const late = Promise.withResolvers<Uint8Array>();
    const stream = writing(async (write) => {
      write(encoder.encode("<body>"));
      write(await late.promise);
    });
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    late.resolve(encoder.encode("too late"));
    expect((await reader.read()).done).toBe(true);
  });

  it("is whole as text", async () => {
    const late = lateMarkup({ name: "cart", piece }, "move()");
    const body = writing(async (write) => {
      write(encoder.encode("<body>"));
      write(late);
      write(new Uint8Array());
    });
    expect(await new Response(body).text()).toBe('<body><template data-fragment="cart"><b>1</b></template><script>move()</script>');
  });
});

describe("an origin that falls silent, in the production runtime", () => {
  const silent: Send = () => new Promise(() => {});
  const afterHead: Send = async (url, init) => named(new Response(new ReadableStream({ pull: () => new Promise(() => {}) })), url, init);

  it.each([
    ["before its head", silent],
    ["after its head", afterHead],
  ])("ends a batch at its deadline: %s", async (_, send) => {
    const frames: Frame[] = [];
    for await (const frame of openOrigin(wayTo(send)).batch({ market: "en-gb", visitor: null, asks: [] }, 20)) frames.push(frame);
    expect(frames).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import type { BatchRequest } from "#contract/questions";
import { CART_ANSWER, CHROME, collect, originThat, PAGE, seq } from "./origin-that.ts";
import { becauseOf } from "./port.ts";

const MOVED = { type: "about:blank", title: "Moved", status: 404, movedTo: "tall-mug" };

describe("a page asked of the origin", () => {
  it("sends the key's parts and nothing else, in one order", async () => {
    const { origin, sent, heard } = originThat(() => Response.json(CHROME));
    expect(await origin.page(PAGE)).toMatchObject({ ok: true, value: CHROME });
    expect(sent[0]?.url).toBe("http://origin/v1/pages/product/rim-mug?market=en-gb&at=5&sort=newest&variant=NH+1");
    expect([...(sent[0]?.headers.keys() ?? [])]).toEqual(["accept", "vitrine-call"]);
    expect(heard).toEqual(["page"]);
    expect(origin.calls.page).toBe(1);
  });

  it.each([
    ["down", () => Promise.reject(new TypeError("refused")), "origin-down"],
    ["failing", () => new Response("stack trace", { status: 500 }), "origin-500"],
    ["answering something else", () => new Response("<html>Welcome</html>"), "foreign"],
    ["answering an empty 200", () => new Response(""), "foreign"],
    ["answering JSON of another shape", () => Response.json({ page: 1 }), "foreign"],
    ["answering a part", () => Response.json(CHROME, { status: 206 }), "foreign"],
    ["answering what is not UTF-8", () => new Response(Buffer.from(JSON.stringify({ ...CHROME, note: "\xff" }), "latin1")), "foreign"],
    ["answering more than an answer may be", () => new Response(JSON.stringify(CHROME) + " ".repeat(16 * 1024 * 1024)), "foreign"],
    ["saying that it moved to what is no handle", () => Response.json({ ...MOVED, movedTo: "/evil.example/" }, { status: 404 }), "foreign"],
    ["behind something that refuses", () => new Response("Access denied", { status: 403 }), "foreign"],
    ["sending elsewhere", () => Response.redirect("http://evil.example/", 302), "foreign"],
    ["refusing in our own words", () => Response.json({ type: "about:blank", title: "Gone", status: 410 }, { status: 410 }), "origin-410"],
  ])("says why when the origin is %s", async (_, answer, because) => {
    const { origin } = originThat(answer);
    const answered = await origin.page(PAGE);
    expect(answered.ok ? "answered" : becauseOf(answered.failure)).toBe(because);
  });

  it("tells what its header fields say of keeping it", async () => {
    const { origin } = originThat(() => Response.json(CHROME, { headers: { "Set-Cookie": "a=1", Vary: "Cookie" } }));
    expect(await origin.page(PAGE)).toMatchObject({ ok: true, fields: { "set-cookie": "a=1", vary: "Cookie" } });
  });

  it("hands on where a moved page is", async () => {
    const { origin } = originThat(() => Response.json(MOVED, { status: 404 }));
    expect(await origin.page(PAGE)).toMatchObject({ ok: false, failure: { kind: "refused", status: 404, movedTo: "tall-mug" } });
  });
});

describe("a batch", () => {
  const request = { market: "en-gb", visitor: null, asks: [{ id: "0", question: "card", handle: "rim-mug" }] } as const;
  const ask = () => ({ ...request, asks: [...request.asks] });

  it("yields the frames that are well formed and leaves the others out", async () => {
    const { origin } = originThat(({ body }) => {
      const [{ id } = { id: "" }] = (body as BatchRequest).asks;
      return seq({ token: null }, "{broken", { id: 7, ok: true }, { id, ok: true, data: null }, { end: true });
    });
    expect(await collect(origin.batch(ask(), 1_000))).toEqual([{ token: null }, { id: "0", ok: true, data: null }, { end: true }]);
  });

  it("ends early, without an error, when the stream breaks", async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('\x1e{"token":null}\n'));
      },
      pull(controller) {
        controller.error(new Error("cut"));
      },
    });
    const { origin } = originThat(() => new Response(broken));
    expect(await collect(origin.batch(ask(), 1_000))).toEqual([{ token: null }]);
  });

  it("ends at its deadline when the origin goes silent after its head", async () => {
    const { origin } = originThat(() => new Response(new ReadableStream({ start() {} })));
    expect(await collect(origin.batch(ask(), 5))).toEqual([]);
  });

  it.each([
    ["down", () => Promise.reject(new TypeError("refused"))],
    ["silent", () => new Promise<Response>(() => {})],
    ["failing", () => new Response("", { status: 503 })],
  ])("yields nothing when the origin is %s", async (_, answer) => {
    expect(await collect(originThat(answer).origin.batch(ask(), 5))).toEqual([]);
  });
});

describe("a write", () => {
  const line = { market: "en-gb", cartId: null, customer: null, variant: "NH-1", quantity: 1 } as const;

  it("is sent once more under the same key when the connection failed", async () => {
    let attempts = 0;
    const { origin, sent } = originThat(() => (attempts++ === 0 ? Promise.reject(new TypeError("reset")) : Response.json(CART_ANSWER)));
    expect(await origin.addLine(line, "key-1")).toMatchObject({ ok: true, value: CART_ANSWER });
    expect(sent.map(({ headers }) => headers.get("Idempotency-Key"))).toEqual(["key-1", "key-1"]);
    expect(origin.calls.mutation).toBe(2);
  });

  it("is not repeated when the origin refused it", async () => {
    const problem = { type: "about:blank", title: "Sold out", status: 409, errors: [{ field: "variant", because: "Sold out." }] };
    const { origin, sent } = originThat(() => Response.json(problem, { status: 409 }));
    expect(await origin.addLine(line, "key-1")).toMatchObject({
      ok: false,
      failure: { kind: "refused", status: 409, errors: problem.errors },
    });
    expect(sent).toHaveLength(1);
  });

  it("cannot leave its path through the name of a line", async () => {
    const { origin, sent } = originThat(() => Response.json(CART_ANSWER));
    await origin.setLine("c1", "../../demo/sign-in?x=", { market: "en-gb", quantity: 0 }, "key-1");
    expect(sent[0]?.url).toBe("http://origin/v1/carts/c1/lines/..%2F..%2Fdemo%2Fsign-in%3Fx%3D");
  });
});

describe("the trace of a request", () => {
  const traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  it("goes along with its page, its batch and its writes, and with nobody else's", async () => {
    const { origin, sent } = originThat(({ url }) => (url.includes("fragments") ? seq({ end: true }) : Response.json(CART_ANSWER)));
    const own = origin.traced(traceparent);
    await own.page(PAGE);
    await collect(own.batch({ market: "en-gb", visitor: null, asks: [] }, 1_000));
    await own.addLine({ market: "en-gb", cartId: null, customer: null, variant: "NH-1", quantity: 1 }, "key-1");
    await own.setLine("c1", "l1", { market: "en-gb", quantity: 0 }, "key-2");
    await own.signIn({ market: "en-gb", customer: null, cartId: null }, "key-3");
    await origin.page(PAGE);
    expect(sent.map(({ headers }) => headers.get("traceparent"))).toEqual([...Array(5).fill(traceparent), null]);
    expect(sent.some(({ headers }) => headers.has("tracestate"))).toBe(false);
    expect(origin.calls).toMatchObject({ page: 2, fragments: 1, mutation: 3 });
  });
});

import { createSignature, verifySignature } from "http-message-sig";
import { describe, expect, it } from "vitest";
import { contentDigest, isDigestOf } from "./content-digest.ts";
import { importHmacKey, importHmacKeys } from "./hmac-keys.ts";
import { type Call, hmacSigner, hmacVerifier, signCall, verifyCall } from "./signed-call.ts";

const NOW = 1_800_000_000;
const bytes = (text: string) => Uint8Array.from(new TextEncoder().encode(text));
const OLD = { k1: "the-old-secret-the-old-secret-the-old" };
const NEW = { k2: "the-new-secret-the-new-secret-the-new" };
const oldKeys = await importHmacKeys(JSON.stringify(OLD));
const rotated = await importHmacKeys(JSON.stringify({ ...NEW, ...OLD }));
const newKeys = await importHmacKeys(JSON.stringify(NEW));

const WRITE: Call = {
  method: "POST",
  url: "https://origin.example/v1/carts/lines?a=1",
  headers: new Headers({ "Content-Type": "application/json", "Idempotency-Key": "once" }),
  body: bytes('{"quantity":1}'),
};
const READ: Call = { method: "GET", url: "https://origin.example/v1/stock?since=5", headers: new Headers(), body: undefined };

const signed = async (call: Call, keys = rotated, at = NOW): Promise<Call> => ({
  ...call,
  headers: await signCall(call, keys, { at, nonce: "n1" }),
});
const withField = ({ headers, ...call }: Call, name: string, value: string | undefined): Call => {
  const changed = new Headers(headers);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return { ...call, headers: changed };
};
const verdict = async (call: Call, keys = rotated, now = NOW) => {
  const verified = await verifyCall(call, keys, now);
  return verified.ok ? "accepted" : verified.because;
};

describe("RFC 9421", () => {
  const key = () => importHmacKey(Uint8Array.from(atob(SHARED_SECRET), (c) => c.charCodeAt(0)));
  const SHARED_SECRET = "uzvJfB4u3N0Jy4T7NZ75MDVcr8zSTInedJtkgcu46YW4XByzNJjxBdtjUkdJPBtbmHhIDi6pcl8jsasjlTMtDQ==";
  const request = (fields: Record<string, string> = {}) =>
    new Request("https://example.com/foo?param=Value&Pet=dog", {
      method: "POST",
      headers: { Date: "Tue, 20 Apr 2021 02:07:55 GMT", "Content-Type": "application/json", ...fields },
      body: '{"hello": "world"}',
    });
  const signature = "sig-b25=:pxcQw6G3AjtMBQjwo8XzkZf/bws5LelbaMk5rGIGtE8=:";
  const signatureInput = 'sig-b25=("date" "@authority" "content-type");created=1618884473;keyid="test-shared-secret"';

  it("makes the HMAC signature of appendix B.2.5", async () => {
    const parameters = { created: 1618884473, keyid: "test-shared-secret" };
    const components = ["date", "@authority", "content-type"];
    const made = await createSignature(request(), { label: "sig-b25", components, parameters, signer: hmacSigner(await key()) });
    expect(made).toEqual({ signature, signatureInput });
  });

  it.each([
    ["as it stands", "application/json", true],
    ["with a covered field changed", "text/plain", false],
  ])("judges the HMAC signature of appendix B.2.5 %s", async (_, type, good) => {
    const message = request({ "Content-Type": type, Signature: signature, "Signature-Input": signatureInput });
    const policy = { algorithms: ["hmac-sha256"], requiredComponents: ["@authority"], requiredParameters: ["created"], now: 1618884473 };
    const verifier = hmacVerifier(await key());
    const judged = verifySignature(message, { policy, resolveVerifier: () => verifier }).then(
      () => true,
      () => false,
    );
    expect(await judged).toBe(good);
  });
});

describe("RFC 9530", () => {
  it.each([
    ['{"hello": "world"}\n', "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"],
    ['{"hello": "world"}', "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"],
  ])("digests %j as the RFCs do", async (body, field) => {
    expect(await contentDigest(bytes(body))).toBe(field);
    expect(await isDigestOf(`sha-512=:AA==:, ${field}`, bytes(body))).toBe(true);
  });

  it.each([
    null,
    "",
    "sha-256",
    "sha-256=X",
    "sha-256=:AA==:",
    "sha-512=:AA==:",
    ":::",
    'sha-256="X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE="',
  ])("takes %j for nobody's digest", async (field) => {
    expect(await isDigestOf(field, bytes('{"hello": "world"}'))).toBe(false);
  });
});

describe("a call between edge and origin", () => {
  it.each([
    ["a read", READ],
    ["a write", WRITE],
    ["a write without a body", { ...WRITE, body: undefined }],
    ["a path with escapes", { ...READ, url: "https://origin.example/v1/pages/product/..%2Fa%20b?market=en-gb&q=%C3%BC+" }],
    ["a port of its own", { ...READ, url: "http://127.0.0.1:8788/v1/stock" }],
  ])("is accepted when it arrives as it was sent: %s", async (_, call) => {
    expect(await verdict(await signed(call))).toBe("accepted");
  });

  it("covers all that the origin acts on", async () => {
    expect((await signed(WRITE)).headers.get("Signature-Input")).toBe(
      'edge=("@method" "@authority" "@path" "@query" "content-type" "content-digest" "idempotency-key")' +
        `;created=${NOW};nonce="n1";keyid="k2";alg="hmac-sha256";tag="vitrine-origin"`,
    );
  });

  it.each<[string, (call: Call) => Call, string]>([
    ["method", (call) => ({ ...call, method: "PUT" }), "forged"],
    ["host", (call) => ({ ...call, url: call.url.replace("origin", "other") }), "forged"],
    ["path", (call) => ({ ...call, url: call.url.replace("lines", "line") }), "forged"],
    ["query", (call) => ({ ...call, url: call.url.replace("a=1", "a=2") }), "forged"],
    ["query, left out", (call) => ({ ...call, url: call.url.replace("?a=1", "") }), "forged"],
    ["body", (call) => ({ ...call, body: bytes('{"quantity":9}') }), "body-differs"],
    ["body, left out", (call) => ({ ...call, body: undefined }), "body-differs"],
    ["body and its digest", (call) => withField({ ...call, body: bytes("{}") }, "Content-Digest", EMPTY_OBJECT), "forged"],
    ["digest, left out", (call) => withField(call, "Content-Digest", undefined), "not-accepted"],
    ["media type", (call) => withField(call, "Content-Type", "text/xml"), "forged"],
    ["idempotency key", (call) => withField(call, "Idempotency-Key", "twice"), "forged"],
    ["idempotency key, left out", (call) => withField(call, "Idempotency-Key", undefined), "not-accepted"],
    ["signature", (call) => withField(call, "Signature", "edge=:AAAA:"), "forged"],
    ["signature, left out", (call) => withField(call, "Signature", undefined), "unsigned"],
    ["signature's input, left out", (call) => withField(call, "Signature-Input", undefined), "unsigned"],
    ["signature, cut off", (call) => withField(call, "Signature", "edge=:AA"), "not-accepted"],
    ["signature's label", (call) => withField(call, "Signature", `x${call.headers.get("Signature")}`), "not-accepted"],
  ])("is refused when something changed on the way: its %s", async (_, change, because) => {
    expect(await verdict(change(await signed(WRITE)))).toBe(because);
  });

  it.each<[string, string, string]>([
    ["key id", 'keyid="k2"', 'keyid="k1"'],
    ["nonce", 'nonce="n1"', 'nonce="n2"'],
    ["time", `created=${NOW}`, `created=${NOW + 1}`],
    ["order", '"@method" "@authority"', '"@authority" "@method"'],
  ])("is refused when the %s of its signature changed", async (_, from, to) => {
    const call = await signed(WRITE);
    expect(await verdict(withField(call, "Signature-Input", call.headers.get("Signature-Input")?.replace(from, to)))).toBe("forged");
  });

  it.each(["@method", "@authority", "@path", "@query", "content-type", "content-digest", "idempotency-key"])(
    "is refused when its signature, though genuine, does not cover %s",
    async (left) => {
      const [key] = rotated.values();
      if (!key) throw new Error("no key");
      const { headers } = await signed(WRITE);
      const all = ["@method", "@authority", "@path", "@query", "content-type", "content-digest", "idempotency-key"];
      const fields = [...headers].map(([name, value]) => ({ name, value }));
      const { signature, signatureInput } = await createSignature(
        { kind: "request", method: WRITE.method, targetUri: WRITE.url, fields },
        {
          label: "edge",
          components: all.filter((name) => name !== left),
          parameters: { created: NOW, nonce: "n1", keyid: "k2", alg: "hmac-sha256", tag: "vitrine-origin" },
          signer: hmacSigner(key),
        },
      );
      const call = withField(withField({ ...WRITE, headers }, "Signature", signature), "Signature-Input", signatureInput);
      expect(await verdict(call)).toBe("not-accepted");
    },
  );

  it("is refused when a body, or a key of its own, was added to a read", async () => {
    const call = await signed(READ);
    expect(await verdict({ ...call, body: bytes("{}") })).toBe("not-accepted");
    expect(await verdict(withField(call, "Idempotency-Key", "x"))).toBe("not-accepted");
  });

  it.each([
    [0, "accepted"],
    [59, "accepted"],
    [-59, "accepted"],
    [61, "not-accepted"],
    [-61, "not-accepted"],
    [600, "not-accepted"],
    [-600, "not-accepted"],
  ])("is %s seconds old: %s", async (age, expected) => {
    expect(await verdict(await signed(WRITE, rotated, NOW - age))).toBe(expected);
  });

  it("is accepted under either key while keys rotate, and under neither's absence", async () => {
    expect(await verdict(await signed(WRITE, oldKeys), rotated)).toBe("accepted");
    expect(await verdict(await signed(WRITE, rotated), rotated)).toBe("accepted");
    expect(await verdict(await signed(WRITE, rotated), oldKeys)).toBe("unknown-key");
    expect(await verdict(await signed(WRITE, oldKeys), newKeys)).toBe("unknown-key");
  });

  it("is refused when the secret is another under the same id", async () => {
    const other = await importHmacKeys(JSON.stringify({ k2: "somebody-elses-secret-somebody-elses" }));
    expect(await verdict(await signed(WRITE, other), rotated)).toBe("forged");
  });
});

const EMPTY_OBJECT = await contentDigest(bytes("{}"));

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clearToken, cookieNames } from "./cookies.ts";
import { keepRecent, MAX_RECENT, readRecent, withProduct } from "./recent.ts";

const site = (origin: string) => ({ origin, host: new URL(origin).host });
const secure = cookieNames(site("https://nearhand.example"));

describe("names of cookies", () => {
  it.each([
    ["https://nearhand.example", "__Host-visitor"],
    ["http://localhost:8787", "__Host-visitor"],
    ["http://127.0.0.1:8787", "__Host-visitor"],
    ["http://[::1]:8787", "__Host-visitor"],
    ["http://192.168.1.20:8787", "visitor"],
    ["http://localhost.evil.example", "visitor"],
  ])("at %s is %s", (origin, name) => {
    expect(cookieNames(site(origin)).visitor).toBe(name);
  });

  it("without the prefix are not Secure, for such a site could not read them back", () => {
    expect(clearToken(cookieNames(site("http://10.0.0.2")))).toBe("visitor=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
    expect(clearToken(secure)).toBe("__Host-visitor=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax");
  });
});

describe("products looked at", () => {
  const handle = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,30}$/);

  it("are the last eight, latest first, each once", () => {
    fc.assert(
      fc.property(fc.array(handle, { maxLength: 30 }), (viewed) => {
        let cookie: string | undefined;
        for (const seen of viewed) {
          const recent = readRecent(cookie);
          cookie = keepRecent(secure, recent, withProduct(recent, seen))?.match(/=([^;]*)/)?.[1] ?? cookie;
        }
        expect(readRecent(cookie)).toEqual([...new Set(viewed.toReversed())].slice(0, MAX_RECENT));
      }),
    );
  });

  it("are not written again when the latest one is looked at again", () => {
    expect(keepRecent(secure, ["jug"], withProduct(["jug"], "jug"))).toBeUndefined();
    expect(keepRecent(secure, ["pan", "jug"], withProduct(["pan", "jug"], "jug"))).toContain("__Host-recent=jug.pan; Max-Age=2592000;");
  });

  it("are forgotten when nothing is left of them", () => {
    expect(keepRecent(secure, ["jug"], [])).toContain("__Host-recent=; Max-Age=0;");
  });

  it("are never anything but handles, whatever the cookie says", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        for (const found of readRecent(value)) expect(found).toMatch(/^[a-z0-9][a-z0-9-]*$/);
      }),
    );
    expect(readRecent("../../admin.jug.<b>.JUG.jug")).toEqual(["jug"]);
    expect(withProduct(["a", "b"], "b")).toEqual(["b", "a"]);
  });
});

import { beforeEach, expect, it } from "vitest";
import { adminApp } from "./app.ts";
import { type FakeShop, fakeShop, SITE, TOKENS } from "./fake-deps.ts";

const TYPED = { by: "url", values: "/en-gb\n/de-de", mode: "hard", reason: 'The "price" <b>was</b> wrong' };
const CONFIRMED = { ...TYPED, step: "purge", confirm: SITE.host, proof: "a-proof" };

let shop: FakeShop;
let app: ReturnType<typeof adminApp>;
beforeEach(async () => {
  shop = await fakeShop();
  app = adminApp(shop.deps);
});

const post = (path: string, fields: Record<string, string>, from = SITE.origin) =>
  app.request(`${SITE.origin}${path}`, {
    method: "POST",
    headers: { Origin: from, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

/** What a form on the page would send. */
function hiddenIn(page: string): Record<string, string> {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const plain = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, plain(value)]));
}

it("keeps what was typed for a purge until its operator has signed in, and does nothing meanwhile", async () => {
  const wayIn = await post("/admin/purges", CONFIRMED);
  const page = await wayIn.text();
  expect([wayIn.status, page.includes("<b>was</b>"), page.includes("nothing was purged")]).toEqual([401, false, true]);
  expect(hiddenIn(page)).toEqual(TYPED);

  const wrong = await post("/admin/session", { ...hiddenIn(page), token: "wrong-token-12345" });
  const kept = hiddenIn(await wrong.text());
  expect(kept).toEqual(TYPED);

  const signedIn = await post("/admin/session", { ...kept, token: TOKENS.owner });
  const console = await signedIn.text();
  expect([signedIn.status, signedIn.headers.get("Set-Cookie")]).toEqual([200, expect.stringContaining("__Host-admin=")]);
  expect(console).toContain("/en-gb\n/de-de</textarea>");
  expect(console).toContain("The &quot;price&quot; &lt;b&gt;was&lt;/b&gt; wrong");
  expect(console).not.toContain(TOKENS.owner);
  expect(shop.purged).toEqual([]);
});

it("never keeps the word that confirms, nor the proof of a dry run", async () => {
  for (const path of ["/admin/purges", "/admin/session"]) {
    const page = await (await post(path, { ...CONFIRMED, by: "all" })).text();
    expect(Object.keys(hiddenIn(page)).sort()).toEqual(Object.keys(TYPED).sort());
  }
  const page = await (await post("/admin/session", { ...CONFIRMED, by: "all", token: TOKENS.owner })).text();
  expect([page.includes('name="confirm" value=""'), page.includes("a-proof")]).toEqual([true, false]);
});

it("never shows what another site posted", async () => {
  const page = await (await post("/admin/purges", TYPED, "https://evil.example")).text();
  expect([hiddenIn(page), page.includes("price")]).toEqual([{}, false]);
});

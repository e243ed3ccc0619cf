import { beforeEach, describe, expect, it } from "vitest";
import { openShop } from "../../origin-api/fixtures/shop-in-memory.ts";
import { adminApp } from "./app.ts";
import { type FakeShop, fakeShop, SITE, TOKENS } from "./fake-deps.ts";

type Fields = Record<string, string>;

const MINE = { typedBy: "owner" };
const PURGE = { ...MINE, by: "url", values: "/en-gb\n/de-de", mode: "hard", reason: 'The "price" <b>was</b> wrong' };
const PREWARM = { ...MINE, by: "url", values: "/en-gb\n/de-de", market: "de-de", perSecond: "7", reason: "Before the letter" };
const PRODUCT = { ...MINE, version: "16", reason: "Mended", "titles.en": "A better mug", "stock.rim-mug-0": "12" };
/** Fields of the forms that must not come back: they would do something, or confirm it. */
const DOING = { step: "purge", confirm: SITE.host, proof: "a-proof", once: "1", published: "no", token: "stolen" };

let shop: FakeShop;
let app: ReturnType<typeof adminApp>;
let edited: object[];
beforeEach(async () => {
  const origin = await openShop();
  edited = [];
  shop = await fakeShop();
  shop.world.products = (path, edit) => {
    if (edit) edited.push(edit);
    return origin.get(`/v1/products${path}`);
  };
  app = adminApp(shop.deps);
});

const post = (path: string, fields: Fields, from = SITE.origin) =>
  app.request(`${SITE.origin}${path}`, {
    method: "POST",
    headers: { Origin: from, "Content-Type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(fields).toString(),
  });

/** What a form on the page would send. */
function hiddenIn(page: string): Fields {
  const inputs = page.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g);
  const plain = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return Object.fromEntries([...inputs].map(([, name = "", value = ""]) => [name, plain(value)]));
}

describe.each<[string, string, Fields, readonly string[]]>([
  ["a purge", "/admin/purges", PURGE, ["/en-gb\n/de-de</textarea>", "The &quot;price&quot; &lt;b&gt;was&lt;/b&gt; wrong"]],
  ["a prewarm", "/admin/prewarms", PREWARM, ["/en-gb\n/de-de</textarea>", 'value="7"', "Before the letter", 'name="once" value="1']],
  ["a product", "/admin/products/rim-mug", PRODUCT, ["A better mug", 'value="12"', 'name="version" value="16"', "Mended"]],
])("what was typed for %s", (_, path, typed, shown) => {
  it("is kept until its operator has signed in, and does nothing meanwhile", async () => {
    const wayIn = await post(path, { ...DOING, ...typed });
    const page = await wayIn.text();
    expect([wayIn.status, page.includes("<b>was</b>"), page.includes("nothing was done")]).toEqual([401, false, true]);
    expect(hiddenIn(page)).toEqual({ ...typed, to: path });

    const wrong = await post("/admin/session", { ...hiddenIn(page), token: "wrong-token-12345" });
    const kept = hiddenIn(await wrong.text());
    expect(kept).toEqual({ ...typed, to: path });

    const signedIn = await post("/admin/session", { ...kept, token: TOKENS.owner });
    const console = await signedIn.text();
    expect([signedIn.status, signedIn.headers.get("Set-Cookie")]).toEqual([200, expect.stringContaining("__Host-admin=")]);
    for (const part of shown) expect(console).toContain(part);
    expect(console).not.toContain(TOKENS.owner);
    expect([shop.purged, edited]).toEqual([[], []]);
  });

  it("never confirms anything, nor proves a dry run, whoever hands it to the way in", async () => {
    const page = await (await post("/admin/session", { ...DOING, ...typed, to: path, token: TOKENS.owner })).text();
    expect([page.includes("a-proof"), page.includes(`value="${SITE.host}"`), page.includes("stolen")]).toEqual([false, false, false]);
    expect([shop.purged, edited]).toEqual([[], []]);
  });

  it("is never shown to another operator, who gets the page without it", async () => {
    const answer = await post("/admin/session", { ...typed, to: path, token: TOKENS.operator });
    expect([answer.status, answer.headers.get("Location")]).toEqual([303, path.replace("/purges", "")]);
  });

  it("is never kept of what another site posted, nor beyond its bounds", async () => {
    const foreign = await (await post(path, typed, "https://evil.example")).text();
    expect([hiddenIn(foreign), foreign.includes(typed.reason ?? "")]).toEqual([{ to: "/admin" }, false]);
    const long = await post(path, { ...typed, reason: "x".repeat(251_000) });
    expect([long.status, Object.keys(hiddenIn(await long.text()))]).toEqual([401, ["to"]]);
    expect((await post(path, { ...typed, reason: "x".repeat(300_000) })).status).toBe(413);
  });
});

it("leads to the page that was asked for, with its filters", async () => {
  const page = await (await app.request(`${SITE.origin}/admin/audit?by=market&text=price`)).text();
  expect(hiddenIn(page)).toEqual({ to: "/admin/audit?by=market&text=price" });
  const signedIn = await post("/admin/session", { ...hiddenIn(page), token: TOKENS.owner });
  expect([signedIn.status, signedIn.headers.get("Location")]).toEqual([303, "/admin/audit?by=market&text=price"]);
});

it("leads from the address of a form, which a dry run leaves in the browser, to the page where it stands", async () => {
  const page = await (await app.request(`${SITE.origin}/admin/purges`)).text();
  const signedIn = await post("/admin/session", { ...hiddenIn(page), token: TOKENS.owner });
  expect([signedIn.status, signedIn.headers.get("Location")]).toEqual([303, "/admin"]);
});

it.each(["https://evil.example/admin", "//evil.example/admin", "/\\evil.example/admin", "/en-gb", "/admin/../en-gb", "/administration"])(
  "never leads out of the console: %s",
  async (to) => {
    const signedIn = await post("/admin/session", { to, token: TOKENS.owner });
    expect(signedIn.headers.get("Location")).toBe("/admin");
  },
);

it("says that nothing was done where there was nothing to keep", async () => {
  const page = await (await post("/admin/prewarms/1/cancel", {})).text();
  expect([page.includes("nothing was done"), hiddenIn(page)]).toEqual([true, { to: "/admin" }]);
});

import { expect, it } from "vitest";
import { adminApp } from "./app.ts";
import { fakeShop, SITE, TOKENS } from "./fake-deps.ts";

async function open(token: string): Promise<string> {
  const { deps } = await fakeShop();
  const response = await adminApp(deps).request(`${SITE.origin}/admin/feeds`, { headers: { Authorization: `Bearer ${token}` } });
  return `${response.status} ${await response.text()}`;
}

it("offers operators the import, and viewers the export alone", async () => {
  expect(await open(TOKENS.operator)).toMatch(/^200 .*id="feed-form".*shop-en-us\.xml/s);
  const viewers = await open(TOKENS.viewer);
  expect(viewers).toMatch(/^200 .*Importing needs the role operator.*shop-en-us\.xml/s);
  expect(viewers).not.toContain('id="feed-form"');
});

it("is shown to nobody else", async () => expect(await open("wrong-token-12345")).toMatch(/^401 /));

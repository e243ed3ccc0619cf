import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { importTokenKeys } from "#contract/token";
import { TOKEN_KEYS } from "../bench/visitors.ts";
import { drive } from "./drive.ts";
import { nameOf } from "./marks.ts";
import type { Places } from "./places.ts";
import { Shoppers } from "./shoppers.ts";
import type { TraceStep } from "./trace.ts";

const places: Places = { products: [], collections: [], hot: { handle: "mug", surrogateKey: "product:1" }, skus: [] };
let answer = "";
const server = createServer((_, response) => response.writeHead(200, { "Cache-Status": "vitrine-memory;hit;ttl=2" }).end(answer));
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function viewOf(body: string, hasName = true) {
  answer = body;
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const shopper = { number: 7, market: "en-gb", pop: 0, hasName, buys: undefined } as const;
  const step: TraceStep = { atMs: 0, shopper, kind: "product", path: "/en-gb/products/mug", object: "/en-gb/products/mug" };
  const pop = { name: "FRA", isolates: [url], fetch: () => Promise.reject(new Error("not here")) };
  const { viewed } = await drive([step], { world: { pops: [pop] }, places, shoppers: new Shoppers(await importTokenKeys(TOKEN_KEYS)) });
  return viewed[0];
}

it("knows a shopper's own page, the tier it came from and its edition", async () => {
  const view = await viewOf(`<p>Hello, ${nameOf(7)}</p><h1>Mug, edition 3</h1>`);
  expect(view).toMatchObject({ isForeign: false, isNameless: false, served: "memory", edition: 3, status: 200 });
});

it("sees another shopper's name, even beside the shopper's own", async () => {
  expect(await viewOf(`${nameOf(7)} ${nameOf(8)}`)).toMatchObject({ isForeign: true });
  expect(await viewOf(nameOf(8), false)).toMatchObject({ isForeign: true });
});

it("misses the name that should be there, and no name that should not", async () => {
  expect(await viewOf("<p>Hello</p>")).toMatchObject({ isNameless: true, isForeign: false });
  expect(await viewOf("<p>Hello</p>", false)).toMatchObject({ isNameless: false });
});

it("tells the arms of a basket page apart, by the seed that the shop gave", async () => {
  const shoppers = new Shoppers(await importTokenKeys(TOKEN_KEYS));
  const shopperOf = (number: number) => ({ number, market: "en-gb", pop: 0, hasName: false, buys: undefined }) as const;
  const arms = new Set<string>();
  for (let seed = 0; seed < 20; seed++) {
    await shoppers.keep(shopperOf(seed), [`__Host-seed=${seed}; Path=/`]);
    arms.add(shoppers.armOf(shopperOf(seed)));
  }
  expect([...arms].sort()).toEqual(["with", "without"]);
});

import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openShop } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { failureLine } from "./failure-line.ts";

const told = (error: unknown) => JSON.parse(failureLine(error, NOON)) as { errors: string[]; stack: string[] };

describe("the log line of a failure inside", () => {
  it.each([
    ["a cart", (shop: Shop) => shop.post("/v1/carts/zyx-cart/lines/zyx-line", { market: "en-us", quantity: 1 })],
    ["a basket's batch", (shop: Shop) => shop.post("/v1/fragments", batch({ asks: [{ id: "0", question: "cart", cart: "zyx-cart" }] }))],
    ["a renewal", (shop: Shop) => shop.post("/v1/fragments", batch({ asks: [] }))],
  ])("names the question to the database and never what it asked for: %s", async (_, ask) => {
    const shop = await openShop();
    for (const table of ["cart_lines", "carts", "customers"]) await shop.db.execute(sql.raw(`drop table ${table}`));
    await (await ask(shop)).text();
    expect(shop.reported.length).toBeGreaterThan(0);
    for (const error of shop.reported) {
      expect(failureLine(error, NOON)).not.toContain("zyx");
      expect(told(error).errors[0]).toMatch(/^Error: Failed query: select .* where `/);
      expect(told(error).errors.join()).toContain("no such table: ");
    }
  });

  it("tells where it happened", () => {
    const { stack } = told(new Error("zyx"));
    expect(stack[0]).toMatch(/^at .*failure-line\.test\.ts/);
  });

  it.each([
    [new Error("Duplicate entry 'zyx' for key 'carts.PRIMARY' (errno 1062) (sqlstate 23000)"), ["Error: Duplicate entry (errno 1062)"]],
    [new SyntaxError("Unexpected token 'z', \"zyx\" is not valid JSON"), ["SyntaxError: Unexpected token"]],
    [new Error("Lost.", { cause: new Error("it's zyx's") }), ["Error: Lost.", "Error: it"]],
    ["zyx", []],
    [{ message: "zyx" }, []],
  ])("leaves out what stands in quotes, and what is no error: %s", (error, errors) => {
    expect(told(error).errors).toEqual(errors);
    expect(failureLine(error, NOON)).not.toContain("zyx");
  });

  it("ends where an error is its own cause, or a message without end", () => {
    const endless = new Error("a".repeat(10_000));
    endless.cause = endless;
    expect(failureLine(endless, NOON).length).toBeLessThan(8_000);
  });
});

type Shop = Awaited<ReturnType<typeof openShop>>;

function batch({ asks }: { asks: readonly object[] }) {
  return { market: "en-us", visitor: { sub: "customer:zyx", cartId: "zyx-cart", refresh: true, seen: ["zyx-mug"] }, asks };
}

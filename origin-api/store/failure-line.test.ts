import { UnknownError } from "@planetscale/database";
import { DrizzleQueryError, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { openShop } from "../fixtures/shop-in-memory.ts";
import { NOON } from "../fixtures/small-shop.ts";
import { LostReply } from "./errors.ts";
import { failureLine } from "./failure-line.ts";
import { nodeSqlite } from "./node-sqlite.io.ts";
import { SqliteClient } from "./sqlite-client.ts";

const told = (error: unknown) => JSON.parse(failureLine(error, NOON)) as { errors: string[]; stack: string[] };

const inSqlite = async (statement: string): Promise<unknown> => {
  const client = new SqliteClient(nodeSqlite());
  await client.execute("create table `zyx` (`id` text primary key, `zyx` integer check (`zyx` > 0))");
  await client.execute("insert into `zyx` values ('zyx', 1)");
  return client.execute(statement).catch((error: unknown) => error);
};

const VITESS =
  "target: shop.-.primary: vttablet: rpc error: code = AlreadyExists desc = Duplicate entry zyx for key carts.PRIMARY (errno 1062) (sqlstate 23000) (CallerID: zyx): Sql: insert zyx, BindVars: {v1: zyx}";

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
      expect(told(error).errors[0]).toMatch(/^DrizzleQueryError \(select (carts|cart_lines|customers)\b/);
      expect(told(error).errors[1]).toBe("Error (code ERR_SQLITE_ERROR, errcode 1)");
    }
  });

  it("tells where it happened", () => {
    const { stack } = told(new Error("zyx"));
    expect(stack[0]).toMatch(/^at .*failure-line\.test\.ts/);
  });

  it.each([
    ["select zyx-mug", ["Error (code ERR_SQLITE_ERROR, errcode 1)"]],
    ["insert into zyx values ('zyx', 1)", ["DatabaseError (status 400, code ALREADY_EXISTS, (errno 1062) (sqlstate 23000))"]],
    ["insert into zyx values ('zyx-mug', -1)", ["DatabaseError (status 400, code ALREADY_EXISTS, (errno 3819) (sqlstate 23000))"]],
  ])("tells SQLite's number and not its text: %s", async (statement, errors) => {
    const error = await inSqlite(statement);
    expect(told(error).errors).toEqual(errors);
    expect(failureLine(error, NOON)).not.toContain("zyx");
  });

  const mysql = { code: "ER_DATA_TOO_LONG", errno: 1406, sqlState: "22001", sql: "zyx", sqlMessage: "zyx" };
  it.each<[string, unknown, readonly string[]]>([
    ["a Durable Object's", new Error("no such column: zyx at offset 7: SQLITE_ERROR"), ["Error (SQLITE_ERROR)"]],
    ["MySQL's", Object.assign(new Error("Data too long: zyx"), mysql), ["Error (code ER_DATA_TOO_LONG, errno 1406, sqlState 22001)"]],
    ["Vitess's", new Error(VITESS), ["Error ((errno 1062) (sqlstate 23000))"]],
    [
      "PlanetScale's door's",
      new LostReply(new UnknownError("HTTP 502 zyx", { status: 502, statusText: "zyx", body: "zyx", headers: { zyx: "zyx" } })),
      ["LostReply", "UnknownError (status 502, code UNKNOWN)"],
    ],
    [
      "a socket's",
      new TypeError("zyx", { cause: Object.assign(new Error("zyx"), { code: "ECONNREFUSED" }) }),
      ["TypeError", "Error (code ECONNREFUSED)"],
    ],
    [
      "Drizzle's",
      new DrizzleQueryError("insert into `carts` (`id`) values ('from zyx')", ["zyx"], new Error("zyx")),
      ["DrizzleQueryError (insert carts)", "Error"],
    ],
    ["a parser's", new SyntaxError("Unexpected token zyx"), ["SyntaxError"]],
    ["one with a name and codes of its own", Object.assign(new Error("zyx"), { name: "zyx", code: "zyx", errno: "zyx" }), ["Error"]],
    ["no error", { message: "zyx" }, []],
  ])("tells no text of an error, wherever its values stand: %s", (_, error, errors) => {
    expect(told(error).errors).toEqual(errors);
    expect(failureLine(error, NOON)).not.toContain("zyx");
  });

  it("takes no line of an error's text for a place", () => {
    const error = new Error("it\n    at zyx (zyx.ts:1:1)\n    at zyx:1:1");
    expect(failureLine(error, NOON)).not.toContain("zyx");
    expect(told(error).stack[0]).toContain("failure-line.test.ts");
    error.message = "another text";
    expect(failureLine(error, NOON)).not.toContain("zyx");
  });

  it("ends where an error is its own cause", () => {
    const endless = new Error("a".repeat(10_000));
    endless.cause = endless;
    expect(failureLine(endless, NOON).length).toBeLessThan(8_000);
  });
});

type Shop = Awaited<ReturnType<typeof openShop>>;

function batch({ asks }: { asks: readonly object[] }) {
  return { market: "en-us", visitor: { sub: "customer:zyx", cartId: "zyx-cart", refresh: true, seen: ["zyx-mug"] }, asks };
}

/** What PlanetScale would refuse or end, the gateway refuses and ends: asked through the driver itself. */
import { Client } from "@planetscale/database";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Gateway, openGateway } from "./gateway.ts";
import { type MariaDb, startMariaDb } from "./mariadb.ts";

let server: MariaDb;
const gateways: Gateway[] = [];

beforeAll(async () => {
  server = await startMariaDb();
  const client = new Client({ url: (await open()).url("shop") });
  await client.execute("create table t (id varchar(64) not null primary key, n bigint not null, body json) collate utf8mb4_bin");
});
afterAll(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await server?.stop();
});

async function open(limits = {}): Promise<Gateway> {
  const gateway = await openGateway({ socketPath: server.socketPath, limits });
  gateways.push(gateway);
  return gateway;
}

const clientOf = (gateway: Gateway) => new Client({ url: gateway.url("shop") });
const aMoment = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("the gateway", () => {
  it("gives values back as PlanetScale's driver expects them", async () => {
    const client = clientOf(await open());
    const written = await client.execute("insert into t values (?, ?, ?), (?, ?, ?)", [
      "色\n'\\",
      2 ** 40,
      '{"long":1,"a":[null,"ü"]}',
      "none",
      0,
      null,
    ]);
    expect(written.rowsAffected).toBe(2);
    const { rows, types } = await client.execute("select * from t order by n desc");
    expect(types).toEqual({ id: "VARCHAR", n: "INT64", body: "JSON" });
    expect(rows).toEqual([
      { id: "色\n'\\", n: String(2 ** 40), body: { a: [null, "ü"], long: 1 } },
      { id: "none", n: "0", body: null },
    ]);
    expect((await client.execute("update t set n = 0 where id = 'none'")).rowsAffected).toBe(1);
  });

  it("opens to nobody with another password", async () => {
    const url = (await open()).url("shop").replace("local", "guess");
    await expect(new Client({ url }).execute("select 1")).rejects.toMatchObject({ status: 401 });
  });

  it("ends a transaction that takes too long, and what it wrote is not there", async () => {
    const gateway = await open({ transactionMs: 100 });
    const client = clientOf(gateway);
    const slow = client.transaction(async (tx) => {
      await tx.execute("insert into t values ('slow', 1, null)");
      await aMoment(200);
      await tx.execute("insert into t values ('later', 1, null)");
    });
    await expect(slow).rejects.toThrow(/code = Aborted .*exceeded timeout/);
    expect((await client.execute("select * from t where id in ('slow', 'later')")).rows).toEqual([]);
    expect(gateway.transactions.size).toBe(0);
  });

  it("lets no more transactions begin than may be open, and makes the others wait", async () => {
    const gateway = await open({ maxTransactions: 2 });
    const client = clientOf(gateway);
    let most = 0;
    const one = () =>
      client.transaction(async (tx) => {
        await tx.execute("select 1");
        most = Math.max(most, gateway.transactions.size);
      });
    await Promise.all(Array.from({ length: 8 }, one));
    expect(most).toBe(2);
  });

  it("answers no more rows, and no more bytes, than it may", async () => {
    const client = clientOf(await open({ maxRows: 3, maxResultBytes: 1_000 }));
    const numbers = "select 1 union select 2 union select 3";
    expect((await client.execute(numbers)).size).toBe(3);
    await expect(client.execute(`${numbers} union select 4`)).rejects.toThrow("Row count exceeded 3");
    await expect(client.execute("select repeat('x', 2000)")).rejects.toThrow("larger than max");
  });

  it("takes definitions only where safe migrations are off", async () => {
    const client = clientOf(await open({ safeMigrations: true }));
    await expect(client.execute("create table u (id int primary key)")).rejects.toThrow("direct DDL is disabled");
    expect((await client.execute("select 1")).size).toBe(1);
  });

  it.each([
    "create table c (id int primary key, t varchar(64), foreign key (t) references t (id))",
    "create trigger x before insert on t for each row set new.n = 1",
    "select @a := 1",
    "insert into t values ('r', 1, null) returning id",
    "kill 1",
  ])("refuses %s", async (statement) => {
    await expect(clientOf(await open()).execute(statement)).rejects.toThrow();
  });

  it("takes a text that reads like what it refuses", async () => {
    const client = clientOf(await open());
    for (const text of ["foreign key references", "it's := \\' returning", '"kill 1"'])
      expect((await client.execute("select ? as text", [text])).rows).toEqual([{ text }]);
  });

  it("knows no setting of an earlier call: each is a session of its own", async () => {
    const client = clientOf(await open());
    await client.execute("set @kept = 1");
    await expect(client.execute("commit")).resolves.toMatchObject({ rowsAffected: 0 });
    const { rows } = await client.execute("select @@in_transaction as inside");
    expect(rows).toEqual([{ inside: "0" }]);
  });
});

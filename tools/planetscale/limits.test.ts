import { expect, it } from "vitest";
import { judgeResult, judgeStatement, LIMITS } from "./limits.ts";

const judge = (statement: string, safeMigrations = false) => judgeStatement(statement, { safeMigrations })?.message;

it.each([
  ["create table a (b int, constraint c foreign key (b) references d (e))", "VT10001"],
  ["CREATE DEFINER=x PROCEDURE y() begin end", "VT12001"],
  ["select * from json_table ('[]', '$' columns (a int path '$')) t", "VT12001"],
  ["set @a := 1", "VT12001"],
  ["delete from t returning id", "1064"],
])("refuses %s", (statement, because) => expect(judge(statement)).toContain(because));

it.each([
  "insert into t values ('foreign key', 'a '' := b', \"kill\")",
  "insert into t values ('\\' returning')",
  "select `references` from t",
  "create table a (b int primary key)",
])("takes %s", (statement) => expect(judge(statement)).toBeUndefined());

it("takes no definition at all under safe migrations", () => {
  for (const statement of ["create table a (b int)", " DROP index a on b", "truncate t"])
    expect(judge(statement, true)).toContain("direct DDL");
  expect(judge("delete from t", true)).toBeUndefined();
});

it("judges a result by rows and by bytes", () => {
  expect(judgeResult(100_000, 1, LIMITS)).toBeUndefined();
  expect(judgeResult(100_001, 1, LIMITS)?.message).toContain("errno 10001");
  expect(judgeResult(1, LIMITS.maxResultBytes + 1, LIMITS)?.code).toBe("RESOURCE_EXHAUSTED");
});

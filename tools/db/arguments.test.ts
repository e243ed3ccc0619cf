import { expect, it } from "vitest";
import { readArguments } from "./arguments.ts";

const URL = "https://user:secret@host.example";

it.each([
  [["status"], { kind: "status", url: URL }],
  [["migrate", "--url", "http://shop:local@127.0.0.1:3999"], { kind: "migrate", url: "http://shop:local@127.0.0.1:3999" }],
  [["rollback"], { kind: "rollback", url: URL, steps: 1, isConfirmed: false }],
  [["rollback", "--steps", "3", "--yes"], { kind: "rollback", url: URL, steps: 3, isConfirmed: true }],
  [["serve", "--port", "4000"], { kind: "serve", port: 4000, dataDir: ".wrangler/mariadb" }],
  [["--help"], { kind: "help" }],
])("reads %j", (args, order) => expect(readArguments(args, { DATABASE_URL: URL })).toEqual(order));

it.each([
  [[]],
  [["drop"]],
  [["status", "migrate"]],
  [["rollback", "--steps", "0"]],
  [["rollback", "--steps", "all"]],
  [["serve", "--port", "70000"]],
  [["status", "--force"]],
  [["status", "--url", "mysql://user:secret@host"]],
  [["status", "--url", "https://secret@host"]],
])("refuses %j, and repeats no password", (args) => {
  const order = readArguments(args, { DATABASE_URL: URL });
  expect(order.kind).toBe("wrong");
  expect(JSON.stringify(order)).not.toContain("secret");
});

it("asks for a database where none is named", () => expect(readArguments(["status"], {})).toMatchObject({ kind: "wrong" }));

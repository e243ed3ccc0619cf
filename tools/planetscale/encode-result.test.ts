import { expect, it } from "vitest";
import { type Column, encodeRow, toMysqlJson, typeName } from "./encode-result.ts";

const column = (part: Partial<Column>): Column => ({
  ...{
    name: "a",
    table: "t",
    orgName: "a",
    orgTable: "t",
    schema: "s",
    columnType: 253,
    characterSet: 45,
    columnLength: 64,
    flags: 0,
    decimals: 0,
  },
  ...{ isJson: false, ...part },
});

it.each([
  [{ columnType: 8 }, "INT64"],
  [{ columnType: 3, flags: 32 }, "UINT32"],
  [{ columnType: 252 }, "TEXT"],
  [{ columnType: 252, characterSet: 63 }, "BLOB"],
  [{ columnType: 252, isJson: true }, "JSON"],
  [{ columnType: 253, characterSet: 63 }, "VARBINARY"],
  [{ columnType: 246 }, "DECIMAL"],
])("names the type of %o as Vitess does", (part, name) => expect(typeName(column(part))).toBe(name));

it("counts a row's values in bytes, and tells null from nothing", () => {
  const { lengths, values } = encodeRow([Buffer.from("色"), null, Buffer.from("")], [column({}), column({}), column({})]);
  expect([lengths, Buffer.from(values, "base64").toString()]).toEqual([["3", "-1", "0"], "色"]);
});

it("orders an object's members as MySQL keeps them, at every depth, and leaves lists alone", () => {
  expect(toMysqlJson('{"long":1,"b":[2,1],"a":{"zz":1,"y":2}}')).toBe('{"a":{"y":2,"zz":1},"b":[2,1],"long":1}');
});

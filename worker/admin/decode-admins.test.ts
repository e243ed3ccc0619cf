import { expect, it } from "vitest";
import { decodeAdmins } from "./decode-admins.ts";

const SHA = "0".repeat(64);
const settingOf = (...names: readonly string[]) => JSON.stringify(names.map((name) => ({ name, role: "operator", sha256: SHA })));

it("knows the admins of a deployment, and in development the owner", async () => {
  expect(await decodeAdmins(settingOf("ines", "olu"), undefined)).toMatchObject([{ name: "ines" }, { name: "olu" }]);
  expect(await decodeAdmins(settingOf("ines"), "twelve-letters")).toMatchObject([{ name: "ines" }, { name: "owner", role: "owner" }]);
  expect(await decodeAdmins(undefined, undefined)).toEqual([]);
});

it.each([
  ["what is no JSON", "ines", /ADMIN_TOKENS is malformed/],
  ["two of one name", settingOf("ines", "ines"), /ADMIN_TOKENS is malformed/],
  ["one called as the shop calls itself", settingOf("ines", "catalogue"), /ADMIN_TOKENS names an admin "catalogue".*use another name/],
  ["that in other letters", settingOf("Catalogue"), /"catalogue"/],
])("refuses %s, and says how to mend it", async (_, setting, because) => {
  await expect(decodeAdmins(setting, undefined)).rejects.toThrow(because);
});

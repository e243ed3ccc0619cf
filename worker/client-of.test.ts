import { expect, it } from "vitest";
import { clientOf } from "./client-of.ts";

it.each([
  ["192.0.2.7", "192.0.2.7"],
  ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2"],
  ["2001:DB8:1:2::9", "2001:db8:1:2"],
  ["2001:db8::1", "2001:db8:0:0"],
  ["::1", "0:0:0:0"],
  ["::ffff:192.0.2.7", "::ffff:192.0.2.7"],
])("counts misses of %s for %s", (address, client) => {
  expect(clientOf(new Headers({ "CF-Connecting-IP": address, "X-Forwarded-For": "203.0.113.9" }))).toBe(client);
});

it("counts whoever has no address together", () => {
  expect(clientOf(new Headers({ "X-Forwarded-For": "203.0.113.9", Forwarded: "for=203.0.113.9" }))).toBe("local");
});

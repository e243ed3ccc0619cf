/** Problem details (RFC 9457): what goes wrong is said to machines in one form. */
import { describe, expect, inject, it } from "vitest";
import { shop } from "./shop.ts";
import type { Sent } from "./site.ts";

const asOwner = (more: Sent["headers"] = []): Sent["headers"] => [["Authorization", `Bearer ${inject("shop").adminToken}`], ...more];
const json = (body: unknown, more: Sent["headers"] = []): Sent => ({
  method: "POST",
  headers: [["Content-Type", "application/json"], ...(asOwner(more) ?? [])],
  body: JSON.stringify(body),
});
const order = { by: "url", values: ["/en-gb"], reason: "conformance" };

const PROBLEMS: readonly (readonly [what: string, target: string, sent: () => Sent, status: number])[] = [
  ["a malformed address", "/en-gb/products/%E0%A4%A", () => ({ headers: [["Accept", "application/json"]] }), 400],
  ["a missing token", "/admin/api/stats", () => ({}), 401],
  ["a wrong token", "/admin/api/stats", () => ({ headers: [["Authorization", "Bearer nonsense"]] }), 401],
  ["a page by another method", "/en-gb", () => ({ method: "PUT" }), 405],
  ["an address without end", `/en-gb/${"a".repeat(9_000)}`, () => ({ headers: [["Accept", "application/json"]] }), 414],
  ["an order that is none", "/admin/api/purges", () => json({ ...order, by: "whim" }), 422],
  ["an order with a word too many", "/admin/api/purges", () => json({ ...order, dryrun: true }), 422],
  ["an order for everything, unconfirmed", "/admin/api/purges", () => json({ by: "all", reason: "conformance" }), 422],
  ["a foreign address to explain", "/admin/api/explain?url=https://evil.example/", () => ({ headers: asOwner() ?? [] }), 422],
];

describe.each(PROBLEMS)("%s", (_, target, sent, status) => {
  it(`is a problem with status ${status} (3)`, async () => {
    const answer = await shop.ask(target, sent());
    expect([answer.status, answer.field("content-type")]).toEqual([status, "application/problem+json"]);
    const problem = JSON.parse(answer.body) as Record<string, unknown>;
    expect(problem).toMatchObject({ status, title: expect.any(String), type: expect.stringMatching(/^(urn:|https?:|about:)/) });
    for (const member of Object.keys(problem)) expect(["type", "title", "status", "detail", "instance", "errors"]).toContain(member);
  });

  it("tells nothing of the inside (5)", async () => {
    const { body } = await shop.ask(target, sent());
    expect(body).not.toMatch(/\bat .*:\d+:\d+|\/worker\/|node_modules|TypeError|stack/);
  });
});

it("names the field that is wrong, and all of them", async () => {
  const { body } = await shop.ask("/admin/api/purges", json({ by: "whim", values: ["/en-gb"], mode: "rough", reason: "no" }));
  const { errors } = JSON.parse(body) as { errors: { field: string; because: string }[] };
  expect(errors.map(({ field }) => field)).toEqual(expect.arrayContaining(["by", "mode", "reason"]));
});

/** Stale content (RFC 5861): served while it is refreshed, and said so. In place of a failing origin: lab/purge-checker/outage.test.ts. */
import { parseList } from "structured-headers";
import { expect, inject, it } from "vitest";
import { shop } from "./shop.ts";
import type { Answer } from "./site.ts";

const PAGE = "/en-gb/products/rim-mug";
const details = ({ field }: Answer) =>
  parseList(field("cache-status") ?? "").map(([, parameters]) =>
    `${parameters.get("fwd") ?? "hit"} ${parameters.get("detail") ?? ""}`.trim(),
  );

it("a page that a soft purge made stale is served at once, marked, and refreshed behind the answer (3)", async () => {
  await shop.warm(PAGE);
  const body = JSON.stringify({ by: "url", values: [PAGE], mode: "soft", reason: "conformance" });
  const purged = await shop.ask("/admin/api/purges", {
    method: "POST",
    headers: [
      ["Authorization", `Bearer ${inject("shop").adminToken}`],
      ["Content-Type", "application/json"],
    ],
    body,
  });
  expect(purged.status).toBe(201);
  const seen: string[] = [];
  for (let i = 0; i < 60 && !(seen.includes("stale swr") && seen.at(-1) === "hit"); i++) {
    const answer = await shop.ask(PAGE);
    expect(answer.status).toBe(200);
    seen.push(details(answer).includes("stale swr") ? "stale swr" : (details(answer).at(-1) ?? ""));
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  expect(seen).toContain("stale swr");
  expect(seen.at(-1)).toBe("hit");
});

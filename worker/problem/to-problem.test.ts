import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { Problem } from "#contract/problem";
import type { Failure } from "./failure.ts";
import { toProblem } from "./to-problem.ts";

const errors = [{ field: "values", because: "At most 1,000." }];

describe("a problem", () => {
  it.each<[Failure, number, Record<string, string>]>([
    [{ kind: "bad-input", errors }, 400, {}],
    [{ kind: "unauthorized", realm: 'admin" \r\nX: y' }, 401, { "WWW-Authenticate": 'Bearer realm="admin X y"' }],
    [{ kind: "forbidden", because: "Needs the role operator." }, 403, {}],
    [{ kind: "not-found" }, 404, {}],
    [{ kind: "method-not-allowed", allow: ["GET", "POST"] }, 405, { Allow: "GET, POST" }],
    [{ kind: "conflict", because: "In progress." }, 409, {}],
    [{ kind: "gone" }, 410, {}],
    [{ kind: "too-large", maxBytes: 1000 }, 413, {}],
    [{ kind: "uri-too-long" }, 414, {}],
    [{ kind: "unsupported-media-type", accept: "application/json" }, 415, { Accept: "application/json" }],
    [{ kind: "unprocessable", errors }, 422, {}],
    [{ kind: "rate-limited", retryAfterSeconds: 0.2 }, 429, { "Retry-After": "1" }],
    [{ kind: "internal" }, 500, {}],
    [{ kind: "unavailable", retryAfterSeconds: 5 }, 503, { "Retry-After": "5" }],
  ])("$kind has its status, its headers and is never stored", async (failure, status, headers) => {
    const response = toProblem(failure);
    expect(response.status).toBe(status);
    expect(response.headers.get("Content-Type")).toBe("application/problem+json");
    expect(response.headers.get("Cache-Control")).toBe("private, no-store");
    expect(response.headers.get("CDN-Cache-Control")).toBe("no-store");
    for (const [name, value] of Object.entries(headers)) expect(response.headers.get(name)).toBe(value);
    const problem = v.parse(Problem, await response.json());
    expect(problem).toMatchObject({ type: `urn:vitrine:problem:${failure.kind}`, status });
    expect(problem.title).not.toBe("");
  });

  it("names the fields that are wrong, and why", async () => {
    expect(await toProblem({ kind: "unprocessable", errors }).json()).toMatchObject({ errors, detail: "values: At most 1,000." });
  });

  it("tells nothing of what went wrong inside", async () => {
    expect(Object.keys(await toProblem({ kind: "internal" }).json()).sort()).toEqual(["status", "title", "type"]);
  });
});

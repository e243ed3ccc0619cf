import { expect, it } from "vitest";
import type { Stored } from "./cache/stored.ts";
import { fieldsOf, type Telling, type Way } from "./view-fields.ts";

const stored = { headers: { "Content-Type": "text/html; charset=utf-8" } } as unknown as Stored;
const site = { origin: "https://nearhand.example", host: "nearhand.example" };
const way = (status: number): Way => ({
  site,
  leaving: { kind: "page", status, browsers: "no-cache", filled: true },
  key: { name: "product", path: "/products/:handle", query: {} },
});
const telling: Telling = {
  cache: "vitrine-memory;hit;ttl=59",
  fragments: "greeting;token",
  purgeSeq: '"1.2"',
  timing: "shell;dur=0, fragments;dur=0",
};
const told = (given: Telling, status = 200) => Object.fromEntries(fieldsOf(stored, way(status), given));

it("tells what each view came to, whatever the one before it told", () => {
  const others: Telling[] = [
    { ...telling, cache: "vitrine-memory;hit;ttl=58" },
    { ...telling, fragments: "greeting;fallback" },
    { ...telling, purgeSeq: '"1.3"' },
    { ...telling, timing: "shell;dur=7, fragments;dur=0" },
  ];
  for (const given of [telling, ...others, telling])
    expect(told(given)).toMatchObject({
      "cache-status": given.cache,
      "fragment-status": given.fragments,
      "vitrine-purge-seq": given.purgeSeq,
      "server-timing": given.timing,
    });
});

it("leaves a field out that the view before it had", () => {
  told(telling);
  expect(told({ ...telling, purgeSeq: undefined })).not.toHaveProperty("vitrine-purge-seq");
});

it("promises by the answer, not by the one before it", () => {
  expect(told(telling)["cache-control"]).toBe("private, no-cache");
  expect(told(telling, 503)["cache-control"]).toBe("private, no-store");
});

it("copies for views that tell the same, and has nothing of one visitor's to copy", () => {
  const fields = fieldsOf(stored, way(200), telling);
  expect(fieldsOf(stored, way(200), { ...telling })).toBe(fields);
  const answer = new Response("", { headers: fields });
  answer.headers.set("ETag", 'W/"1.2"');
  answer.headers.append("Set-Cookie", "a=b");
  expect([...fieldsOf(stored, way(200), telling).keys()].filter((name) => name === "etag" || name === "set-cookie")).toEqual([]);
});

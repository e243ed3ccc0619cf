import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { earlierReleases, keepReleases, type Release, ReleasesUnknown, withRelease } from "./releases.ts";

/** What the deployed shop serves, by path. */
let served: Map<string, string>;
let server: Server;
let origin: string;
let assetsDir: string;

beforeEach(async () => {
  served = new Map([["/releases.json", "[]"]]);
  server = createServer(({ url = "" }, response) => {
    const body = served.get(url);
    response.writeHead(body === undefined ? 404 : 200).end(body ?? "no such file");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  assetsDir = mkdtempSync(join(tmpdir(), "assets-"));
  mkdirSync(join(assetsDir, "static"));
});
afterEach(() => {
  server.close();
  rmSync(assetsDir, { recursive: true });
});

const fileOf = (content: string) => `/static/shop-${createHash("sha256").update(content).digest("hex").slice(0, 10)}.js`;
const release = (digit: number, ...contents: readonly string[]): Release => ({
  renderHash: `${digit}`.repeat(12),
  files: contents.map(fileOf),
});
const kept = () => readdirSync(join(assetsDir, "static")).sort();
const build = (content: string) => writeFileSync(join(assetsDir, fileOf(content)), content);

/** Deploys a release whose one file is `content`, and puts what it uploads where the shop serves it. */
async function deploy(digit: number, content: string): Promise<number> {
  build(content);
  const fetched = await keepReleases(origin, withRelease(release(digit, content), await earlierReleases(origin)), assetsDir);
  served = new Map(kept().map((name) => [`/static/${name}`, readFileSync(join(assetsDir, "static", name), "utf8")]));
  served.set("/releases.json", readFileSync(join(assetsDir, "releases.json"), "utf8"));
  return fetched;
}

/** As on a machine that never built this shop. */
function startAnew(): void {
  rmSync(assetsDir, { recursive: true });
  mkdirSync(join(assetsDir, "static"), { recursive: true });
}

const named = (...contents: readonly string[]) => contents.map((content) => fileOf(content).slice("/static/".length)).sort();

describe("deploying", () => {
  it("keeps the files of the last three releases, wherever they were built", async () => {
    const fetched: number[] = [];
    for (const [digit, content] of ["one", "two", "three", "four"].entries()) {
      startAnew();
      fetched.push(await deploy(digit, content));
    }
    expect(fetched).toEqual([0, 1, 2, 2]);
    expect(kept()).toEqual(named("two", "three", "four"));
    expect((await earlierReleases(origin)).map(({ renderHash }) => renderHash[0])).toEqual(["3", "2", "1"]);
  });

  it("counts a release that is deployed again once, and a deploy that changes no page not at all", async () => {
    await deploy(1, "one");
    await deploy(2, "two");
    await deploy(2, "two");
    await deploy(1, "one");
    expect((await earlierReleases(origin)).map(({ renderHash }) => renderHash[0])).toEqual(["1", "2"]);
  });

  it("takes away what was built here and never released, and leaves what is no build's", async () => {
    build("tried out");
    writeFileSync(join(assetsDir, "static/picture-12345678.svg"), "<svg/>");
    await deploy(1, "one");
    expect(kept()).toEqual([...named("one"), "picture-12345678.svg"].sort());
  });
});

describe("what cannot be known stops a deployment", () => {
  it("a shop without a list, unless it is said that there is no earlier release", async () => {
    served.clear();
    await expect(earlierReleases(origin)).rejects.toThrow(/404.*--first/);
  });

  it("a shop that does not answer", async () => {
    server.close();
    server.closeAllConnections();
    await expect(earlierReleases(origin)).rejects.toThrow(/did not answer.*--first/);
  });

  it.each([
    ["a page in place of the list", "<html>hello</html>"],
    ["a file outside of the folder", JSON.stringify([{ renderHash: "1".repeat(12), files: ["/static/../../shop-1234567890.js"] }])],
    ["a hash that is none", JSON.stringify([{ renderHash: "latest", files: [] }])],
  ])("%s", async (_, list) => {
    served.set("/releases.json", list);
    await expect(earlierReleases(origin)).rejects.toThrow(ReleasesUnknown);
  });

  it("a file of that name that is another is fetched anew", async () => {
    writeFileSync(join(assetsDir, fileOf("one")), "half of it");
    served.set(fileOf("one"), "one");
    expect(await keepReleases(origin, [release(1, "one")], assetsDir)).toBe(1);
    expect(readFileSync(join(assetsDir, fileOf("one")), "utf8")).toBe("one");
  });

  it("a file that is gone, or has come to be another", async () => {
    const releases = [release(1, "one")];
    await expect(keepReleases(origin, releases, assetsDir)).rejects.toThrow(fileOf("one"));
    served.set(fileOf("one"), "something else");
    await expect(keepReleases(origin, releases, assetsDir)).rejects.toThrow(fileOf("one"));
    expect(kept()).toEqual([]);
  });
});

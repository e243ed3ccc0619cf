import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { claimImport } from "../../origin-api/feed/claim.io.ts";
import { feed, item } from "../../origin-api/feed/fixtures/feed-xml.ts";
import { openShop, type ShopInMemory } from "../../origin-api/fixtures/shop-in-memory.ts";

const PROGRAM = fileURLToPath(new URL("feed.ts", import.meta.url));
const TOKEN = "operator-token";

let dir: string;
let server: Server;
let url: string;
let shop: ShopInMemory;

/** A shop in this process behind the admin route; without the token it answers 401. */
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "feed-"));
  shop = await openShop({ filled: false });
  server = createServer(async (incoming, outgoing) => {
    const target = new URL(incoming.url ?? "/", "http://origin");
    const known = incoming.headers.authorization === `Bearer ${TOKEN}` && target.pathname.startsWith("/admin/api/feeds");
    if (!known) return void outgoing.writeHead(401, { "Content-Type": "application/problem+json" }).end('{"title":"Who are you?"}');
    const isExport = incoming.method === "GET";
    const init = isExport ? {} : ({ method: "POST", body: Readable.toWeb(incoming), duplex: "half" } as RequestInit);
    const path = isExport ? `/v1/feeds/export${target.search}&site=https://shop.example` : `/v1/feeds${target.search}`;
    const answer = await shop.app.fetch(new Request(`http://origin${path}`, init));
    outgoing.writeHead(answer.status, Object.fromEntries(answer.headers));
    await pipeline(Readable.fromWeb(answer.body as never), outgoing).catch(() => undefined);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dir, { recursive: true });
});

function start(args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, ADMIN_TOKEN: TOKEN, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function ended(child: ChildProcess) {
  const said = { out: "", err: "" };
  for (const [name, stream] of [
    ["out", child.stdout],
    ["err", child.stderr],
  ] as const) {
    stream?.setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  }
  const [status] = await once(child, "close");
  return { status, ...said };
}

const run = (...args: readonly string[]) => ended(start(args));

function fileOf(text: string): string {
  const path = join(dir, "feed.xml");
  writeFileSync(path, text);
  return path;
}

describe("npm run feed -- import", () => {
  it("applies a feed, shows what came of it, and ends with 0", async () => {
    const file = fileOf(feed([item(), item({ id: "B", title: "Jug", link: undefined })]));
    const first = await run("import", file, "--url", url);
    expect(first).toMatchObject({ status: 0, err: "Reading ...\nWriting 2 products ...\n" });
    expect(first.out).toMatch(
      /^Applied in \d+\.\d s\.\n2 items read \(rss\): 2 variants, 2 collections\.\nSold in: en-gb 2\. Without a price for en-us, de-de, ja-jp, ar-ae: nothing is sold there\.\nProducts: 2 created, 0 updated, 0 withdrawn, 0 unchanged\. \d+ surrogate keys purged\.\n$/,
    );
    const second = await run("import", file, "--url", url);
    expect([second.status, second.out.split(" (")[0]]).toEqual([0, "Unchanged: the shop is as the feed says"]);
    expect(await (await shop.get("/v1/pages/product/enamel-mug?market=en-gb")).json()).toMatchObject({ page: { title: "Enamel mug" } });
  });

  it("shows problems as a table that a feed cannot steer, and unknown fields", async () => {
    const file = fileOf(
      feed([
        item(),
        item({ id: "BAD", price: "1.234,56 EUR" }),
        item({ id: "B2", availability: "may\u009bbe" }, "<g:colour>red</g:colour>"),
      ]),
    );
    const { status, out } = await run("import", file, "--url", url);
    expect(status).toBe(0);
    expect(out).toContain("\n2 problems:\nLine  Id   Field         What is wrong");
    expect(out).toMatch(
      /\n17 {4}BAD {2}price {9}has a comma in the amount: write 1234\.56, without thousands separators {2}1\.234,56 EUR\n/,
    );
    expect(out).toMatch(/\n27 {4}B2 {3}availability {2}is taken for out_of_stock/);
    expect(out).toContain("Fields that the shop does not know: colour");
    expect(out.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  it("prints nothing but the report with --json", async () => {
    const { status, out, err } = await run("import", fileOf(feed([item()])), "--url", url, "--json", "--dry-run");
    expect([status, err]).toEqual([0, ""]);
    expect(JSON.parse(out)).toMatchObject({ kind: "report", outcome: "applied", products: { created: 1 } });
    expect((await shop.get("/v1/pages/product/enamel-mug?market=en-gb")).status).toBe(404);
  });

  it.each([
    ["", "Refused: the file is empty. Nothing was changed."],
    ["no feed", "Refused: the file is no feed: neither XML nor JSON Lines"],
    [feed([item()]).slice(0, -30), "Refused: the file is cut off"],
  ])("ends with 1 when the file is refused", async (text, said) => {
    const { status, out } = await run("import", fileOf(text), "--url", url);
    expect([status, out.slice(0, said.length)]).toEqual([1, said]);
  });

  it("says in a dry run what would change and be purged", async () => {
    await run("import", fileOf(feed([item()])), "--url", url);
    const { out } = await run("import", fileOf(feed([item({ price: "9.00 GBP" })])), "--url", url, "--dry-run");
    expect(out).toContain("\nWould change:\n  mug-1 updated (price)\n");
    expect(out).toContain("\nWould purge:\n  listing:mugs-cups:price\n  listing:table:price\n  product:mug-1");
  });

  it("waits for an import that is running, and then imports", async () => {
    await claimImport(shop.db, shop.time.now - 14_500);
    server.once("request", () => {
      setTimeout(() => {
        shop.time.now += 1_000;
      }, 300);
    });
    const { status, err } = await run("import", fileOf(feed([item()])), "--url", url);
    expect([status, err]).toEqual([0, expect.stringMatching(/Another import is running: the next try is in 1 s\.\n(Reading|Writing)/)]);
  });

  it("withdraws most of the shop only when told twice", async () => {
    await run("import", fileOf(feed(["A", "B", "C"].map((id) => item({ id, link: undefined, title: id })))), "--url", url);
    const one = fileOf(feed([item({ id: "A", link: undefined, title: "A" })]));
    expect(await run("import", one, "--url", url)).toMatchObject({
      status: 1,
      out: expect.stringContaining("2 of 3 products, more than half"),
    });
    expect(await run("import", one, "--url", url, "--confirm-withdraw")).toMatchObject({
      status: 0,
      out: expect.stringContaining("2 withdrawn"),
    });
  });

  it("sends a file that is larger than any buffer without holding it, and hears why it is refused", async () => {
    const large = `<html>${"<p>not a feed</p>\n".repeat(600_000)}</html>`;
    const { status, out } = await run("import", fileOf(large), "--url", url);
    expect([status, out.split("\n")[0]]).toEqual([1, "Refused: the file is not a product feed: its root is <html>. Nothing was changed."]);
  });

  it("ends with 2 and says what is wrong with the command", async () => {
    expect(await run("import")).toMatchObject({ status: 2, err: expect.stringContaining("Which file is to be imported?\n\nnpm run feed") });
    expect(await run("import", "/no/such/file.xml")).toMatchObject({ status: 2, err: 'There is no file "/no/such/file.xml".\n' });
  });

  it("ends with 2 when the shop is not there or does not know the token", async () => {
    const file = fileOf(feed([item()]));
    expect(await run("import", file, "--url", url, "--token", "other")).toMatchObject({
      status: 2,
      err: expect.stringContaining("does not take this token"),
    });
    expect(await run("import", file, "--url", "http://127.0.0.1:1")).toMatchObject({
      status: 2,
      err: expect.stringContaining("Nothing answers at http://127.0.0.1:1"),
    });
  });

  it("shows how it is used", async () => {
    expect(await run("--help")).toMatchObject({ status: 0, out: expect.stringContaining("--confirm-withdraw") });
  });

  it("ends at once and in order when it is interrupted", async () => {
    server.removeAllListeners("request");
    const asked = new Promise<void>((resolve) => server.on("request", () => resolve()));
    const child = start(["import", fileOf(feed([item()])), "--url", url]);
    const end = ended(child);
    await asked;
    child.kill("SIGINT");
    expect(await end).toMatchObject({ status: 130, out: "", err: "Interrupted.\n" });
  });
});

describe("npm run feed -- export, generate", { timeout: 40_000 }, () => {
  it("writes what an import takes back without a change", async () => {
    await run("import", fileOf(feed([item(), item({ id: "B", title: "Jug", link: undefined })])), "--url", url);
    const file = join(dir, "export.xml");
    expect(await run("export", file, "--url", url, "--market", "en-gb")).toEqual({ status: 0, out: "", err: "" });
    expect((await run("import", file, "--url", url)).out).toMatch(/^Unchanged/);
    const google = (await run("export", "--url", url, "--market", "en-gb", "--google")).out;
    expect([google.match(/<g:price>16\.00 GBP<\/g:price>/g)?.length, google.includes("<v:")]).toEqual([2, false]);
  });

  it("says so when the export is not whole", async () => {
    server.removeAllListeners("request").on("request", (_, answer) => void answer.end("<rss><channel>"));
    expect(await run("export", "--url", url)).toMatchObject({ status: 2, err: expect.stringContaining("what was written is not whole") });
  });

  it("makes up the same feed every time", async () => {
    const [first, second] = [await run("generate", "--profile", "small", "--format", "tsv"), join(dir, "made.tsv")];
    await run("generate", second, "--profile", "small", "--format", "tsv");
    expect([first.status, first.out.split("\n").length > 1_600, first.out === readFileSync(second, "utf8")]).toEqual([0, true, true]);
  });
});

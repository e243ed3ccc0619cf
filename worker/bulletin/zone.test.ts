/** The zone in front of the shop, played by a server of this process that answers as Cloudflare's documents say. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodeSql } from "../../lab/purge-checker/node-sql.ts";
import type { Site } from "../key/key-parts.ts";
import type { PurgeRow } from "./purge-row.ts";
import { tellZone } from "./zone.io.ts";
import { ZoneCourier } from "./zone-courier.ts";
import { GIVEN_UP_AFTER, ZoneOutbox } from "./zone-outbox.ts";
import { toZoneItems } from "./zone-plan.ts";

const SITE: Site = { origin: "https://shop.example", host: "shop.example" };
const ZONE = "0123456789abcdef0123456789abcdef";
const TOKEN = "purges-and-nothing-else";
const START = 1_800_000_000_000;

interface Call {
  readonly path: string;
  readonly body: Record<string, readonly string[]>;
}

let server: Server;
let calls: Call[];
let outbox: ZoneOutbox;
let courier: ZoneCourier;
let now: number;
/** Answers the next calls out of turn: status, body and header. */
let oddities: { status: number; body: string; retryAfter?: string }[];
/** Called when a call arrived, before it is answered. */
let onCall: () => void;

const failed = (status: number, code: number, message: string, retryAfter?: string) => ({
  status,
  body: JSON.stringify({ success: false, errors: [{ code, message }], messages: [], result: null }),
  ...(retryAfter !== undefined && { retryAfter }),
});

beforeEach(async () => {
  calls = [];
  oddities = [];
  onCall = () => undefined;
  now = START;
  server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request) text += String(chunk);
    const body = JSON.parse(text) as Call["body"];
    calls.push({ path: `${request.method} ${request.url}`, body });
    onCall();
    const odd = request.headers.authorization === `Bearer ${TOKEN}` ? oddities.shift() : failed(403, 10000, "Authentication error");
    const bad = Object.values(body)
      .flat()
      .some((value) => value.includes("poison"));
    const many = Object.values(body).some((values) => values.length > 100);
    const answer =
      odd ??
      (bad || many
        ? failed(400, 1012, "Request must contain values that are taken")
        : { status: 200, body: JSON.stringify({ success: true, errors: [], messages: [], result: { id: ZONE } }) });
    const retry: Record<string, string> = answer.retryAfter === undefined ? {} : { "Retry-After": answer.retryAfter };
    response.writeHead(answer.status, { "Content-Type": "application/json", ...retry }).end(answer.body);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  outbox = new ZoneOutbox(nodeSql());
  courier = courierWith(TOKEN);
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

function courierWith(token: string): ZoneCourier {
  const reach = { api: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, id: ZONE, token };
  return new ZoneCourier(outbox, { now: () => now, tell: (batch) => tellZone(reach, batch) });
}

let lastSeq = 0;
function purged(by: PurgeRow["by"], values: readonly string[]): PurgeRow {
  lastSeq++;
  const row: PurgeRow = { epoch: START, seq: lastSeq, by, values, mode: "soft", reason: "Test", actor: "ines", at: now };
  outbox.add(row, toZoneItems(row, SITE));
  return row;
}

describe("what the zone is told", () => {
  it.each<[PurgeRow["by"], readonly string[], Call["body"]]>([
    ["url", ["/en-gb?page=2"], { files: ["https://shop.example/en-gb?page=2"] }],
    ["surrogate-key", ["product:1"], { tags: ["product:1"] }],
    ["prefix", ["/en-gb/products/"], { prefixes: ["shop.example/en-gb/products"] }],
    ["market", ["de-de", "ja-jp"], { prefixes: ["shop.example/de-de", "shop.example/ja-jp"] }],
    ["all", [], { hosts: ["shop.example"] }],
  ])("by %s", async (by, values, body) => {
    const row = purged(by, values);
    expect(outbox.outcomeOf(row)).toEqual({ state: "waiting", calls: 0, because: null, at: START });
    now += 40;
    expect(await courier.run()).toBeUndefined();
    expect(calls).toEqual([{ path: `POST /zones/${ZONE}/purge_cache`, body }]);
    expect(outbox.outcomeOf(row)).toEqual({ state: "purged", calls: 1, because: null, at: START + 40 });
  });

  it("fits its calls: 30 files, 30 prefixes, 100 tags, and several purges in one", async () => {
    const rows = [
      purged(
        "surrogate-key",
        Array.from({ length: 70 }, (_, at) => `product:${at}`),
      ),
      purged(
        "surrogate-key",
        Array.from({ length: 70 }, (_, at) => `product:${at + 60}`),
      ),
      purged(
        "url",
        Array.from({ length: 45 }, (_, at) => `/en-gb/products/p-${at}`),
      ),
    ];
    await courier.run();
    expect(calls.flatMap(({ body }) => Object.entries(body).map(([kind, values]) => `${kind} ${values.length}`))).toEqual([
      "tags 100",
      "tags 30",
      "files 30",
      "files 15",
    ]);
    expect(rows.map((row) => outbox.outcomeOf(row)?.state)).toEqual(["purged", "purged", "purged"]);
  });

  it("tells again what was purged again while a call was under way", async () => {
    const first = purged("surrogate-key", ["product:1"]);
    let second: PurgeRow | undefined;
    onCall = () => {
      second ??= purged("surrogate-key", ["product:1"]);
    };
    await courier.run();
    expect(calls).toHaveLength(2);
    expect([first, second].map((row) => row && outbox.outcomeOf(row))).toEqual(
      [first, second].map(() => ({ state: "purged", calls: 1, because: null, at: START })),
    );
  });
});

describe("a zone that does not want", () => {
  it("is left alone for as long as it says, and asked again", async () => {
    const row = purged("surrogate-key", ["product:1"]);
    oddities = [failed(429, 971, "Please wait and consider throttling your request speed", "42")];
    expect(await courier.run()).toBe(START + 42_000);
    expect(outbox.outcomeOf(row)).toMatchObject({
      state: "waiting",
      calls: 1,
      because: "429: 971 Please wait and consider throttling your request speed",
    });
    now += 42_000;
    expect(await courier.run()).toBeUndefined();
    expect(outbox.outcomeOf(row)).toMatchObject({ state: "purged", calls: 2, because: null });
  });

  it("is asked less and less often while it is broken, and given up after a day", async () => {
    const row = purged("surrogate-key", ["product:1"]);
    oddities = Array.from({ length: 12 }, () => ({ status: 502, body: "<html>Bad gateway</html>" }));
    const waits = [];
    for (let at = 0; at < 11; at++) waits.push(((await courier.run()) ?? 0) - now);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300].map((seconds) => seconds * 1_000));
    now += GIVEN_UP_AFTER + 1;
    await courier.run();
    expect(outbox.outcomeOf(row)).toMatchObject({ state: "failed", calls: 12, because: "502" });
    expect(outbox.isEmpty).toBe(true);
  });

  it("fails what waits at once when the token is nobody's, without telling the token", async () => {
    const rows = [purged("surrogate-key", ["product:1"]), purged("all", [])];
    await courierWith("another-token").run();
    expect(calls).toHaveLength(1);
    for (const row of rows) {
      expect(outbox.outcomeOf(row)).toMatchObject({ state: "failed", because: "403: 10000 Authentication error" });
      expect(JSON.stringify(outbox.outcomeOf(row))).not.toContain("another-token");
    }
    const next = purged("all", []);
    await courier.run();
    expect(outbox.outcomeOf(next)?.state).toBe("purged");
  });

  it("fails the purge with the value it refuses, and none beside it", async () => {
    const good = Array.from({ length: 20 }, (_, at) => purged("surrogate-key", [`product:${at}`]));
    const bad = purged("surrogate-key", ["product:21", "poison"]);
    await courier.run();
    expect(good.map((row) => outbox.outcomeOf(row)?.state)).toEqual(good.map(() => "purged"));
    expect(outbox.outcomeOf(bad)).toMatchObject({ state: "failed", because: "400: 1012 Request must contain values that are taken" });
    expect(outbox.isEmpty).toBe(true);
  });

  it("is asked again when nobody answers at all", async () => {
    const row = purged("all", []);
    const gone = new ZoneCourier(outbox, {
      now: () => now,
      tell: (batch) => tellZone({ api: "http://127.0.0.1:9", id: ZONE, token: TOKEN }, batch),
    });
    expect(await gone.run()).toBe(START + 1_000);
    expect(outbox.outcomeOf(row)).toMatchObject({ state: "waiting", because: "not reached" });
  });

  it("takes no answer for a yes that does not say so", async () => {
    const row = purged("all", []);
    oddities = [{ status: 200, body: '{"success": false, "errors": []}' }];
    await courier.run();
    expect(outbox.outcomeOf(row)).toMatchObject({ state: "failed", because: "200" });
  });
});

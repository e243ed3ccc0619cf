/**
 * A small origin for servers that include fragments: `node origin.ts <file> <delay in ms>`. The file holds the page's
 * parts and the token keys. Prints its port. Verifies each cookie, as whoever renders a personal fragment has to.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fillSlot, type PageParts, type PageSlot } from "../page-parts.ts";

interface Given {
  readonly parts: PageParts;
  readonly keys: Readonly<Record<string, string>>;
}

const [file = "", delay = "0"] = process.argv.slice(2);
const { parts, keys }: Given = JSON.parse(readFileSync(file, "utf8"));
const { segments, slots } = parts;
const delayMs = Number(delay);
const esi = segments.map((segment, i) => segment + (i < slots.length ? `<esi:include src="${addressOf(i)}"/>` : "")).join("");

/** Personal slots stand under `/personal/`, the others under `/shared/`. */
function addressOf(slot: number): string {
  return `/${slots[slot]?.isPersonal ? "personal" : "shared"}/${slot}`;
}

const server = createServer((request, response) => {
  if (delayMs > 0) setTimeout(answer, delayMs, request, response);
  else answer(request, response);
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, folder, name] = (request.url ?? "").split("/");
  const slot = slots[Number(name)];
  if (folder === "page") send(response, esi, "max-age=3600");
  else if (folder === "shared" && slot) send(response, slot.html, "max-age=3600");
  else answerPersonal(request, response, slot);
}

function answerPersonal({ headers }: IncomingMessage, response: ServerResponse, slot: PageSlot | undefined): void {
  const claims = readClaims(/__Host-visitor=([^;]+)/.exec(headers.cookie ?? "")?.[1] ?? "");
  if (!slot?.isPersonal || !claims) send(response, "", "no-store", 404);
  else send(response, fillSlot(slot, claims.firstName, claims.cart.itemCount), "private, no-store");
}

function send(response: ServerResponse, body: string, caching: string, status = 200): void {
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": caching, "Content-Length": Buffer.byteLength(body) };
  response.writeHead(status, headers).end(body);
}

function readClaims(token: string): { firstName: string; cart: { itemCount: number }; exp: number } | undefined {
  const [version = "", kid = "", payload = "", mac = ""] = token.split(".");
  const secret = keys[kid];
  if (secret === undefined) return undefined;
  const signature = Buffer.from(mac, "base64url");
  const expected = createHmac("sha256", secret).update(`${version}.${kid}.${payload}`).digest();
  if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
  const claims = JSON.parse(Buffer.from(payload, "base64url").toString());
  return claims.exp > Date.now() ? claims : undefined;
}

server.keepAliveTimeout = 60_000;
server.listen(0, "127.0.0.1", () => console.log((server.address() as AddressInfo).port));

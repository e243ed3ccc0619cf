/** A site as it is seen from a socket: requests go out byte by byte as they are written, answers come back unread. */
import { connect } from "node:net";

export interface Site {
  readonly origin: string;
}

export interface Sent {
  readonly method?: string;
  /** Each as one line; a name may come twice. `Host` is sent unless one is among them. */
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  /** In the order in which they came, names in lower case. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** The value of a field, its lines joined as RFC 9110 section 5.3 has it; undefined when it is not there. */
  field(name: string): string | undefined;
}

const PATIENCE_MS = 15_000;

/** Sends one request over a connection of its own. */
export function ask({ origin }: Site, target: string, { method = "GET", headers = [], body = "" }: Sent = {}): Promise<Answer> {
  const { host } = new URL(origin);
  const own = headers.some(([name]) => name.toLowerCase() === "host") ? [] : [["Host", host] as const];
  const length = body === "" || hasField(headers, "content-length") ? [] : [["Content-Length", String(Buffer.byteLength(body))] as const];
  const lines = [...own, ...headers, ...length, ["Connection", "close"] as const].map(([name, value]) => `${name}: ${value}\r\n`);
  return exchange(origin, `${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}

/** Sends bytes and reads until the other side closes. */
export async function exchange(origin: string, bytes: string): Promise<Answer> {
  const { hostname, port } = new URL(origin);
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port) }, () => socket.write(bytes, "latin1"));
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error("no answer")));
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("end", () => socket.destroy());
    // A server may close its side before it has read all of an oversized request: what it said counts.
    socket.on("error", (error) => (chunks.length > 0 ? resolve() : reject(error)));
    socket.on("close", () => resolve());
  });
  return readAnswer(Buffer.concat(chunks));
}

function hasField(headers: NonNullable<Sent["headers"]>, name: string): boolean {
  return headers.some(([other]) => other.toLowerCase() === name);
}

function readAnswer(bytes: Buffer): Answer {
  const end = bytes.indexOf("\r\n\r\n");
  const [start = "", ...lines] = bytes
    .subarray(0, end === -1 ? bytes.length : end)
    .toString("latin1")
    .split("\r\n");
  const fields = lines.map((line): [string, string] => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const field = (name: string) => {
    const values = fields.filter(([other]) => other === name.toLowerCase()).map(([, value]) => value);
    return values.length === 0 ? undefined : values.join(", ");
  };
  const rest = end === -1 ? Buffer.alloc(0) : bytes.subarray(end + 4);
  const body = field("transfer-encoding") === "chunked" ? unchunk(rest) : rest;
  return { status: Number(start.split(" ")[1] ?? 0), fields, field, body: body.toString("utf8") };
}

function unchunk(bytes: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const size = lineEnd === -1 ? 0 : Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (!(size > 0)) break;
    chunks.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return Buffer.concat(chunks);
}

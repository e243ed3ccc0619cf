/** One request over a kept-alive connection, with the moments that count. */
import { Agent, request } from "node:http";
import { SITE } from "../bench/shop.ts";

export interface Asked {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** `performance.now()` */
  readonly sentAt: number;
  readonly firstByteAt: number;
  readonly lastByteAt: number;
}

/** Who asks. */
export interface Sender {
  readonly cookie: string;
  /** Anybody, but not the same for everybody: misses are limited by client. */
  readonly client: number;
}

export interface Asker {
  get(url: string, from: Sender): Promise<Asked>;
  post(url: string, from: Sender, form: Readonly<Record<string, string>>): Promise<Asked>;
  close(): void;
}

const HEADERS = { host: new URL(SITE).host };
const FORM = { "content-type": "application/x-www-form-urlencoded", origin: SITE };
const DEADLINE_MS = 30_000;
/** A connection that was idle for longer is not used again: after five seconds workerd closes it, maybe as a request leaves. */
const IDLE_MS = 3_000;

export function openAsker(): Asker {
  const agent = new Agent({ keepAlive: true, maxSockets: 128, scheduling: "lifo", timeout: IDLE_MS });
  return {
    get: (url, from) => send(agent, url, "GET", headersOf(from), undefined),
    post: (url, from, form) => send(agent, url, "POST", { ...headersOf(from), ...FORM }, new URLSearchParams(form).toString()),
    close: () => agent.destroy(),
  };
}

function headersOf({ cookie, client }: Sender): Record<string, string> {
  const address = `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
  return { ...HEADERS, "cf-connecting-ip": address, ...(cookie && { cookie }) };
}

function send(agent: Agent, url: string, method: string, headers: Record<string, string>, body: string | undefined): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const sentAt = performance.now();
    const sent = request(url, { agent, method, headers, timeout: DEADLINE_MS }, (answer) => {
      const chunks: Buffer[] = [];
      let firstByteAt = Number.NaN;
      answer.on("data", (chunk: Buffer) => {
        if (chunks.length === 0) firstByteAt = performance.now();
        chunks.push(chunk);
      });
      answer.on("end", () => {
        const lastByteAt = performance.now();
        const whole = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
        const { statusCode: status = 0, headers: fields } = answer;
        resolve({ status, headers: fields, body: whole, sentAt, firstByteAt: firstByteAt || lastByteAt, lastByteAt });
      });
      answer.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`${url} did not answer within ${DEADLINE_MS / 1000} s`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

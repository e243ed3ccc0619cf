/**
 * Paced load: requests leave at fixed moments, whatever became of those before them, so that a slow answer is not hidden
 * by the requests it kept from being sent.
 */
import { Agent, get } from "node:http";

export interface PacedLoad {
  readonly url: string;
  readonly paths: readonly { readonly path: string; readonly cookie: string }[];
  readonly perSecond: number;
  readonly seconds: number;
}

export interface Timed {
  readonly firstByteMs: number;
  readonly lastByteMs: number;
  readonly status: number;
  readonly fragments: string;
  /** How late this request left, by this program's own fault. */
  readonly lagMs: number;
}

export async function paced({ url, paths, perSecond, seconds }: PacedLoad): Promise<Timed[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1_000 });
  const count = Math.round(perSecond * seconds);
  const start = performance.now();
  const answers: Promise<Timed>[] = [];
  for (let i = 0; i < count; i++) {
    const dueAt = start + (i * 1000) / perSecond;
    const wait = dueAt - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    const asked = paths[i % paths.length];
    if (asked) answers.push(timed(`${url}${asked.path}`, asked.cookie, agent, dueAt));
  }
  const done = await Promise.all(answers);
  agent.destroy();
  return done;
}

function timed(url: string, cookie: string, agent: Agent, dueAt: number): Promise<Timed> {
  return new Promise((resolve, reject) => {
    const sentAt = performance.now();
    const request = get(url, { agent, headers: { cookie, host: "nearhand.example" } }, (response) => {
      let firstByteMs = Number.NaN;
      response.on("data", () => {
        if (Number.isNaN(firstByteMs)) firstByteMs = performance.now() - sentAt;
      });
      response.on("end", () => {
        const fragments = String(response.headers["fragment-status"] ?? "");
        const lastByteMs = performance.now() - sentAt;
        resolve({ firstByteMs, lastByteMs, status: response.statusCode ?? 0, fragments, lagMs: sentAt - dueAt });
      });
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}

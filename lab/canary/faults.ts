/** An origin that is slow, down, cut off or talks nonsense, as chance has it; and a record of what it was asked. */
import type { Random } from "../purge-checker/random.ts";

/** A request that entered the origin. */
export interface OriginCall {
  readonly path: string;
  readonly headers: string;
  readonly body: string;
}

type Serve = (request: Request) => Promise<Response>;
type Fault = (serve: () => Promise<Response>, random: Random) => Promise<Response>;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const SEPARATOR = "\u001e";
/** How long a call is on its way when nothing is wrong: long enough for others to ask the same meanwhile. */
const DISTANCE_MS = [5, 30] as const;

const late: Fault = async (serve, random) => {
  await sleep(random.between(20, 250));
  return serve();
};
const down: Fault = async () => Promise.reject(new TypeError("connection refused"));
const failing: Fault = async () => new Response('{"title":"Broken"}', { status: 503 });
const nonsense: Fault = async () => new Response("<html>Bad gateway</html>", { status: 200, headers: { "Content-Type": "text/html" } });

/** The connection dies in the middle of the answer. */
const cutOff: Fault = async (serve, random) => {
  const response = await serve();
  const bytes = new Uint8Array(await response.arrayBuffer());
  const kept = bytes.slice(0, random.below(bytes.length));
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(kept);
      setTimeout(() => controller.error(new Error("reset")), 5);
    },
  });
  return new Response(body, { status: response.status, headers: response.headers });
};

/** Frames out of order, twice, of questions nobody asked, and one that is no JSON. */
const scrambled: Fault = async (serve, random) => {
  const response = await serve();
  if (!response.headers.get("Content-Type")?.includes("json-seq")) return response;
  const frames = (await response.text()).split(SEPARATOR).filter((frame) => frame !== "");
  const odd = ['{"id":"99","ok":true,"data":{"itemCount":7}}\n', '{"id":"0","ok":true,"da\n', ...frames.slice(0, 1)];
  const all = [...frames, ...odd].sort(() => random.next() - 0.5);
  return new Response(all.map((frame) => SEPARATOR + frame).join(""), { headers: response.headers });
};

const FAULTS: readonly Fault[] = [late, late, late, down, failing, nonsense, cutOff, scrambled];

/** `serve` as the edge's binding: every call is recorded, and `share` of them go wrong. */
export function faulty(serve: Serve, random: Random, share: number): { fetch: Serve; calls: OriginCall[]; calm(): void } {
  const calls: OriginCall[] = [];
  let isCalm = false;
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const body = await request.clone().text();
    const { pathname, search } = new URL(request.url);
    calls.push({ path: pathname + search, headers: JSON.stringify([...request.headers]), body });
    await sleep(random.between(...DISTANCE_MS));
    const answer = () => serve(request);
    return !isCalm && random.chance(share) ? random.pick(FAULTS)(answer, random) : answer();
  };
  const calm = () => {
    isCalm = true;
  };
  return { fetch: fetch as Serve, calls, calm };
}

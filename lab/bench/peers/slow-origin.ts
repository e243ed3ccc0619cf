/**
 * Between the edge and the real origin: holds back the answers to fragments, each by the next of its delays. Everything
 * else passes as it is.
 */

interface Env {
  readonly ORIGIN: Fetcher;
  /** Milliseconds, comma-separated. */
  readonly DELAYS: string;
}

let at = 0;

export default {
  async fetch(request, env) {
    const answer = await env.ORIGIN.fetch(request);
    if (!new URL(request.url).pathname.startsWith("/v1/fragments")) return answer;
    const delays = env.DELAYS.split(",").map(Number);
    const delay = delays[at++ % delays.length] ?? 0;
    await scheduler.wait(delay);
    return answer;
  },
} satisfies ExportedHandler<Env>;

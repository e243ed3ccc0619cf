/**
 * The shop's prewarm jobs: one Durable Object that fills pages ahead, so many a second, until its list is done. The list is
 * in its storage and its alarm is the clock, so a job outlives every isolate.
 */
import { DurableObject } from "cloudflare:workers";
import { MemoryTier } from "./cache/memory.ts";
import { type Edge, type EdgeBindings, openEdge } from "./edge.io.ts";
import { warmShell } from "./find-shell.ts";
import { everyDimension } from "./key/key-space.ts";
import { planKey } from "./key/plan-key.ts";
import { inLanes } from "./lanes.io.ts";
import { FILLING } from "./lanes.ts";
import { Jobs } from "./prewarm/jobs.ts";
import type { PrewarmCommand, PrewarmJob, PrewarmOutcome, WarmAnswer } from "./prewarm/prewarm.ts";
import { Runner } from "./prewarm/runner.ts";
import { together, toWarmAnswer } from "./prewarm/to-warm-answer.ts";
import { KEY_POLICIES, routeNamed } from "./routes.ts";
import type { EpochMs } from "./time.ts";

/** How this reader of the bulletin is called where the deployment names no PoP. */
const PLACE = "PREWARM";
const unlimited = () => Promise.resolve(true);

export class Prewarms extends DurableObject<EdgeBindings> {
  readonly #jobs: Jobs;
  readonly #runner: Runner;
  #opened: Promise<Edge> | undefined;

  constructor(state: DurableObjectState, env: EdgeBindings) {
    super(state, env);
    this.#jobs = new Jobs(state.storage.sql);
    this.#runner = new Runner(this.#jobs, { now: Date.now, warm: (url) => this.#warm(url) });
  }

  async order(command: PrewarmCommand): Promise<PrewarmOutcome> {
    const outcome = this.ctx.storage.transactionSync(() => this.#jobs.add(command, Date.now()));
    if (outcome.kind === "ordered" && !outcome.repeated) await this.ctx.storage.setAlarm(Date.now());
    return outcome;
  }

  list({ limit, before }: { readonly limit: number; readonly before?: number }): PrewarmJob[] {
    return this.#jobs.list(limit, before);
  }

  find(id: number): PrewarmJob | null {
    return this.#jobs.find(id) ?? null;
  }

  /** False when the job has ended, or there is none. */
  cancel(id: number): boolean {
    return this.#jobs.cancel(id, Date.now());
  }

  /** False when nothing is left to do, or there is no such job. */
  async resume(id: number): Promise<boolean> {
    const resumed = this.ctx.storage.transactionSync(() => this.#jobs.resume(id));
    if (resumed) await this.ctx.storage.setAlarm(Date.now());
    return resumed;
  }

  override alarm(): Promise<void> {
    return inLanes(() => this.#work(), FILLING);
  }

  async #work(): Promise<void> {
    let again: EpochMs | undefined = Date.now();
    try {
      again = await this.#runner.run();
      await (await this.#edge()).reporter.flush();
    } finally {
      if (again !== undefined) await this.ctx.storage.setAlarm(again);
    }
  }

  async #warm(url: string): Promise<WarmAnswer> {
    const edge = await this.#edge();
    const plan = planKey(`${edge.config.site.origin}${url}`, KEY_POLICIES, edge.config.site);
    if (plan.kind !== "page") return { kind: "missing" };
    const route = routeNamed(plan.parts.route);
    const answers: WarmAnswer[] = [];
    // One after the other: a job counts four pages under way, not their arms.
    for (const dimensions of everyDimension(route.key)) {
      const parts = { ...plan.parts, dimensions };
      answers.push(
        toWarmAnswer(await warmShell(edge, { route, parts, canonical: plan.canonical, purgeSeq: undefined, mayMiss: unlimited })),
      );
    }
    return together(answers);
  }

  /** An edge of its own without a memory tier: what is filled here is for others. */
  #edge(): Promise<Edge> {
    this.#opened ??= openEdge(this.env, PLACE).then((edge) => ({ ...edge, cache: { ...edge.cache, memory: new MemoryTier(0) } }));
    return this.#opened;
  }
}

/** Purges in the middle of a drive: the hot product gets another edition at the origin, and is purged. */
import { MARKET_NAMES } from "#contract/market";
import type { World } from "../world/world.ts";
import type { Viewed } from "./drive.ts";
import type { Places } from "./places.ts";

export type PurgeMode = "hard" | "soft";

export interface PlannedPurge {
  readonly mode: PurgeMode;
  readonly atMs: number;
}

export interface OrderedPurge {
  readonly mode: PurgeMode;
  readonly edition: number;
  /** When it was acknowledged, `performance.now()`. */
  readonly acknowledgedAt: number;
}

export interface PurgeFigures {
  readonly mode: PurgeMode;
  readonly acknowledgedAtMs: number;
  /** From the acknowledgement to the last byte of an earlier edition, and to the moment its request was sent. */
  readonly lastStaleByteMs: number;
  readonly lastStaleRequestMs: number;
  readonly staleViews: number;
}

/** How a shop is told to purge the hot product. */
export type Purger = (world: World, hot: Places["hot"], mode: PurgeMode) => Promise<void>;

/** Stale while it is refreshed for 10 s (PURGE section 2), and room for the fill and for the trace's end. */
const SOFT_NEEDS_MS = 13_000;

/** A hard purge in the middle; in a long drive it comes earlier, and a soft one after it. */
export function planPurges(seconds: number): PlannedPurge[] {
  const hard: PlannedPurge = { mode: "hard", atMs: seconds * 1000 * (seconds >= 25 ? 0.3 : 0.4) };
  const softAt = hard.atMs + 3_000;
  return seconds * 1000 - softAt >= SOFT_NEEDS_MS ? [hard, { mode: "soft", atMs: softAt }] : [hard];
}

/** Orders each at its moment. Resolves when all are acknowledged. */
export async function orderPurges(
  world: World,
  { hot }: Places,
  { planned, purge }: { readonly planned: readonly PlannedPurge[]; readonly purge: Purger },
  nextEdition: () => number,
): Promise<OrderedPurge[]> {
  const startedAt = performance.now();
  const ordered: OrderedPurge[] = [];
  for (const { mode, atMs } of planned) {
    await new Promise((resolve) => setTimeout(resolve, startedAt + atMs - performance.now()));
    const edition = nextEdition();
    await world.publish({ handle: hot.handle, number: edition });
    await purge(world, hot, mode);
    ordered.push({ mode, edition, acknowledgedAt: performance.now() });
  }
  return ordered;
}

/** Ours: by its surrogate key, everywhere. */
export const purgeByKey: Purger = async (world, { surrogateKey }, mode) => {
  const body = JSON.stringify({ by: "surrogate-key", values: [surrogateKey], mode, reason: "A rehearsal" });
  const answer = await world.admin("/admin/api/purges", { method: "POST", body, headers: { "Content-Type": "application/json" } });
  if (answer.status !== 201) throw new Error(`the purge was not taken: ${answer.status} ${await answer.text()}`);
};

/** As `peers/naive.ts` takes it: the pages of the product itself, deleted at one point of presence. There are no soft ones. */
export const purgeByUrl: Purger = async ({ pops: [pop] }, { handle }) => {
  const paths = MARKET_NAMES.map((market) => `/${market}/products/${handle}`);
  const answers = await Promise.all(paths.map((body) => pop?.fetch("/__purge", { method: "POST", body })));
  if (!answers.every((answer) => answer?.ok)) throw new Error("the purge was not taken");
};

/** What the views tell of a purge. Moments in milliseconds since the drive began. */
export function judgePurge({ mode, edition, acknowledgedAt }: OrderedPurge, startedAt: number, viewed: readonly Viewed[]): PurgeFigures {
  const acknowledgedAtMs = acknowledgedAt - startedAt;
  const stale = viewed.filter((view) => view.edition !== undefined && view.edition < edition && view.doneAtMs > acknowledgedAtMs);
  const last = (moment: (view: Viewed) => number) => Math.max(0, ...stale.map((view) => moment(view) - acknowledgedAtMs));
  return {
    mode,
    acknowledgedAtMs,
    lastStaleByteMs: last(({ doneAtMs }) => doneAtMs),
    lastStaleRequestMs: last(({ sentAtMs }) => sentAtMs),
    staleViews: stale.length,
  };
}

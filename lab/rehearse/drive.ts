/**
 * Drives a trace through a world. Requests leave at their moments whatever became of those before them, unless as many are
 * under way as there are isolates: then the machine is behind, they wait, and how late they left is told.
 */

import type { World } from "../world/world.ts";
import { type Asked, type Asker, openAsker } from "./ask.ts";
import { editionIn, namedIn } from "./marks.ts";
import type { Places } from "./places.ts";
import { type Served, servedFrom } from "./served-from.ts";
import type { Shoppers } from "./shoppers.ts";
import type { TraceStep } from "./trace.ts";

/** What came of one page view. */
export interface Viewed {
  readonly kind: TraceStep["kind"];
  /** What was asked for: one page of the shop. */
  readonly object: string;
  readonly status: number;
  readonly served: Served;
  /** Milliseconds since the drive began. */
  readonly sentAtMs: number;
  readonly doneAtMs: number;
  readonly firstByteMs: number;
  readonly lastByteMs: number;
  /** How late it left. */
  readonly lagMs: number;
  /** Somebody else's name, token or cart was in it. */
  readonly isForeign: boolean;
  /** The shopper's own name was missing. */
  readonly isNameless: boolean;
  /** Of the hot product's page. */
  readonly edition: number | undefined;
}

export interface Drive {
  readonly viewed: readonly Viewed[];
  /** Requests that got no answer at all. */
  readonly failed: number;
  readonly tookMs: number;
  /** `performance.now()` when it began. */
  readonly startedAt: number;
}

export interface Driving {
  readonly world: Pick<World, "pops">;
  readonly places: Places;
  readonly shoppers: Shoppers;
  /** Hears how many are through, after each. */
  readonly through?: (done: number) => void;
}

export async function drive(steps: readonly TraceStep[], driving: Driving): Promise<Drive> {
  const asker = openAsker();
  const startedAt = performance.now();
  const viewed: Viewed[] = [];
  const underWay = new Set<Promise<void>>();
  const most = driving.world.pops.reduce((sum, { isolates }) => sum + isolates.length, 0);
  let failed = 0;
  for (const [turn, step] of steps.entries()) {
    const wait = startedAt + step.atMs - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    while (underWay.size >= most) await Promise.race(underWay);
    const going: Promise<void> = take(step, turn, driving, asker)
      .then(
        (asked) => void viewed.push(asked(startedAt)),
        () => void failed++,
      )
      .finally(() => {
        underWay.delete(going);
        driving.through?.(viewed.length + failed);
      });
    underWay.add(going);
  }
  await Promise.all(underWay);
  asker.close();
  return { viewed, failed, tookMs: performance.now() - startedAt, startedAt };
}

async function take(step: TraceStep, turn: number, { world, places, shoppers }: Driving, asker: Asker) {
  const { shopper, kind, path } = step;
  const from = { cookie: await shoppers.cookieOf(shopper), client: shopper.number };
  const pop = world.pops[shopper.pop];
  const url = `${pop?.isolates[turn % pop.isolates.length]}${path}`;
  const isBuying = kind === "buy";
  const asked = isBuying ? await asker.post(url, from, { variant: shopper.buys ?? "", quantity: "1" }) : await asker.get(url, from);
  const isForeignCookie = await shoppers.keep(shopper, setCookiesOf(asked));
  const isHot = kind === "product" && step.object.endsWith(`/${places.hot.handle}`);
  const object = kind === "basket" ? `${step.object} ${shoppers.armOf(shopper)}` : step.object;
  return (startedAt: number): Viewed => toViewed(step, asked, { object, isForeignCookie, isHot, startedAt });
}

interface Seen {
  readonly object: string;
  readonly isForeignCookie: boolean;
  readonly isHot: boolean;
  readonly startedAt: number;
}

function toViewed({ kind, shopper, atMs }: TraceStep, asked: Asked, { object, isForeignCookie, isHot, startedAt }: Seen): Viewed {
  const { status, body, sentAt, firstByteAt, lastByteAt } = asked;
  const named = namedIn(body);
  const isPage = kind !== "buy" && status === 200;
  return {
    ...{ kind, object, status, served: servedFrom(String(asked.headers["cache-status"] ?? "")) },
    ...{ sentAtMs: sentAt - startedAt, doneAtMs: lastByteAt - startedAt, lagMs: sentAt - startedAt - atMs },
    ...{ firstByteMs: firstByteAt - sentAt, lastByteMs: lastByteAt - sentAt },
    isForeign: isForeignCookie || [...named].some((number) => number !== shopper.number),
    isNameless: isPage && shopper.hasName && !named.has(shopper.number),
    edition: isHot && isPage ? (editionIn(body) ?? 0) : undefined,
  };
}

function setCookiesOf({ headers }: Asked): readonly string[] {
  const fields = headers["set-cookie"];
  return fields === undefined ? [] : typeof fields === "string" ? [fields] : fields;
}

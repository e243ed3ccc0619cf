/**
 * How long a page takes whose fragments are slow: from nothing to five seconds, under paced load. Two promises: the first
 * byte waits for no fragment, but 80 ms at most for a token that is due; the last byte is there within the page's budget.
 */
import { bundlePeer, bundleShop, muteRuntime } from "./bundles.ts";
import { percentile } from "./figures.ts";
import { paced, type Timed } from "./paced.ts";
import { openShop } from "./shop.ts";
import { PRODUCT } from "./stitch.ts";
import { shopper } from "./visitors.ts";

const DELAYS_MS = [0, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000];
/** The page's budget, in which its document has to end; DESIGN section 5 and `worker/page-fragments.ts`. */
export const PAGE_BUDGET_MS = 1_500;
export const TOKEN_HOLD_MS = 80;

export interface LateOptions {
  readonly seconds: number;
  readonly perSecond: number;
  readonly say: (line: string) => void;
}

export interface LateRow {
  readonly view: string;
  readonly views: number;
  readonly firstByteMs: { readonly p50: number; readonly p99: number };
  readonly lastByteMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** This program's own lateness: figures are no better than this. */
  readonly lagP99Ms: number;
}

export interface LateFigures {
  readonly delaysMs: readonly number[];
  readonly rows: readonly LateRow[];
}

export async function benchLate({ seconds, perSecond, say }: LateOptions): Promise<LateFigures> {
  muteRuntime();
  const bundles = await bundleShop();
  const script = await bundlePeer("slow-origin");
  const shop = await openShop(bundles, { between: { script, bindings: { DELAYS: DELAYS_MS.join(",") } } });
  try {
    const rows: LateRow[] = [];
    for (const [view, paths] of Object.entries(await views())) {
      await paced({ url: shop.url, paths, perSecond: 5, seconds: 3 });
      const timed = await paced({ url: shop.url, paths, perSecond, seconds });
      rows.push(toRow(view, timed));
      say(`${view}: ${timed.length} views, ${[...new Set(timed.map(({ fragments }) => fragments))].slice(0, 3).join(" | ")}`);
    }
    return { delaysMs: DELAYS_MS, rows };
  } finally {
    await shop.stop();
  }
}

/** Nothing late; a fragment that is asked of the origin at each view; a token that is due. */
async function views(): Promise<Record<string, { path: string; cookie: string }[]>> {
  const product = `/en-gb/products/${PRODUCT}`;
  const people = Array.from({ length: 50 }, (_, index) => index);
  const known = await Promise.all(people.map((index) => shopper(`Shopper${index}`, 3, [PRODUCT], index)));
  const due = await Promise.all(people.map((index) => shopper(`Shopper${index}`, 3, [PRODUCT], index, { isDue: true })));
  return {
    "nothing to wait for": known.map(({ cookie }) => ({ path: product, cookie })),
    "cart page, its lines asked of the origin": known.map(({ cookie }) => ({ path: "/en-gb/cart", cookie })),
    "product page, token due": due.map(({ cookie }) => ({ path: product, cookie })),
  };
}

function toRow(view: string, timed: readonly Timed[]): LateRow {
  const bad = timed.find(({ status }) => status !== 200);
  if (bad) throw new Error(`${view}: an answer of status ${bad.status}`);
  const first = timed.map(({ firstByteMs }) => firstByteMs);
  const last = timed.map(({ lastByteMs }) => lastByteMs);
  return {
    view,
    views: timed.length,
    firstByteMs: { p50: percentile(first, 0.5), p99: percentile(first, 0.99) },
    lastByteMs: { p50: percentile(last, 0.5), p99: percentile(last, 0.99), max: Math.max(...last) },
    lagP99Ms: percentile(
      timed.map(({ lagMs }) => lagMs),
      0.99,
    ),
  };
}

import type { DryRun } from "../../../worker/admin/deps.ts";
import type { PurgeWithReceipts } from "../../../worker/bulletin/purge-row.ts";
import { guessBy } from "../guess-by.ts";
import { Unreachable, Unusable } from "../outcomes.ts";
import { isClear, receiptLine } from "../show-purge.ts";
import type { Surface } from "../surface.ts";
import { count, printable } from "../table.ts";

interface PurgeOptions {
  readonly by?: string;
  readonly mode: "soft" | "hard";
  readonly reason: string;
  readonly minVersion?: readonly string[];
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly confirm?: string;
  readonly idempotencyKey?: string;
  readonly wait: boolean;
}

const LOOK_EVERY = 500;
const WAIT_FOR = 10_000;
const SHOWN_URLS = 20;

/** Looks first, asks, purges, and waits for the receipts. */
export async function purge(surface: Surface, values: readonly string[], options: PurgeOptions): Promise<void> {
  const by = options.by ?? guessBy(values);
  if (by === undefined) throw new Unusable("What is to be purged? Name pages, keys, prefixes or markets, or say --by all.");
  if (by === "all" && values.length > 0)
    throw new Unusable(`--by all purges everything, not ${values.join(" ")}: leave out one of the two.`);
  const { mode, reason } = options;
  const order = { by, mode, reason, ...(by !== "all" && { values }), ...minVersionsOf(options) };
  const found = await surface.client.post<DryRun>("/admin/api/purges", { ...order, dryRun: true });
  if (options.dryRun) return surface.tell(found, () => showDryRun(found, mode));
  surface.note(showDryRun(found, mode));
  const confirm = by === "all" ? { confirm: await typedHost(surface, options) } : {};
  if (by !== "all")
    await surface.confirm(`Purge ${by} ${values.length === 1 ? values[0] : `${values.length} values`} (${mode})?`, options.yes ?? false);
  const row = await surface.client
    .post<PurgeWithReceipts>("/admin/api/purges", { ...order, ...confirm }, options.idempotencyKey)
    .catch(inDoubt);
  surface.note(`Purged: ${row.epoch}.${row.seq}`);
  const last = options.wait ? await untilClear(surface, row) : row;
  if (options.wait && isAwaited(last)) surface.note(`Not everywhere after ${WAIT_FOR / 1000} s: npm run ops -- watch goes on looking.`);
  surface.tell(last, () => receiptLine(last));
}

/** An order whose answer got lost may have been carried out. */
function inDoubt(error: Error): never {
  throw error instanceof Unreachable ? new Unreachable(`${error.message} Whether it was purged, audit shows.`) : error;
}

/** Everything is purged only by whoever types the shop's name. */
async function typedHost(surface: Surface, { confirm }: PurgeOptions): Promise<string> {
  const typed = confirm ?? (await surface.ask(`Type ${surface.client.host} to purge everything: `));
  if (typed === undefined) throw new Unusable(`Nobody sits at this terminal to confirm: add --confirm ${surface.client.host}`);
  return typed;
}

/** A bulletin that began anew has heard from no PoP yet: that is no receipt. */
const isAwaited = (row: PurgeWithReceipts): boolean => row.receipts.length === 0 || !isClear(row);

async function untilClear(surface: Surface, row: PurgeWithReceipts): Promise<PurgeWithReceipts> {
  let last = row;
  for (let waited = 0; isAwaited(last) && waited < WAIT_FOR; waited += LOOK_EVERY) {
    await surface.sleep(LOOK_EVERY);
    last = await surface.client.get<PurgeWithReceipts>(`/admin/api/purges/${row.seq}`);
  }
  return last;
}

function minVersionsOf({ minVersion = [] }: PurgeOptions): { minVersions?: Record<string, number> } {
  if (minVersion.length === 0) return {};
  const entries = minVersion.map((text): [string, number] => {
    const [, entity, version] = /^(.+)=(\d{1,15})$/.exec(text) ?? [];
    if (entity === undefined) throw new Unusable(`"${text}" is no version: write product:nh-1042=7.`);
    return [entity, Number(version)];
  });
  return { minVersions: Object.fromEntries(entries) };
}

function showDryRun({ matched, refills, sampledFrom, urls }: DryRun, mode: string): string {
  const found = `${count(matched.shells, "page")} and ${count(matched.fragments, "fragment")}`;
  const lines = [
    `${mode === "soft" ? "Goes stale" : "Is never served again"}: ${found}, about ${count(refills, "origin call")} to refill. Counted in: ${printable(sampledFrom)}.`,
    ...urls.slice(0, SHOWN_URLS).map((url) => `  ${printable(url)}`),
  ];
  return (urls.length > SHOWN_URLS ? [...lines, `  ... and ${urls.length - SHOWN_URLS} more`] : lines).join("\n");
}

import type { FeedChange, FeedReport, RowProblem } from "#contract/feed";
import { chained } from "./digest.ts";
import type { FeedContents } from "./feed-contents.ts";
import type { ChangedProduct, ProductPlan } from "./plan-product.ts";
import { ProblemLog } from "./row-problems.ts";

/** So many changes and surrogate keys are told one by one. */
const TOLD = 1_000;

/** Counts what an import did, to its report. */
export class ImportTally {
  /** Of all products together. */
  digest = "";
  readonly #startedAt: number;
  readonly #products = { created: 0, updated: 0, withdrawn: 0, unchanged: 0 };
  /** Few, or such as are named more than once. */
  readonly #sharedKeys = new Set<string>();
  #productKeys = 0;
  readonly #purges: string[] = [];
  readonly #changes: FeedChange[] = [];
  #log = new ProblemLog();
  #contents: FeedContents | undefined;
  #variants = 0;
  #collections = 0;
  #collectionsChanged = false;

  constructor(startedAt: number) {
    this.#startedAt = startedAt;
  }

  read({ contents, goodRows }: { readonly contents: FeedContents; readonly goodRows: number }): void {
    this.#contents = contents;
    this.#log = contents.log;
    this.#variants = goodRows;
  }

  collections(all: number, changes: number): void {
    this.#collections = all;
    this.#collectionsChanged ||= changes > 0;
  }

  withdrawn(gone: readonly { readonly id: string; readonly handle: string }[]): void {
    this.#products.withdrawn += gone.length;
    for (const { id, handle } of gone) this.#tell({ id, handle, kind: "withdrawn", of: [] });
  }

  purged(keys: readonly string[]): void {
    for (const key of keys) {
      if (this.#sharedKeys.has(key)) continue;
      // The lots touch a product once, so these need not be remembered to be counted.
      if (key.startsWith("product:")) this.#productKeys++;
      else this.#sharedKeys.add(key);
      if (this.#purges.length < TOLD) this.#purges.push(key);
    }
  }

  /** Keys that a lot may purge again: of what is let go, withdrawn or led elsewhere before. */
  shared(keys: readonly string[]): void {
    for (const key of keys) {
      if (this.#sharedKeys.has(key)) continue;
      this.#sharedKeys.add(key);
      if (this.#purges.length < TOLD) this.#purges.push(key);
    }
  }

  async products(plans: readonly ProductPlan[], problems: readonly RowProblem[]): Promise<void> {
    this.#log.add(problems);
    for (const plan of plans) {
      this.#products[COUNTED[plan.kind]]++;
      this.digest = await chained(this.digest, plan.digest);
      if (plan.kind !== "unchanged") this.#tell(toChange(plan));
    }
  }

  #tell(change: FeedChange): void {
    if (this.#changes.length < TOLD) this.#changes.push(change);
  }

  report(now: number): FeedReport {
    const { created, updated, withdrawn } = this.#products;
    const changed = created + updated + withdrawn > 0 || this.#collectionsChanged;
    return { ...this.#common(now), outcome: changed ? "applied" : "unchanged", because: null };
  }

  /** What a refused file would have done is not told: it did nothing. */
  refuse(because: string, now: number): FeedReport {
    return { ...this.#common(now), outcome: "refused", because };
  }

  /** Another import is running, until then at the latest. */
  refuseForNow(busyUntil: number, now: number): FeedReport {
    return { ...this.refuse("another import is running: wait for its end", now), retryInMs: Math.max(0, busyUntil - now) };
  }

  #common(now: number) {
    return {
      kind: "report" as const,
      retryInMs: null,
      format: this.#contents?.format ?? null,
      rows: this.#contents?.items ?? 0,
      products: { ...this.#products },
      variants: this.#variants,
      soldIn: Object.fromEntries(this.#contents?.soldIn ?? []) as FeedReport["soldIn"],
      collections: this.#collections,
      problems: [...this.#log.kept],
      problemCount: this.#log.count,
      unknownFields: this.#log.unknownFields(),
      unusedFields: this.#log.unusedFields(),
      changes: [...this.#changes],
      purgedKeys: this.#sharedKeys.size + this.#productKeys,
      purges: [...this.#purges].sort(),
      durationMs: now - this.#startedAt,
    };
  }
}

const COUNTED = { create: "created", update: "updated", unchanged: "unchanged" } as const satisfies Record<ProductPlan["kind"], string>;

function toChange({ product, handle, kind, aspects, published }: ChangedProduct): FeedChange {
  const of = (["price", "content", "listing", "stock"] as const).filter((aspect) => aspects[aspect] && !published);
  return { id: product.id, handle, kind: COUNTED[kind], of };
}

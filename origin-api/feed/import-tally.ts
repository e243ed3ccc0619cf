import type { FeedReport, RowProblem } from "#contract/feed";
import { chained } from "./digest.ts";
import type { FeedContents } from "./feed-contents.ts";
import type { ProductPlan } from "./plan-product.ts";
import { ProblemLog } from "./row-problems.ts";

/** Counts what an import did, to its report. */
export class ImportTally {
  /** Of all products together. */
  digest = "";
  readonly #startedAt: number;
  readonly #products = { created: 0, updated: 0, withdrawn: 0, unchanged: 0 };
  /** Of collections and pages: few, and many changes name the same ones. */
  readonly #sharedKeys = new Set<string>();
  #productKeys = 0;
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

  withdrawn(count: number): void {
    this.#products.withdrawn += count;
  }

  purged(keys: readonly string[]): void {
    for (const key of keys) {
      // An import touches a product once, so these need not be remembered to be counted.
      if (key.startsWith("product:")) this.#productKeys++;
      else this.#sharedKeys.add(key);
    }
  }

  async products(plans: readonly ProductPlan[], problems: readonly RowProblem[]): Promise<void> {
    this.#log.add(problems);
    for (const { kind, digest } of plans) {
      this.#products[COUNTED[kind]]++;
      this.digest = await chained(this.digest, digest);
    }
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

  #common(now: number) {
    return {
      kind: "report" as const,
      rows: this.#contents?.items ?? 0,
      products: { ...this.#products },
      variants: this.#variants,
      collections: this.#collections,
      problems: [...this.#log.kept],
      problemCount: this.#log.count,
      unknownFields: this.#log.unknownFields(),
      purgedKeys: this.#sharedKeys.size + this.#productKeys,
      durationMs: now - this.#startedAt,
    };
  }
}

const COUNTED = { create: "created", update: "updated", unchanged: "unchanged" } as const satisfies Record<ProductPlan["kind"], string>;

/** All that the admin part needs of the shop. Ports, so that it can be tried with fakes. */
import type { PurgeCommand, PurgeOutcome, PurgePage, PurgeQuery, PurgeWithReceipts } from "../bulletin/purge-row.ts";
import type { KeyPolicy } from "../key/key-parts.ts";
import type { PrewarmCommand, PrewarmJob, PrewarmOrder, PrewarmOutcome } from "../prewarm/prewarm.ts";
import type { Period, Stats } from "../telemetry/counts.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { PurgeOrder } from "./decode-purge.ts";
import type { Explanation } from "./explain.ts";
import type { UnknownArm } from "./explain-arms.ts";
import type { Gate } from "./identify.ts";

/** What a purge would make stale, or kill. Counted in what can be looked at from here, and said so in `sampledFrom`. */
export interface DryRun {
  readonly matched: { readonly shells: number; readonly fragments: number };
  /** Origin calls to expect for filling again what is asked for. */
  readonly refills: number;
  readonly sampledFrom: string;
  /** The first pages among them, by their canonical paths. */
  readonly urls: readonly string[];
}

export interface FeedUpload {
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string;
  readonly mode: "apply" | "dry-run";
  /** What the file is written in, and what prices without a currency are in; the origin knows which there are. */
  readonly format: string | undefined;
  readonly currency: string | undefined;
  /** The least share of the present catalogue that a feed may hold, 0 to 1. */
  readonly minShare: number | undefined;
  readonly actor: string;
}

/** One thing that must work for the shop to work. */
export interface Check {
  readonly ok: boolean;
  readonly because?: string;
}

export interface AdminDeps extends Gate {
  readonly policies: readonly KeyPolicy[];
  /** What the console calls this deployment: `Production`. */
  readonly environment: string;
  /** The console's stylesheet and script, and their CSP sources, `sha256-...`. */
  readonly look: { readonly css: string; readonly cssHash: string; readonly script: string; readonly scriptHash: string };
  now(): EpochMs;
  /** The address a request came from, as the platform says it, never as the client does. */
  addressOf(request: Request): string;
  /** False when `who` has tried too often of late. */
  mayTry(who: string): Promise<boolean>;
  purge(command: PurgeCommand): Promise<PurgeOutcome>;
  dryRun(order: Pick<PurgeOrder, "by" | "values" | "mode">): Promise<DryRun>;
  /** The audit trail, latest first. */
  listPurges(query: PurgeQuery): Promise<PurgePage>;
  readPurge(seq: number): Promise<PurgeWithReceipts | undefined>;
  /** The highest version the origin has given to any entity; undefined when it cannot be asked. */
  highestVersion(): Promise<number | undefined>;
  /** The pages that an order means at this moment; undefined when the origin cannot be asked. */
  planPrewarm(order: PrewarmOrder): Promise<readonly string[] | undefined>;
  prewarm(command: PrewarmCommand): Promise<PrewarmOutcome>;
  /** Latest first; `before` is an id. */
  listPrewarms(limit: number, before: number | undefined): Promise<readonly PrewarmJob[]>;
  readPrewarm(id: number): Promise<PrewarmJob | undefined>;
  /** False when there was nothing to stop, or to go on with. */
  setPrewarm(id: number, to: "cancel" | "resume"): Promise<boolean>;
  /** `arms` as `experiment:arm`. */
  explain(url: string, arms: readonly string[]): Promise<Explanation | UnknownArm>;
  stats(): Promise<Stats>;
  /** The last 24 hours in periods of `length`, oldest first. */
  history(length: Ms): Promise<readonly Period[]>;
  /** Hands the stream to the origin and its stream of frames back. */
  uploadFeed(upload: FeedUpload): Promise<Response>;
  /** `GET /v1/products<path>` of the origin; with an edit, `POST`. */
  askProducts(path: string, edit?: object): Promise<Response>;
  /** The catalogue as a file, streamed from the origin. `query` is the origin's to judge. */
  exportFeed(query: Readonly<Record<string, string>>): Promise<Response>;
  checks(): Promise<Readonly<Record<string, Check>>>;
  /** Facts for the log; never a token. */
  log(event: string, facts: Readonly<Record<string, string | number | boolean>>): void;
}

/** All that the admin part needs of the shop. Ports, so that it can be tried with fakes. */
import type { PurgeBy, PurgeCommand, PurgeOutcome, PurgePage, PurgeQuery, PurgeWithReceipts } from "../bulletin/purge-row.ts";
import type { KeyPolicy } from "../key/key-parts.ts";
import type { Period, Stats } from "../telemetry/counts.ts";
import type { EpochMs, Ms } from "../time.ts";
import type { Explanation } from "./explain.ts";
import type { Gate } from "./identify.ts";

/** What a purge would meet. Counted in what this PoP can look at, and said so in `sampledFrom`. */
export interface DryRun {
  readonly matched: { readonly shells: number; readonly fragments: number };
  /** Origin calls to expect for filling again what is asked for. */
  readonly refills: number;
  readonly sampledFrom: string;
}

export interface FeedUpload {
  readonly body: ReadableStream<Uint8Array>;
  readonly contentType: string;
  readonly mode: "apply" | "dry-run";
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
  /** The console's stylesheet and its CSP source, `sha256-...`. */
  readonly look: { readonly css: string; readonly cssHash: string };
  now(): EpochMs;
  /** The address a request came from, as the platform says it, never as the client does. */
  addressOf(request: Request): string;
  /** False when `who` has tried too often of late. */
  mayTry(who: string): Promise<boolean>;
  purge(command: PurgeCommand): Promise<PurgeOutcome>;
  dryRun(by: PurgeBy, values: readonly string[]): Promise<DryRun>;
  /** The audit trail, latest first. */
  listPurges(query: PurgeQuery): Promise<PurgePage>;
  readPurge(seq: number): Promise<PurgeWithReceipts | undefined>;
  /** The highest version the origin has given to any entity; undefined when it cannot be asked. */
  highestVersion(): Promise<number | undefined>;
  explain(url: string): Promise<Explanation>;
  stats(): Promise<Stats>;
  /** The last 24 hours in periods of `length`, oldest first. */
  history(length: Ms): Promise<readonly Period[]>;
  /** Hands the stream to the origin and its stream of frames back. */
  uploadFeed(upload: FeedUpload): Promise<Response>;
  checks(): Promise<Readonly<Record<string, Check>>>;
  /** Facts for the log; never a token. */
  log(event: string, facts: Readonly<Record<string, string | number | boolean>>): void;
}

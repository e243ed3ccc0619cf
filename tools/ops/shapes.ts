/** What the admin API answers with, as far as it is shown. */
export interface Receipt {
  readonly pop: string;
  readonly seenAt: number | null;
}

export interface Purge {
  readonly epoch: number;
  readonly seq: number;
  readonly by: string;
  readonly values: readonly string[];
  readonly mode: string;
  readonly reason: string;
  readonly actor: string;
  readonly at: number;
  readonly receipts: readonly Receipt[];
  readonly zone?: { readonly state: string; readonly because: string | null };
}

export interface PurgeDryRun {
  readonly matched: { readonly shells: number; readonly fragments: number };
  readonly refills: number;
  readonly sampledFrom: string;
  readonly urls: readonly string[];
}

export interface Prewarm {
  readonly id: number;
  readonly by: string;
  readonly values: readonly string[];
  readonly markets: readonly string[];
  readonly reason: string;
  readonly actor: string;
  readonly at: number;
  readonly state: "waiting" | "running" | "cancelled" | "done";
  readonly total: number;
  readonly counts: Readonly<Record<"filled" | "warm" | "missing" | "failed", number>>;
  readonly because: string | null;
  readonly failures: readonly { readonly url: string; readonly because: string }[];
}

export interface PrewarmDryRun {
  readonly matched: { readonly pages: number };
  readonly seconds: number;
  readonly urls: readonly string[];
}

export interface Explanation {
  readonly url: string;
  readonly canonical: string | null;
  readonly route: string | null;
  readonly kept: readonly string[];
  readonly dropped: readonly { readonly name: string; readonly because: string }[];
  readonly arms: readonly { readonly experiment: string; readonly arm: string; readonly of: readonly string[] }[];
  readonly key: string | null;
  readonly surrogateKeys: readonly string[];
  readonly tiers: readonly Tier[];
  readonly would: { readonly kind: string; readonly because: string };
}

interface Tier {
  readonly name: string;
  readonly state: string;
  readonly because: string | null;
  readonly asOf: string | null;
  readonly storedAt: number | null;
  readonly freshUntil: number | null;
  readonly revalidateUntil: number | null;
  readonly staleUntil: number | null;
  readonly notBefore: number | null;
  readonly notAfter: number | null;
}

export interface Stats {
  readonly since: number;
  readonly isolates: number;
  readonly pageViews: number;
  readonly stale: number;
  readonly hits: Readonly<Record<string, number>>;
  readonly originCalls: Readonly<Record<string, number>>;
  readonly origin?: Readonly<Record<string, number>>;
  readonly fragments: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly bulletinReads: number;
}

/** What would happen to a URL, and why: the key compiler and the tiers, asked without filling anything. */
import { toPurgeSeq } from "../bulletin/as-of.ts";
import { implicitKeys } from "../cache/implicit-keys.ts";
import { EARLIER_RELEASE } from "../cache/judge.ts";
import { type RenderHashes, shellKeys } from "../key/cache-key.ts";
import type { CacheKey, Dropped, KeyParts, KeyPlan, KeyPolicy, Site } from "../key/key-parts.ts";
import { planKey } from "../key/plan-key.ts";
import { planSitemap } from "../key/plan-sitemap.ts";
import type { TierState } from "../shell/find-wanted.ts";
import type { EpochMs } from "../time.ts";
import { chooseArms, type ExplainedArm, type UnknownArm, withArms } from "./explain-arms.ts";
import { answeredBesides } from "./explain-others.ts";

export interface ExplainedTier {
  readonly name: string;
  readonly state: string;
  readonly because: string | null;
  readonly asOf: string | null;
  readonly storedAt: EpochMs | null;
  readonly freshUntil: EpochMs | null;
  /** Until then it is shown while it is refreshed; after that only if that fails. */
  readonly revalidateUntil: EpochMs | null;
  readonly staleUntil: EpochMs | null;
  readonly notBefore: EpochMs | null;
  readonly notAfter: EpochMs | null;
}

export interface Explanation {
  readonly url: string;
  readonly canonical: string | null;
  readonly route: string | null;
  readonly kept: readonly string[];
  readonly dropped: readonly Dropped[];
  /** Of the page's experiments: the one that is explained. */
  readonly arms: readonly ExplainedArm[];
  readonly key: string | null;
  readonly surrogateKeys: readonly string[];
  readonly tiers: readonly ExplainedTier[];
  readonly would: {
    readonly kind: "hit" | "stale" | "fill" | "redirect" | "negotiate" | "answer" | "not-found" | "refused";
    readonly because: string;
  };
}

export interface ExplainPorts {
  readonly site: Site;
  readonly policies: readonly KeyPolicy[];
  readonly hashes: RenderHashes;
  /** What the tiers hold for a key, or for what it was in the release before, nearest to the visitor first; asks no origin. */
  peek(key: CacheKey, earlierKey?: CacheKey): Promise<readonly TierState[]>;
  /** A name in a page's address that the shop has not heard of, and where it leads instead, if anywhere. */
  unheardOf(parts: KeyParts): { readonly instead?: string } | undefined;
}

/**
 * Explains a URL of the shop: its path and query count, never its host. A redirect is explained with the page it leads to,
 * a page with experiments in the arms named.
 */
export async function explainUrl(url: string, ports: ExplainPorts, named: readonly string[] = []): Promise<Explanation | UnknownArm> {
  const pathname = URL.parse(url)?.pathname ?? "";
  const besides = answeredBesides(pathname);
  if (besides !== undefined) return { ...NOTHING_STORED, url, would: { kind: "answer", because: besides } };
  const plan = planSitemap(pathname, ports.site) ?? planKey(url, ports.policies, ports.site);
  const page = plan.kind === "redirect" ? planKey(plan.location, ports.policies, ports.site) : plan;
  if (page.kind !== "page") return { ...NOTHING_STORED, url, would: wouldWithoutPage(page) };
  const arms = chooseArms(page.parts, named, ports.policies);
  if ("unknownArm" in arms) return arms;
  const { key, earlierKey } = shellKeys(withArms(page.parts, arms), ports.hashes);
  const tiers = await ports.peek(key, earlierKey);
  const stored = tiers.find((tier) => tier.stored)?.stored;
  return {
    url,
    canonical: page.canonical,
    route: page.parts.route,
    kept: page.kept,
    dropped: plan.kind === "redirect" ? plan.dropped : page.dropped,
    arms,
    key,
    surrogateKeys: stored?.surrogateKeys ?? implicitKeys(page.parts, page.canonical),
    tiers: tiers.map(explainTier),
    would:
      plan.kind === "redirect"
        ? { kind: "redirect", because: plan.because }
        : (wouldNotLook(ports.unheardOf(page.parts)) ?? wouldServe(tiers)),
  };
}

const NOTHING_STORED = { canonical: null, route: null, kept: [], dropped: [], arms: [], key: null, surrogateKeys: [], tiers: [] };

function wouldWithoutPage(plan: Exclude<KeyPlan, { kind: "page" }>): Explanation["would"] {
  switch (plan.kind) {
    case "negotiate":
      return { kind: "negotiate", because: "no-market-in-path" };
    case "unknown":
      return { kind: "not-found", because: plan.because };
    case "refused":
      return { kind: "refused", because: plan.because };
    case "redirect":
      return { kind: "redirect", because: plan.because };
  }
}

/** A made-up name is answered without looking at what is stored. */
function wouldNotLook(unheardOf: { readonly instead?: string } | undefined): Explanation["would"] | undefined {
  if (unheardOf === undefined) return undefined;
  return { kind: unheardOf.instead === undefined ? "not-found" : "redirect", because: "unknown-name" };
}

function wouldServe(tiers: readonly TierState[]): Explanation["would"] {
  // Shown before the shield is asked, whatever that has.
  if (tiers.some(({ because }) => because === EARLIER_RELEASE)) return { kind: "stale", because: EARLIER_RELEASE };
  const usable = tiers.find(({ state }) => state === "fresh" || state === "reuse");
  if (usable) return { kind: "hit", because: usable.because ?? `${usable.state} in ${usable.name}` };
  const stale = tiers.find(({ state }) => state === "stale");
  if (stale) return { kind: "stale", because: stale.because ?? `stale in ${stale.name}` };
  const dead = tiers.find(({ state }) => state === "dead");
  return { kind: "fill", because: dead ? (dead.because ?? "dead") : "nothing stored" };
}

function explainTier({ name, state, because, stored }: TierState): ExplainedTier {
  return {
    name,
    state,
    because: because ?? null,
    asOf: stored ? toPurgeSeq(stored.asOf) : null,
    storedAt: stored?.stamps.storedAt ?? null,
    freshUntil: stored?.stamps.freshUntil ?? null,
    revalidateUntil: stored?.stamps.revalidateUntil ?? null,
    staleUntil: stored?.stamps.staleUntil ?? null,
    notBefore: stored?.stamps.notBefore ?? null,
    notAfter: stored?.stamps.notAfter ?? null,
  };
}

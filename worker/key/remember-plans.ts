import type { KeyPlan, KeyPolicy, Site } from "./key-parts.ts";
import { planKey } from "./plan-key.ts";

const MAX_PLANS = 2_000;
const MAX_LENGTH = 200;

/**
 * `planKey`, with the pages remembered that addresses without a query name: nearly every request asks for one, and an
 * address always means the same. Bounded: what goes beyond begins anew.
 */
export function rememberingPlans(policies: readonly KeyPolicy[], site: Site): (url: string) => KeyPlan {
  const plans = new Map<string, KeyPlan>();
  return (url) => {
    const known = plans.get(url);
    if (known !== undefined) return known;
    const plan = planKey(url, policies, site);
    if (plan.kind !== "page" || url.length > MAX_LENGTH || url.includes("?")) return plan;
    if (plans.size >= MAX_PLANS) plans.clear();
    plans.set(url, plan);
    return plan;
  };
}

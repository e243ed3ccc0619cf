import type { Explanation } from "../shapes.ts";
import type { Surface } from "../surface.ts";
import { moment, table } from "../table.ts";

/** What a URL comes to: its key, what the tiers hold, and what would happen. */
export async function explainUrl(surface: Surface, url: string, { arm }: { readonly arm: readonly string[] }): Promise<void> {
  const query = new URLSearchParams([["url", url], ...arm.map((name) => ["arm", name])]);
  const explained = await surface.client.get<Explanation>(`/admin/api/explain?${query}`);
  surface.tell(explained, () => show(explained));
}

function show({ would, route, canonical, kept, dropped, arms, key, surrogateKeys, tiers }: Explanation): string {
  const rows = [
    ["Would", `${would.kind}, ${would.because}`],
    ["Route", route ?? "none"],
    ["Canonical", canonical ?? "-"],
    ["Kept", kept.join(", ") || "no parameter"],
    ["Dropped", dropped.map(({ name, because }) => `${name} (${because})`).join(", ") || "nothing"],
    ...arms.map(({ experiment, arm, of }) => [`Arm of ${experiment}`, `${arm} (of ${of.join(", ")})`]),
    ["Cache key", key ?? "-"],
    ["Surrogate keys", surrogateKeys.join(" ") || "-"],
    ...tiers.map((tier) => [`Tier ${tier.name}`, tierLine(tier)]),
  ];
  return table(rows[0] ?? [], rows.slice(1));
}

function tierLine({ state, because, asOf, freshUntil, staleUntil }: Explanation["tiers"][number]): string {
  if (state === "none") return "nothing stored";
  const facts = [
    `${state}${because === null ? "" : `, ${because}`}`,
    freshUntil === null ? "" : `fresh until ${moment(freshUntil)}`,
    staleUntil === null ? "" : `in grace until ${moment(staleUntil)}`,
    asOf === null ? "" : `as of purge ${asOf}`,
  ];
  return facts.filter((fact) => fact !== "").join("; ");
}

import type { Explanation } from "../../../worker/admin/explain.ts";
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

const TIMES = [
  ["storedAt", "stored at"],
  ["freshUntil", "fresh until"],
  ["revalidateUntil", "shown while it is refreshed until"],
  ["staleUntil", "shown if the origin fails until"],
  ["notBefore", "not before"],
  ["notAfter", "not after"],
] as const;

function tierLine({ state, because, asOf, ...at }: Explanation["tiers"][number]): string {
  if (state === "none") return "nothing stored";
  const facts = [
    `${state}${because === null ? "" : `, ${because}`}`,
    ...TIMES.flatMap(([name, words]) => (at[name] === null ? [] : [`${words} ${moment(at[name])}`])),
    asOf === null ? "" : `as of purge ${asOf}`,
  ];
  return facts.filter((fact) => fact !== "").join("; ");
}

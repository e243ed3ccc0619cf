import { type FragmentCounts, type Stats, WAIT_CLASSES, type Waits } from "../../../telemetry/counts.ts";
import { waitQuantile } from "../../../telemetry/ratios.ts";
import { count, duration, percent } from "../format.ts";
import { orUndefined, type Part, Silence } from "../part.tsx";

/** What came of each fragment and how long it was waited for, those that fail most first. */
export const fragments: Part = {
  name: "fragments",
  async show(deps) {
    const stats = await orUndefined(deps.stats());
    return stats ? <FragmentTable stats={stats} /> : <Silence />;
  },
};

const sum = (counts: FragmentCounts): number => Object.values(counts).reduce((all, one) => all + one, 0);
const share = (part: number, whole: number): string => (whole === 0 ? "–" : `${percent(part / whole)}%`);

const FragmentTable = ({ stats }: { stats: Stats }) => {
  const rows = Object.entries(stats.fragments).map(([name, counts]) => ({
    name,
    counts,
    all: sum(counts),
    waits: stats.fragmentWaits[name],
  }));
  if (rows.length === 0) return <p class="muted">No fragment was asked for yet.</p>;
  const worstFirst = rows.sort((a, b) => b.counts.fallback / b.all - a.counts.fallback / a.all || b.all - a.all);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Fragment</th>
          {["Shown", "Token", "Bulletin", "Tiers", "Batch", "Fallback", "Waited for", "Half within", "95% within"].map((title) => (
            <th scope="col" class="figure">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {worstFirst.map(({ name, counts, all, waits }) => (
          <tr>
            <th scope="row">
              <code>{name}</code>
            </th>
            <td class="figure">{count(all)}</td>
            <td class="figure">{share(counts.token, all)}</td>
            <td class="figure">{share(counts.bulletin, all)}</td>
            <td class="figure">{share(counts.tier, all)}</td>
            <td class="figure">{share(counts.batch, all)}</td>
            <td class={counts.fallback > 0 ? "figure hot" : "figure"}>{share(counts.fallback, all)}</td>
            <td class="figure">{waits ? count(waits.classes.reduce((one, other) => one + other, 0)) : "0"}</td>
            <td class="figure">{within(waits, 0.5)}</td>
            <td class="figure">{within(waits, 0.95)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

function within(waits: Waits | undefined, part: number): string {
  const end = waits && waitQuantile(waits, part);
  if (end === undefined) return "–";
  return Number.isFinite(end) ? duration(end) : `over ${duration(WAIT_CLASSES.at(-1) ?? 0)}`;
}

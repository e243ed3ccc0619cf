import { type PrewarmJob, WARMED } from "../../../prewarm/prewarm.ts";
import { mayAs } from "../../admin.ts";
import { clock, count, percent } from "../format.ts";
import { orUndefined, type Part } from "../part.tsx";

const SHOWN_JOBS = 10;

/** Prewarm jobs and how far each is. */
export const jobs: Part = {
  name: "jobs",
  async show(deps, _, actor) {
    const found = await orUndefined(deps.listPrewarms(SHOWN_JOBS, undefined));
    if (found === undefined) return <p class="message">The jobs cannot be read. They go on all the same; ask again in a moment.</p>;
    if (found.length === 0) return <p class="muted">Nothing was prewarmed yet.</p>;
    const mayOrder = mayAs(actor.role, "operator");
    return (
      <table>
        <thead>
          <tr>
            {["When, UTC", "What", "Why", "By whom", "State", "Pages", "Came to"].map((title) => (
              <th scope="col">{title}</th>
            ))}
            {mayOrder && (
              <th scope="col">
                <span class="visually-hidden">Stop or go on</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {found.map((job) => (
            <JobLine job={job} now={deps.now()} mayOrder={mayOrder} />
          ))}
        </tbody>
      </table>
    );
  },
};

const JobLine = ({ job, now, mayOrder }: { job: PrewarmJob; now: number; mayOrder: boolean }) => {
  const done = WARMED.reduce((sum, warmed) => sum + job.counts[warmed], 0);
  return (
    <tr id={`prewarm-${job.id}`}>
      <td>
        <time datetime={new Date(job.at).toISOString()}>{clock(job.at, now)}</time>
      </td>
      <td class="wraps">
        {job.by === "sitemap" ? "the sitemap" : <code>{targetOf(job)}</code>}
        {job.markets.length > 0 && <span class="muted"> in {job.markets.join(", ")}</span>}
      </td>
      <td class="wraps">{job.reason}</td>
      <td>{job.actor}</td>
      <td>{job.state}</td>
      <td>
        <svg class="bar is-progress" role="img" aria-label={`${done} of ${job.total} pages`}>
          <rect width={`${percent(job.total === 0 ? 1 : done / job.total)}%`} height="100%" />
        </svg>{" "}
        {count(done)}/{count(job.total)}
      </td>
      <td class="wraps">
        {WARMED.filter((warmed) => job.counts[warmed] > 0)
          .map((warmed) => `${count(job.counts[warmed])} ${warmed}`)
          .join(", ") || "–"}
        {job.because !== null && <span class="hot"> {job.because}</span>}
      </td>
      {mayOrder && (
        <td>
          <JobButton job={job} left={job.total > done || job.counts.failed > 0} />
        </td>
      )}
    </tr>
  );
};

const JobButton = ({ job: { id, state }, left }: { job: PrewarmJob; left: boolean }) => {
  const isOpen = state === "running" || state === "waiting";
  if (!isOpen && !left) return null;
  const to = isOpen ? "cancel" : "resume";
  return (
    <form method="post" action={`/admin/prewarms/${id}/${to}`}>
      <button type="submit" class="link-button" id={`${to}-${id}`}>
        {isOpen ? "Cancel" : "Resume"} <span class="visually-hidden">job {id}</span>
      </button>
    </form>
  );
};

function targetOf({ values }: PrewarmJob): string {
  const more = values.length > 1 ? ` and ${values.length - 1} more` : "";
  return `${values[0] ?? ""}${more}`;
}

import type { Actor } from "../admin.ts";
import { PURGE_KINDS, PURGE_MODES } from "../decode-purge.ts";
import type { AdminDeps } from "../deps.ts";
import { Live } from "./part.tsx";
import { auditRows } from "./parts/audit-rows.tsx";

/** Who purged what, when and why: a plain GET form, so that a finding is a link one can send. */
export async function auditPage(deps: AdminDeps, query: URLSearchParams, actor: Actor) {
  const rows = await auditRows.show(deps, query, actor);
  const value = (name: string) => query.get(name) ?? "";
  return (
    <>
      <section id="filters" class="is-wide">
        <h1 class="type-panel">Audit</h1>
        <form method="get" action="/admin/audit" class="filters">
          <Field name="actor" label="By whom" value={value("actor")} />
          <Choice name="by" label="By" options={PURGE_KINDS} value={value("by")} />
          <Choice name="mode" label="How" options={PURGE_MODES} value={value("mode")} />
          <Field name="text" label="In values or reason" value={value("text")} />
          <Field name="since" label="From, UTC" value={value("since")} type="datetime-local" />
          <Field name="until" label="To, UTC" value={value("until")} type="datetime-local" />
          <button type="submit" class="button low">
            Find
          </button>
        </form>
      </section>
      <section id="purges" class="is-wide">
        <h2 class="type-panel">Purges</h2>
        <section class="scroller" tabindex={0} aria-label="Purges">
          <Live part={auditRows} query={query}>
            {rows}
          </Live>
        </section>
      </section>
    </>
  );
}

const Field = ({ name, label, value, type = "text" }: { name: string; label: string; value: string; type?: string }) => (
  <label class="field">
    <span>{label}</span>
    <input name={name} value={value} type={type} autocomplete="off" />
  </label>
);

const Choice = ({ name, label, options, value }: { name: string; label: string; options: readonly string[]; value: string }) => (
  <label class="field">
    <span>{label}</span>
    <select name={name}>
      <option value="">any</option>
      {options.map((option) => (
        <option value={option} selected={option === value}>
          {option}
        </option>
      ))}
    </select>
  </label>
);

import type { JSX } from "hono/jsx/jsx-runtime";
import type { Actor } from "../admin.ts";
import type { AdminDeps } from "../deps.ts";

/** A piece of the console that is shown with its page and then again every two seconds, by itself. */
export interface Part {
  readonly name: string;
  /** `query` is that of its page: filters, a range; `actor` looks at it. Never rejects: a console that shows the rest is worth more than none. */
  show(deps: AdminDeps, query: URLSearchParams, actor: Actor): Promise<JSX.Element>;
}

interface LiveProps {
  readonly part: Part;
  readonly query?: URLSearchParams;
  readonly children?: unknown;
}

/** Where a part stands. The console's script looks for a later state of it. */
export const Live = ({ part, query, children }: LiveProps) => (
  <div id={`live-${part.name}`} data-live={`/admin/live/${part.name}${query && query.size > 0 ? `?${query}` : ""}`}>
    {children as string}
  </div>
);

export async function orUndefined<T>(answer: Promise<T>): Promise<T | undefined> {
  return answer.catch(() => undefined);
}

export const Silence = () => <p class="message">The counters did not answer. The shop goes on without them.</p>;

/** What a canary came across: one that saw nothing finds nothing. */
import { fieldsOf, textOf } from "./answers.ts";
import type { MarkerKind } from "./marker-book.ts";
import type { CanaryRun } from "./run-canary.ts";

export interface Coverage {
  readonly visitors: number;
  readonly answers: number;
  /** Different pages that answered 200. */
  readonly pages: number;
  readonly purges: number;
  /** Names, counts and lines that visitors were shown of their own. */
  readonly shown: Readonly<Record<"name" | "count" | "line", number>>;
  /** How fragments came to be, by `Fragment-Status`. */
  readonly fragments: Readonly<Record<string, number>>;
}

export function coverageOf({ got, book, told }: CanaryRun): Coverage {
  const shown = { name: 0, count: 0, line: 0 };
  const fragments: Record<string, number> = {};
  const pages = new Set<string>();
  for (const { visitor, ask, answer } of got) {
    const own = book.find(textOf(answer)).filter(({ owners }) => owners.has(visitor.number));
    for (const kind of ["name", "count", "line"] as const satisfies readonly MarkerKind[])
      if (own.some((marker) => marker.kind === kind)) shown[kind]++;
    const states = fieldsOf(answer, "fragment-status").flatMap((field) =>
      field.split(", ").map((entry) => entry.replaceAll(/;(?:age|ms)=\d+/g, "")),
    );
    for (const state of states) fragments[state] = (fragments[state] ?? 0) + 1;
    if (answer.status === 200 && states.length > 0) pages.add(ask.path.split("?")[0] ?? "");
  }
  const visitors = new Set(got.map(({ visitor }) => visitor.number)).size;
  return {
    visitors,
    answers: got.length,
    pages: pages.size,
    purges: told.filter(({ where }) => where.endsWith("/purges")).length,
    shown,
    fragments,
  };
}

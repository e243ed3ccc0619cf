import type { Sql } from "../../worker/bulletin/sql.ts";
import { nodeSql } from "./node-sql.ts";

export interface NotingSql extends Sql {
  /** How SQLite goes about each question since the last time: a step a line (`EXPLAIN QUERY PLAN`). */
  takePlans(): string[];
}

/** A SQLite whose questions can be looked at: one that reads a whole table gets dearer with all that is kept. */
export function notingSql(): NotingSql {
  const sql = nodeSql();
  let asked = new Set<string>();
  return {
    exec(query, ...bindings) {
      asked.add(query);
      return sql.exec(query, ...bindings);
    },
    takePlans() {
      const queries = [...asked];
      asked = new Set();
      return queries.flatMap((query) =>
        sql
          .exec<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
          .toArray()
          .map(({ detail }) => detail),
      );
    },
  };
}
